// The register of Sensing Change and its columns.
#pragma once

#include "importers/plugin_support.hpp"

namespace pilotage::sensing_change {

/// `year` is the year in which the period begins, such as "2012"; rows of the register's other years are left out.
/// Empty: all years are read.
importers::Plan plan(std::string year);

} // namespace pilotage::sensing_change
