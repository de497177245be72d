// From a cell to the text that stands in a local record.
#ifndef PILOTAGE_IMPORTERS_CELL_TEXT_HPP
#define PILOTAGE_IMPORTERS_CELL_TEXT_HPP

#include "importers/plugin_support.hpp"

namespace pilotage::importers {

/// The text of the cell as its column reads it. It is borrowed from the cell, or from `scratch` where it had to be
/// changed.
std::string_view text_of(const Cell& cell, Reads reads, std::string& scratch);

} // namespace pilotage::importers

#endif
