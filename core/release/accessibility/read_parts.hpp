// The readers of the two forms. Internal to this folder.
#pragma once

#include "core/release/accessibility/written_workbook.hpp"
#include "importers/archive/archive.hpp"

namespace pilotage::release::accessibility {

WrittenWorkbook read_xlsx(importers::archive::Archive& archive);
WrittenWorkbook read_ods(importers::archive::Archive& archive);

} // namespace pilotage::release::accessibility
