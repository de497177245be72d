// Collects the cells of one row, in any order, with their texts in one buffer. Used by all workbook readers.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_ROW_BUILDER_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_ROW_BUILDER_HPP

#include "importers/reader.hpp"
#include "importers/spreadsheet/number_format.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::spreadsheet {

/// Columns count from 0 here. Of two cells at one place the later one counts; finish() says whether that happened.
class RowBuilder {
public:
    void clear();
    bool empty() const { return cells_.empty(); }
    /// A text that lives as long as the reader, such as a shared string.
    void borrowed_text(std::uint32_t column, std::string_view text, const NumberFormat& format);
    void text(std::uint32_t column, std::string_view text, const NumberFormat& format);
    /// A finite number; its format decides whether it is a date, a share or money.
    void number(std::uint32_t column, double value, const NumberFormat& format, DateSystem system);
    /// A whole number of at most 15 digits without leading zeros, under the format General: its text is canonical.
    void plain_number(std::uint32_t column, std::string_view digits);
    void boolean(std::uint32_t column, bool value);
    void error(std::uint32_t column, std::string_view code);

    /// Lays the cells out in `row`, whose texts live until the next clear(). The result is the 1-based column of a cell
    /// that was there twice, or 0.
    std::uint32_t finish(Row& row);

private:
    struct Pending {
        std::uint32_t column = 0;
        CellType type = CellType::empty;
        bool has_shown = false;
        const char* borrowed = nullptr;
        std::size_t value = 0;
        std::size_t value_size = 0;
        std::size_t shown = 0;
        std::size_t shown_size = 0;
    };
    Pending& begin(std::uint32_t column, CellType type);
    void end_value(Pending& cell) { cell.value_size = buffer_.size() - cell.value; }
    void show_text(Pending& cell, std::string_view text, const NumberFormat& format);
    void end_shown(Pending& cell);
    void put_time_value(Pending& cell, double value, const NumberFormat& format, DateSystem system);

    std::string buffer_;
    std::vector<Pending> cells_;
};

} // namespace pilotage::importers::spreadsheet

#endif
