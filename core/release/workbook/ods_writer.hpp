// A workbook as OpenDocument (ODS).
#pragma once

#include "core/release/workbook/workbook.hpp"

namespace pilotage::release::workbook {

inline constexpr const char* ods_media_type = "application/vnd.oasis.opendocument.spreadsheet";

/// The same bytes for the same workbook. Throws EnvironmentError.
std::string ods_of(const Workbook& book);

} // namespace pilotage::release::workbook
