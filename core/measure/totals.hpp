// The figures of arms, and of all sites together.
#pragma once

#include "core/measure/groups.hpp"

namespace pilotage::measure {

/// From the cells of the comparison that have a figure or a zero denominator, and their cases. Periods in the study's
/// order. An arm without such a cell in a period has no total there.
std::vector<Total> totals_of(const Comparison& comparison, Groups& groups, const std::vector<std::string>& periods);

} // namespace pilotage::measure
