// Whether the first row of a table holds its headings. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_HEADINGS_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_HEADINGS_HPP

#include "importers/reader.hpp"

#include <string>

namespace pilotage::importers {

/// A sentence with the reason; nobody's value is quoted.
std::string judge_headings(const std::vector<Cell>& cells, std::size_t record);

} // namespace pilotage::importers

#endif
