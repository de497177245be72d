// The sheets of the tables that are not of one measure: differences, tests, returns, definitions, sites, ...
#pragma once

#include "core/release/release_tables.hpp"
#include "core/release/workbook/notes.hpp"

#include <map>

namespace pilotage::release::workbook {

/// What the sheets call things, and where the sheet of a measure is.
struct Names {
    std::map<std::string, const ReleasedMeasure*, std::less<>> measures; ///< by id
    std::map<std::string, std::string, std::less<>> sites;               ///< name by id
};
Names names_of(const Release& release);

/// A table of tables_of(), but for figures and quality, which have a sheet for each measure. Ids of measures and sites
/// become their names, remarks become notes, and numbers are shown in the unit of their measure.
Sheet table_sheet(const ReleaseTable& table, const Names& names, std::size_t number, Notes& notes);

} // namespace pilotage::release::workbook
