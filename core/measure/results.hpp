// What is worked out from the figures of a comparison: differences, tests, funnels and charts over periods. Each rests
// on figures that it names, so that whoever withholds a figure can withhold what would give it away.
#pragma once

#include "core/measure/comparability.hpp"
#include "core/measure/statistics.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::measure {

/// In the unit of the measure's value; of a proportion in [-1, 1].
struct Estimate {
    double value = 0;
    Interval interval;
    std::string_view method;
};

/// 1 where the interval lies above zero, -1 below it, 0 where it holds it.
inline int side_of_zero(const Interval& interval) {
    return interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0;
}

/// Why there is none, in plain words.
struct NoEstimate {
    std::string reason;
};

template <class Result>
using Maybe = std::variant<Result, NoEstimate>;

/// Site less comparison arm (against_comparison), this period less an earlier one (before_after), or the site's change
/// less the comparison arm's change (difference_in_differences).
struct Difference {
    enum class Of : std::uint8_t { against_comparison, before_after, difference_in_differences };

    Of of = Of::against_comparison;
    std::string site, period;
    std::string earlier; ///< the period before; empty of against_comparison
    std::string dimension;
    Maybe<Estimate> result;
    Comparability comparability = Comparability::comparable; ///< the worst of the figures it rests on
    bool within_rounding = false; ///< of a release: clear of zero as its counts are shown, and not with all they may be
};

/// "against comparison", "before and after", "difference in differences"
std::string_view name_of(Difference::Of of);

/// Pilot sites against comparison sites, a site being one observation: the share of all ways to deal the arms to the
/// sites in which the means of the arms lie at least as far apart.
struct PermutationTest {
    std::size_t pilots = 0, comparators = 0;
    double difference = 0; ///< mean of the pilots less mean of the comparators, of values or of changes
    double p = 1;
    double floor = 1; ///< the least p that so few sites can give, whatever they show
    std::string_view method;
};

struct ArmTest {
    std::string period;
    std::string earlier; ///< where changes since this period are tested; empty: the values of the period
    std::string dimension;
    Maybe<PermutationTest> result;
    std::vector<std::string> sites; ///< whose figures it rests on
};

/// Where a site lies on a funnel: outside_95 is beyond the limits at 0.025 on either side, outside_998 beyond 0.001.
enum class FunnelZone : std::uint8_t { inside, outside_95, outside_998 };

struct FunnelPoint {
    std::string site;
    double size = 0; ///< the denominator
    double value = 0;
    Interval limits95, limits998;
    FunnelZone zone = FunnelZone::inside;
};

/// Limits around the value of all sites together, for a proportion or a rate; overdispersion as an additive variance
/// tau^2 between sites; Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202.
struct Funnel {
    double target = 0;
    double phi = 1;  ///< winsorised mean of the squared z of the sites
    double tau2 = 0; ///< on the scale of the method
    std::string_view method;
    std::vector<FunnelPoint> points; ///< in the study's order of sites
};

/// Fewer sites than this give no funnel.
inline constexpr std::size_t least_sites_for_funnel = 10;

struct FunnelChart {
    std::string period, dimension;
    Maybe<Funnel> result;
    std::vector<std::string> sites; ///< whose figures it rests on
};

/// A point of a chart over periods, and the rules that it is a signal by: 1 beyond a limit; 2 on a run of seven on one
/// side of the mean; 3 on a run of seven that rise or fall; 4 one of two, of three in a row, beyond two thirds of the
/// way to the same limit. After "Making Data Count" of NHS England.
struct XmrPoint {
    std::string period;
    double value = 0;
    std::vector<int> rules; ///< ascending; empty: no signal
};

/// Individual values with the limits of common variation: mean -+ 2.66 mean moving range; Wheeler (2000).
struct Xmr {
    double mean = 0, mean_moving_range = 0;
    Interval limits;
    std::vector<XmrPoint> points; ///< in the order of the periods
};

/// Fewer periods than this, one after the other, give no chart.
inline constexpr std::size_t least_periods_for_xmr = 7;

struct XmrChart {
    std::string site, dimension;
    Maybe<Xmr> result;
};

} // namespace pilotage::measure
