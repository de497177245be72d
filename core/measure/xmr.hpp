// XmR charts: whether a site's figures over periods vary as they always did.
#pragma once

#include "core/measure/figure.hpp"

#include <span>

namespace pilotage::measure {

/// Values in the order of time, at least two. The rules are those of XmrPoint.
Xmr xmr_of(std::span<const std::string> periods, std::span<const double> values);

/// For each site and dimension with a figure. Nothing for fewer than least_periods_for_xmr periods, or with a gap.
std::vector<XmrChart> charts_of(const Comparison& comparison, const std::vector<std::string>& periods);

} // namespace pilotage::measure
