// The sheets of the workbook of Topaz and their columns.
#pragma once

#include "importers/plugin_support.hpp"

namespace pilotage::topaz {

const importers::Plan& plan();

} // namespace pilotage::topaz
