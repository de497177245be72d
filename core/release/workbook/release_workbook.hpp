// The workbook of a release: cover, contents, notes, then a sheet for each measure and each further table.
#pragma once

#include "core/release/release_model.hpp"
#include "core/release/workbook/workbook.hpp"

namespace pilotage::release::workbook {

Workbook workbook_of(const Release& release);

} // namespace pilotage::release::workbook
