// Differences that come of rounding alone. Intervals take counts as they are shown; rounded to 5, 10 of 15 may have
// been 12 of 14, and a site with few cases then differs where it does not, or the other way round.
#pragma once

#include "core/measure/figure.hpp"
#include "core/release/profile.hpp"

#include <vector>

namespace pilotage::release {

/// How far a count that is shown may lie from the true one. `controlled`: how far controlled rounding went, as in
/// known_by().
std::int64_t reach_of_rounding(const Profile& profile, std::int64_t controlled = 0);

/// Sets `within_rounding` of each difference that is clear of zero and would not be if the counts it rests on were
/// moved together, as far as their rounding allows, towards no difference. `comparison`: what the differences were
/// worked out from.
void mark_within_rounding(std::vector<measure::Difference>& differences, const measure::Comparison& comparison,
                          std::int64_t reach);

} // namespace pilotage::release
