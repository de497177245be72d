// Differences of figures, each with an interval worked out from the two figures alone.
//
//   proportion    Newcombe's method 10
//   mean, score   Welch's t
//   rate, median  square-and-add (Zou and Donner 2008, Statistics in Medicine 27, 1693-1702) of the figures' own limits
//   a difference of two changes: square-and-add of the limits of the changes
//   weighted by strata of a survey: square-and-add of the margins
//   count         none: its size says how many people and how large an area, not how a site does
//
// Square-and-add is what Newcombe's method 10 does with Wilson's limits. The two figures are taken to be independent;
// of a change that is so as far as other people are in it.
#pragma once

#include "core/measure/figure.hpp"

namespace pilotage::measure {

/// first - second. Nothing is estimated where one has no interval.
Maybe<Estimate> difference_of(Kind kind, const Figure& first, const Figure& second);

/// The first change less the second.
Estimate difference_of(const Estimate& first, const Estimate& second);

/// For every site with a figure that is not of the comparison arm: against the arm's total; and for every period after
/// the site's first one with a figure, the change since then, for sites of the comparison arm too, and that change less
/// the comparison arm's.
std::vector<Difference> differences_of(const Comparison& comparison, const std::vector<Total>& totals);

} // namespace pilotage::measure
