// The CSV files of a return of focus and their columns.
#pragma once

#include "importers/plugin_support.hpp"

namespace pilotage::focus {

const importers::Plan& plan();

} // namespace pilotage::focus
