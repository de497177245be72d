// Reads the workbook's table of strings. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_SHARED_STRINGS_HPP
#define PILOTAGE_IMPORTERS_XLSX_SHARED_STRINGS_HPP

#include "importers/archive/archive.hpp"
#include "importers/spreadsheet/text_table.hpp"

#include <string>

namespace pilotage::importers::xlsx {

/// The number of strings is what stands in the part, not what it claims. Throws Malformed when the part is damaged or
/// passes the caps.
void read_shared_strings(archive::Archive& archive, const std::string& part, spreadsheet::TextTable& table,
                         const Limits& limits);

} // namespace pilotage::importers::xlsx

#endif
