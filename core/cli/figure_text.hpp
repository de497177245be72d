// Figures as words for people.
#pragma once

#include "core/measure/figure.hpp"

#include <string>

namespace pilotage::cli {

/// A number of a measure's value: "41.2%" for a proportion, else as many decimals as the kind deserves.
std::string value_text(const measure::Measure& measure, double value);

/// A count, or another number with up to three decimals; empty for nothing.
std::string count_text(const std::optional<double>& number);

/// What stands in the columns numerator, denominator, value, interval, method and "state" of a cell; "[c]" for what is
/// withheld, [x] not available, [z] not applicable, [w] none recorded, as public statistics mark them.
struct FigureText {
    std::string numerator, denominator, value, interval, method, state;
};
FigureText figure_text(const measure::Measure& measure, const measure::State& state);

/// The same of a difference, with its sign: "+12.1 points", "-0.041".
std::string difference_text(const measure::Measure& measure, double difference);

/// "+12.1 (3.0 to 20.1)"; of a proportion in percentage points.
std::string estimate_text(const measure::Measure& measure, const measure::Estimate& estimate);

/// "higher is better", "lower is better", "neither higher nor lower is better"
std::string direction_text(measure::Direction direction);

} // namespace pilotage::cli
