// A figure of a comparison: one measure for one site, period and, where the measure is split, dimension.
#pragma once

#include "core/measure/measure.hpp"
#include "core/measure/statistics.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::measure {

/// There is a figure.
///   count        numerator: the cases; no denominator; value: the same; interval of a Poisson count
///   proportion   numerator / denominator cases; value in [0, 1]; Wilson
///   rate         events / exposure; value times the multiplier; exact Poisson, Byar from 10 events on
///   mean, score  sum / number of values; Student's t from two values on
///   median       no numerator; denominator: the number of values; order statistics where there are enough
struct Figure {
    std::optional<double> numerator, denominator;
    double value = 0;
    std::optional<Interval> interval;
    std::string_view method; ///< names the interval; empty without one
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

using State = std::variant<Figure, Suppressed, ZeroDenominator, NoData, NotApplicable>;

/// "figure", "suppressed", "zero denominator", "no data", "not applicable"
std::string_view name_of(const State& state);

struct Cell {
    std::string site, period;
    std::string dimension; ///< empty unless the measure has a dimension and the cell a figure of it
    State state;
};

/// One measure over the chosen sites and periods.
struct Comparison {
    Measure measure;
    std::vector<Cell> cells; ///< by site and period in the study's order, then by dimension
};

} // namespace pilotage::measure
