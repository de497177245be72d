// Funnels: where a site's proportion or rate lies among those of all, given its size.
//
// Proportions on the scale asin(sqrt(p)), rates on sqrt(r), where the variance of a site is 1 / 4n whatever its value
// (n: the denominator). Target: all events over all denominators. z of each site is winsorised at the deciles, phi
// their mean square; where k phi > k - 1, tau^2 = (k phi - (k - 1)) / (sum w - sum w^2 / sum w), w = 4n, else 0; limits
// at target -+ z sqrt(1 / 4n + tau^2), turned back; Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202.
#pragma once

#include "core/measure/figure.hpp"

#include <span>

namespace pilotage::measure {

struct FunnelSite {
    std::string site;
    double events = 0, size = 0; ///< size > 0
};

/// The kind is proportion or rate; values and limits of a rate are times the multiplier. Nothing for fewer than
/// least_sites_for_funnel: deciles of so few remove nothing, and a spread between sites cannot be told from chance.
Maybe<Funnel> funnel_of(Kind kind, std::span<const FunnelSite> sites, double multiplier);

/// For each period and dimension with a figure; of proportions and rates only.
std::vector<FunnelChart> funnels_of(const Comparison& comparison, const std::vector<std::string>& periods);

} // namespace pilotage::measure
