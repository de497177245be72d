// Rows as a table for people: number and line of each row, letters and types of the columns.
#pragma once

#include "importers/reader.hpp"

#include <string>
#include <vector>

namespace pilotage::cli {

/// Gathers rows of one sheet and prints them, in several bands of columns where they are wider than the terminal.
class PreviewTable {
public:
    /// `width`: columns of the terminal; 0: as wide as the rows ask for.
    explicit PreviewTable(std::size_t width) : width_(width) {}

    void add(const importers::Row& row);
    std::size_t size() const { return rows_.size(); }
    /// Appends the table and forgets its rows.
    void print(std::string& out);

private:
    struct CellText {
        std::string text;
        importers::CellType type;
    };
    struct RowText {
        std::uint64_t number, line;
        std::vector<CellText> cells;
    };
    struct Column {
        std::size_t width = 0;
        std::string types; ///< those that occur, joined by "/"
    };
    std::vector<Column> columns() const;
    void print_band(std::string& out, const std::vector<Column>& columns, std::size_t from, std::size_t to) const;

    std::size_t width_;
    std::vector<RowText> rows_;
};

} // namespace pilotage::cli
