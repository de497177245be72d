// A workbook as it is written in a file, whoever wrote it: what the rules of accessible workbooks ask about.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::release::accessibility {

struct Position {
    std::uint32_t row = 0, column = 0; ///< from 0
    auto operator<=>(const Position&) const = default;
};

/// "B17"
std::string name_of(const Position& position);

struct Area {
    Position first, last;
    bool has(const Position& p) const {
        return p.row >= first.row && p.row <= last.row && p.column >= first.column && p.column <= last.column;
    }
};

struct WrittenCell {
    std::string text;    ///< what stands in it; a number's digits
    bool number = false; ///< dates too
    bool formula = false;
    bool filled = false; ///< has a background
    bool wraps = false;
    double size = 0;      ///< of its letters, points
    std::string leads_to; ///< the sheet that it is a link to, or another target
};

struct WrittenTable {
    std::string name;
    Area area;
    bool header = true;
    bool filter = false;
    bool banded = false; ///< a style fills every other row
};

struct WrittenSheet {
    std::string name;
    bool hidden = false, frozen = false, filtered = false;
    bool hidden_lines = false; ///< hidden rows or columns
    bool objects = false;      ///< pictures, charts, comments
    std::vector<Area> merged;
    std::vector<WrittenTable> tables;
    std::map<Position, WrittenCell> cells; ///< those with something in them
    std::vector<double> widths;            ///< of the columns, about in figures of 12 points
};

struct WrittenWorkbook {
    std::string title, subject, creator, language;
    std::vector<WrittenSheet> sheets;
    std::size_t first_shown = 0; ///< the sheet that it opens with
    bool macros = false;
};

} // namespace pilotage::release::accessibility
