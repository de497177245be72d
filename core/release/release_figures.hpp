// From a true figure and what disclosure control made of its counts to the figure that is released.
#pragma once

#include "core/release/protection.hpp"
#include "core/release/release_counts.hpp"
#include "core/release/release_model.hpp"
#include "core/release/true_figures.hpp"

namespace pilotage::release {

/// The decimals of a measure's values under the profile; of a mean or score on a small scale two more.
int places_of(const TrueTable& table, const Profile& profile);

/// Fills in numerator, denominator, value, interval and marks. `withheld`: the value may not be shown, whatever the
/// counts.
void release_figure(ReleasedFigure& out, const measure::Measure& measure, int places, const TrueFigure& figure,
                    const FigureCells& cells, const ProtectedCounts& counts, const Profile& profile, bool withheld);

} // namespace pilotage::release
