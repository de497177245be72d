// The files of an export of record-level data.
#pragma once

#include "core/release/record_tables.hpp"
#include "core/release/release_files.hpp"

#include <vector>

namespace pilotage::release {

/// For each table CSV, SPSS and Stata, and a text that says what this is and is not.
std::vector<ReleaseFile> record_files(const std::vector<RecordTable>& tables, const Release& study);

/// What whoever asks for such data must know.
std::string record_level_risk();

} // namespace pilotage::release
