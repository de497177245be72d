// A comparison: figures of one measure for each site, period and, where the measure is split, dimension, and what is
// worked out from them.
//
// Levels: a cell is of one site; totals are of an arm and of all sites. A total is worked out from the cases of the
// sites in it; of counts, and of the numerators and denominators of the other kinds, it is also their sum.
#pragma once

#include "core/measure/comparability.hpp"
#include "core/measure/measure.hpp"
#include "core/measure/results.hpp"
#include "core/measure/statistics.hpp"
#include "core/study/study.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::measure {

/// Names the interval of a figure that is weighted by the strata of a survey.
inline constexpr std::string_view stratified_margin = "stratified survey margin";

/// There is a figure. Of a survey with strata, see measure.hpp, the value of a proportion, mean or score is weighted
/// and is not its numerator over its denominator; the method is stratified_margin then.
///   count        numerator: the cases; no denominator; value: the same; interval of a Poisson count
///   proportion   numerator / denominator cases; value in [0, 1]; Wilson
///   rate         events / exposure; value times the multiplier; exact Poisson, Byar from 10 events on
///   ratio        sum above the line / sum below it, times the multiplier; both counted in full, so without an interval
///   mean, score  sum / number of values; Student's t from two values on
///   median       no numerator; denominator: the number of values; order statistics where there are enough
struct Figure {
    std::optional<double> numerator, denominator;
    double value = 0;
    std::optional<Interval> interval;
    std::string_view method; ///< names the interval; of a ratio "counted in full"; else empty without one
    double deviation = 0;    ///< mean, score: the sample standard deviation of the values
};

/// There is a figure, and it is not shown because it, or one that it could be worked out from, rests on too few cases.
struct Suppressed {
    std::optional<double> denominator; ///< where this may still be shown
};

/// The return carries such records, but no case stands below the line.
struct ZeroDenominator {};

/// Nothing is known: no return stands, or it carries no records of a type that the measure needs.
struct NoData {
    std::string reason;
};

/// The measure says nothing here: no return is due, or the measure says so itself.
struct NotApplicable {
    std::string reason;
};

/// There is a figure, and it must not stand beside those of other sites; the cell's reasons say why.
struct Withheld {};

using State = std::variant<Figure, Suppressed, ZeroDenominator, NoData, NotApplicable, Withheld>;

/// "figure", "suppressed", "zero denominator", "no data", "not applicable", "withheld"
std::string_view name_of(const State& state);

/// The figure of one site.
struct Cell {
    std::string site, period;
    std::string dimension; ///< empty unless the measure has a dimension and the cell a figure of it
    State state;
    study::Arm arm = study::Arm::pilot; ///< of the site

    /// Of a figure, a zero denominator and a withheld figure; else comparable, without reasons.
    Comparability comparability = Comparability::comparable;
    std::vector<Reason> reasons = {}; ///< period, coverage, completeness, definition, crosswalk, in this order
    /// Why the figure does not go on from the one of the period before; empty: it does.
    std::string break_in_series = {};
};

/// The figure of several sites together, worked out from their cases: of one arm, or of all sites.
struct Total {
    std::optional<study::Arm> arm; ///< nothing: all sites
    std::string period, dimension;
    State state;
    std::vector<std::string> sites; ///< whose cases are in it: those with a figure or a zero denominator
    Comparability comparability = Comparability::comparable; ///< the worst of the sites in it
};

/// One measure over the chosen sites and periods. Sites stand in the study's order; nothing is ranked.
struct Comparison {
    Measure measure;
    std::vector<Cell> cells;   ///< by site and period in the study's order, then by dimension
    std::vector<Total> totals; ///< by arm (pilot, host, comparison, all) and period, then by dimension
    std::vector<Difference> differences;
    std::vector<ArmTest> tests;
    std::vector<FunnelChart> funnels;
    std::vector<XmrChart> charts;
};

} // namespace pilotage::measure
