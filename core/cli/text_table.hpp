// Rows of text as a table for people: columns as wide as their widest cell, without ruling.
#pragma once

#include "core/cli/terminal.hpp"

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace pilotage::cli {

class TextTable {
public:
    enum class Align { left, right };

    /// Adds a column to the right.
    void column(std::string title, Align align = Align::left);
    /// One text for each column; made harmless for a terminal when it is printed.
    void row(std::vector<std::string> cells);
    /// The same with a style for each cell, used where `stream` has colour.
    void row(std::vector<std::string> cells, std::vector<Style> styles);
    bool empty() const { return rows_.empty(); }

    /// Appends the table, each line behind `indent` spaces. Columns without any text are left out. Titles are bold
    /// where `stream` has colour.
    void print(std::string& out, std::FILE* stream, std::size_t indent = 0) const;

private:
    struct Column {
        std::string title;
        Align align;
    };
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::vector<Style>> styles_;
};

} // namespace pilotage::cli
