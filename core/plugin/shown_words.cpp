#include "core/plugin/shown_words.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace pilotage::plugin {

void show(std::string_view words, std::string& shown) {
    const auto printable = [](char c) { return c >= 0x20 && c < 0x7f; };
    if (std::ranges::all_of(words, printable)) {
        shown.assign(words);
        return;
    }
    shown = valid_utf8(words);
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
}

} // namespace pilotage::plugin
