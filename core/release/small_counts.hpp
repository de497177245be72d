// The rule for small counts: no count from 1 to 4 is shown, nor a figure that would give one away. The full disclosure
// control (rounding, secondary suppression across tables, audit by intervals) is another matter; this is what nothing
// may leave without.
#pragma once

#include "core/measure/figure.hpp"

#include <span>

namespace pilotage::release {

/// The smallest count that is shown, but for 0.
inline constexpr double least_shown = 5;

/// Whether a count is withheld: 1 to 4.
bool is_small(double count);

/// Replaces figures by Suppressed:
///   count        the count is small. Of the parts of one site and period, further ones, smallest first, until at
///                least two are withheld and together not small: their sum is known from other measures
///   proportion   the numerator, the denominator or their difference is small
///   rate         the events, or the exposure where that is below least_shown, are small
///   mean, median, score   the number of values is small
/// A denominator is kept where it is not small itself. Totals that a suppressed cell is in, or that are small
/// themselves, are suppressed, and what is worked out from a suppressed figure (differences, tests, funnels, charts) is
/// left out.
void withhold_small_counts(std::span<measure::Comparison> comparisons);

} // namespace pilotage::release
