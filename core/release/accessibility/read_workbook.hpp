// Reads a written workbook, XLSX or ODS, for the checks of accessibility.
#pragma once

#include "core/release/accessibility/written_workbook.hpp"
#include "importers/file.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace pilotage::release::accessibility {

/// Throws importers::Malformed where it is neither, or damaged.
WrittenWorkbook read_workbook(std::shared_ptr<const importers::File> file);

/// "B17:C20" or "B17", with $ or a sheet's name before the cells or without; nothing where it is none.
std::optional<Area> parse_area(std::string_view text);

} // namespace pilotage::release::accessibility
