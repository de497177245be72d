// The sheets of the workbook of People2People and their columns.
#pragma once

#include "importers/plugin_support.hpp"

namespace pilotage::people2people {

const importers::Plan& plan();

} // namespace pilotage::people2people
