// A return while it is made: tables of cells, before they become a file of some format.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::generate {

struct Cell {
    enum class Kind : std::uint8_t { empty, text, number, date, share, money, formula, boolean, error, duration };
    Kind kind = Kind::empty;
    std::string text;  ///< UTF-8; of a formula: the formula itself; of another number: what gives it, in ODS
    double number = 0; ///< of a date: its serial; of a duration: days; of a formula: the value it had when it was saved

    Cell() = default;
    /*implicit*/ Cell(std::string words) : kind(words.empty() ? Kind::empty : Kind::text), text(std::move(words)) {}
    /*implicit*/ Cell(const char* words) : Cell(std::string(words)) {}
    Cell(Kind what, double value, std::string words = {}) : kind(what), text(std::move(words)), number(value) {}
};
using Cells = std::vector<Cell>;

struct Merged {
    std::uint32_t row = 0, column = 0, last_row = 0, last_column = 0; ///< from 0
};

struct Table {
    std::string name; ///< of the sheet, or of the file
    bool hidden = false;
    std::vector<Cells> rows;
    std::vector<Merged> merged;
};
using Tables = std::vector<Table>;

/// Takes one row for the table of that index.
using Emit = std::function<void(std::size_t table, Cells row)>;

/// Bytes of files by their names.
using Files = std::map<std::string, std::string>;

} // namespace pilotage::generate
