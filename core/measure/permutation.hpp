// Tests of arms with sites as observations. Where the arms were not dealt by lot, as in the pilots, the test asks how
// often dealing them so would set the arms as far apart; with few sites no answer can be small, and the floor says so.
#pragma once

#include "core/measure/figure.hpp"

#include <span>

namespace pilotage::measure {

/// The least p that so many sites can give: one over the ways to deal the arms, two where the arms are of the same size
/// and a deal and its mirror lie equally far apart. 7 and 1 give 0.125, 7 and 3 give 0.0083. Neither is 0.
double permutation_floor(std::size_t pilots, std::size_t comparators);

/// Exact up to `most_deals` deals; beyond, from that many drawn with a fixed seed, the one observed added to both sides
/// of the share. Neither is empty.
PermutationTest permutation_test(std::span<const double> pilots, std::span<const double> comparators,
                                 std::size_t most_deals = 200'000);

/// For each period and dimension a test of the sites' values, and for each period after the first that has both arms
/// one of the changes since then. None of a count; none where a study has no comparison site with a figure.
std::vector<ArmTest> tests_of(const Comparison& comparison, const std::vector<std::string>& periods);

} // namespace pilotage::measure
