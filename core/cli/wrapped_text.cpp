#include "core/cli/wrapped_text.hpp"

#include "core/cli/terminal.hpp"

#include <algorithm>

namespace pilotage::cli {

void append_wrapped(std::string& out, std::string_view label, std::string_view text, std::size_t indent,
                    std::size_t width) {
    std::string line(label);
    line.resize(std::max(line.size(), indent), ' ');
    bool fresh = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at);
        if (!fresh && display_width(line) + 1 + display_width(word) > width) {
            out += line + '\n';
            line.assign(indent, ' ');
            fresh = true;
        }
        line += (fresh ? "" : " ") + std::string(word);
        fresh = false;
        at = end + 1;
    }
    out += line + '\n';
}

std::string grouped_digits(std::uint64_t number) {
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    return grouped_digits(number) + ' ' + std::string(number == 1 ? one : many);
}

} // namespace pilotage::cli
