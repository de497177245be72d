// Leaves blank rows out, or fills the gaps between numbered rows with them, as the options ask.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_BLANK_ROWS_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_BLANK_ROWS_HPP

#include "importers/reader.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace pilotage::importers::spreadsheet {

class BlankRows {
public:
    void begin(std::string_view table, bool wanted) {
        table_ = table;
        wanted_ = wanted;
        expected_ = 1;
        waiting_ = false;
    }

    /// The next row to yield; `read` puts the sheet's next row into `row`, false at its end.
    template <typename Read>
    bool next(Row& row, Read read) {
        if (!waiting_) {
            do {
                if (!read()) return false;
            } while (!wanted_ && row.cells().empty());
            if (!wanted_ || row.number <= expected_) {
                expected_ = row.number + 1;
                return true;
            }
            waiting_ = true;
            number_ = row.number;
            std::swap(cells_, row.cells());
        }
        row.table = table_;
        row.line = 0;
        row.number = expected_++;
        if (row.number == number_) {
            std::swap(cells_, row.cells());
            waiting_ = false;
        } else {
            row.cells().clear();
        }
        return true;
    }

private:
    std::string_view table_;
    bool wanted_ = false;
    bool waiting_ = false;
    std::uint64_t expected_ = 1;
    std::uint64_t number_ = 0;
    std::vector<Cell> cells_;
};

} // namespace pilotage::importers::spreadsheet

#endif
