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

/// "higher is better", "lower is better", "neither higher nor lower is better"
std::string direction_text(measure::Direction direction);

} // namespace pilotage::cli
