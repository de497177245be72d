#include "core/tables/cell_words.hpp"

namespace pilotage::tables {

std::string_view CellWords::looked_into(std::string_view cell) const {
    const auto text = sdk::trimmed(cell);
    const bool blank = std::ranges::any_of(blanks_, [&](const std::string& one) { return sdk::same_word(text, one); });
    return blank ? std::string_view() : text;
}

} // namespace pilotage::tables
