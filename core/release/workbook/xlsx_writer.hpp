// A workbook as Office Open XML (XLSX).
#pragma once

#include "core/release/workbook/workbook.hpp"

namespace pilotage::release::workbook {

inline constexpr const char* xlsx_media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The same bytes for the same workbook. Throws EnvironmentError.
std::string xlsx_of(const Workbook& book);

} // namespace pilotage::release::workbook
