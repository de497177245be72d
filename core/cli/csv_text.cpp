#include "core/cli/csv_text.hpp"

#include "core/release/comparison_files.hpp"

namespace pilotage::cli {

void append_csv(std::string& out, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const auto cell : cells) {
        if (!first) out += ',';
        first = false;
        out += release::csv_cell(cell);
    }
    out += "\r\n";
}

} // namespace pilotage::cli
