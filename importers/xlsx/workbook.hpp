// What a workbook says of itself: its sheets and its date system; and its styles. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_WORKBOOK_HPP
#define PILOTAGE_IMPORTERS_XLSX_WORKBOOK_HPP

#include "importers/archive/archive.hpp"
#include "importers/spreadsheet/number_format.hpp"

#include <string>
#include <vector>

namespace pilotage::importers::xlsx {

struct SheetEntry {
    Table table;
    std::string relationship;
};

struct Workbook {
    std::vector<SheetEntry> sheets; ///< in the workbook's order
    spreadsheet::DateSystem dates = spreadsheet::DateSystem::from_1900;
};

Workbook read_workbook(archive::Archive& archive, const std::string& part, const Limits& limits);

/// The number format of each cell style, by its index.
std::vector<spreadsheet::NumberFormat> read_styles(archive::Archive& archive, const std::string& part,
                                                   const Limits& limits);

} // namespace pilotage::importers::xlsx

#endif
