// Figures that follow from their counts alone, with the interval of their kind.
#pragma once

#include "core/measure/figure.hpp"

namespace pilotage::measure {

/// `cases` of a Poisson count.
Figure count_figure(double cases);
/// `above` of `cases`, which are more than none; Wilson.
Figure share_figure(double above, double cases);
/// `events` in an exposure of more than none, times the multiplier; exact Poisson or Byar.
Figure rate_figure(double events, double exposure, double multiplier);

} // namespace pilotage::measure
