// The values of cells in canonical form. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_VALUE_HPP
#define PILOTAGE_IMPORTERS_ODS_VALUE_HPP

#include "importers/reader.hpp"

namespace pilotage::importers::ods {

/// Each appends the canonical form and answers true, or leaves `out` as it is and answers false.
bool append_number(std::string& out, std::string_view value);
/// `type` becomes date or datetime.
bool append_date(std::string& out, std::string_view value, CellType& type);
/// A duration "PT36H05M01.5S" as 36:05:01.500
bool append_duration(std::string& out, std::string_view value);

} // namespace pilotage::importers::ods

#endif
