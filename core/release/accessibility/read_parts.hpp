// The readers of the two forms, and what they share. Internal to this folder.
#pragma once

#include "core/release/accessibility/written_workbook.hpp"
#include "core/release/accessibility/xml_tree.hpp"
#include "importers/archive/archive.hpp"

namespace pilotage::release::accessibility {

/// Title, subject, creator and language; both forms name them alike.
void add_properties(const Element& properties, WrittenWorkbook& book);

WrittenWorkbook read_xlsx(importers::archive::Archive& archive);
WrittenWorkbook read_ods(importers::archive::Archive& archive);

} // namespace pilotage::release::accessibility
