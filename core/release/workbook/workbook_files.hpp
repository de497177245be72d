// The spreadsheet forms of a release.
#pragma once

#include "core/release/release_files.hpp"

namespace pilotage::release::workbook {

/// release.xlsx and release.ods: the same sheets, the same values. Throws EnvironmentError.
std::vector<ReleaseFile> workbook_files(const Release& release);

} // namespace pilotage::release::workbook
