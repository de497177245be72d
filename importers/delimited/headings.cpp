#include "importers/delimited/headings.hpp"

#include <algorithm>
#include <set>

namespace pilotage::importers {
namespace {

/// Numbers, dates, times, amounts: a figure, and no more than two letters in a row ("12 Apr" is none of a heading's).
bool is_figure(std::string_view text) {
    bool digit = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            digit = true;
        else if (std::string_view(" +-.,:/%()").find(c) == std::string_view::npos)
            return false;
    }
    return digit;
}

} // namespace

std::string judge_headings(const std::vector<Cell>& cells, std::size_t record) {
    const std::string row = "Row " + std::to_string(record);
    std::set<std::string_view> seen;
    for (const auto& cell : cells) {
        if (is_figure(cell.value)) return row + " is taken as data, not as headings: it holds numbers or dates.";
        if (cell.type == CellType::empty) return row + " may or may not hold headings: one of its cells is empty.";
        if (!seen.insert(cell.value).second)
            return row + " may or may not hold headings: two of its cells are alike.";
    }
    return row + " is taken as the headings: its cells are texts, all filled and all different.";
}

} // namespace pilotage::importers
