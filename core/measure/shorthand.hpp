// The shorthand of public statistics (UK Government Analysis Function), and which cell has which: the one place.
//
//   instead of a value   [c] Suppressed   [w] ZeroDenominator   [x] NoData, Withheld   [z] NotApplicable
//   beside a value       [b] break_in_series is not empty   [u] fewer cases than Reliability asks for
//
// [e] estimated, [k] low, [p] provisional and [r] revised are of the standard too; no figure here is one of them.
#pragma once

#include "core/measure/figure.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace pilotage::measure {

enum class Shorthand : std::uint8_t {
    break_in_series,
    confidential,
    low_reliability,
    none_recorded,
    not_available,
    not_applicable
};

/// "[b]"
std::string_view code_of(Shorthand sign);
/// "break in the series", as a legend has it.
std::string_view meaning_of(Shorthand sign);

/// What stands instead of a value; nothing where there is a figure.
std::optional<Shorthand> instead_of_value(const State& state);

/// From how many cases on a figure is reliable; a profile of disclosure control may ask for others.
struct Reliability {
    /// Of the denominator of a proportion, the events of a rate, the values of a mean, median or score. Counts are what
    /// they are.
    double least_cases = 30;
};

/// What stands beside the value of a figure, in the order of the alphabet.
std::vector<Shorthand> beside_value(const Cell& cell, Kind kind, const Reliability& reliability);

} // namespace pilotage::measure
