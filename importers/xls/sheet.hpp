// One worksheet of a BIFF stream, row by row. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLS_SHEET_HPP
#define PILOTAGE_IMPORTERS_XLS_SHEET_HPP

#include "importers/spreadsheet/row_builder.hpp"
#include "importers/xls/globals.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::importers::xls {

class Sheet {
public:
    /// Looks through the sheet's records once: where their rows are not in order, they are sorted.
    Sheet(BiffStream& stream, const BoundSheet& sheet, const Globals& globals, const Options& options);

    /// The next row with cells; false at the end. Throws Malformed.
    bool next(Row& row);

private:
    void find_order();
    bool next_cell(Record& record);
    bool next_cell_in_stream(Record& record);
    void put(const Record& record);
    void put_formula(const Record& record);
    void put_text(const Record& record, std::size_t at, const spreadsheet::NumberFormat& format);
    void put_shared(std::uint32_t index, const spreadsheet::NumberFormat& format);
    void put_number(double value, const spreadsheet::NumberFormat& format);
    void put_error(std::uint8_t code);
    void at_column(std::uint32_t column);
    void doubt(Issue::Severity severity, const char* rule, const char* message) const;
    [[noreturn]] void refuse_here(const char* rule, const std::string& message) const;

    BiffStream& stream_;
    const BoundSheet& sheet_;
    const Globals& globals_;
    const Options& options_;
    spreadsheet::RowBuilder builder_;
    std::string text_;
    std::uint64_t at_ = 0; // where the sheet's next record is
    std::vector<std::pair<std::uint16_t, std::uint64_t>>
        order_; // row and place of each cell, where they had to be sorted
    std::size_t next_in_order_ = 0;
    std::optional<std::uint64_t> waiting_; // the place of a cell of the row after the present one
    std::uint32_t row_ = 0;
    std::uint32_t column_ = 0;
};

} // namespace pilotage::importers::xls

#endif
