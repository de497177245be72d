// The rules of accessible workbooks (UK Government Analysis Function, "Releasing statistics in spreadsheets"), asked of
// a written file: one cover and one list of contents with links, at most one sheet of notes, else one real table a
// sheet from A1 down, and nothing that hides, merges, freezes, filters or colours.
#pragma once

#include "core/release/accessibility/written_workbook.hpp"

namespace pilotage::release::accessibility {

struct WorkbookFault {
    std::string rule;      ///< "merged"
    std::string place;     ///< "Table_3!B17", "Table_3"; empty: the workbook
    std::string message;   ///< what is wrong and how to mend it, a sentence or two
    std::size_t times = 1; ///< how many cells of the sheet it is true of; `place` is the first
};

/// By sheet, in their order; none where all is well.
std::vector<WorkbookFault> check_workbook(const WrittenWorkbook& book);

} // namespace pilotage::release::accessibility
