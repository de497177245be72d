// The two extracts of a return of Activ8 and their columns.
#pragma once

#include "importers/plugin_support.hpp"

#include <cstddef>

namespace pilotage::activ8 {

/// Columns of the plan's tables that the join looks at.
constexpr std::size_t assessment_person = 1, assessment_outcome = 8, agreement_person = 0;

const importers::Plan& plan();

} // namespace pilotage::activ8
