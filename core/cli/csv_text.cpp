#include "core/cli/csv_text.hpp"

namespace pilotage::cli {

void append_csv(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const auto cell : cells) {
        if (!first) out += ',';
        first = false;
        const bool formula = !cell.empty() && std::string_view("=+-@\t").find(cell.front()) != std::string_view::npos;
        if (!formula && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
            out += cell;
            continue;
        }
        out += formula ? "\"'" : "\"";
        for (const char c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

} // namespace pilotage::cli
