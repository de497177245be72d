// From cases to a figure: the one place that adds up, for each kind of measure.
#pragma once

#include "core/measure/figure.hpp"

#include <cstdint>
#include <vector>

namespace pilotage::measure {

/// The cases of one figure.
class Aggregate {
public:
    explicit Aggregate(const Measure& measure) : measure_(&measure) {}

    /// Adds a case: of a proportion (numerator 0 or 1), of a rate or ratio (numerator, denominator), or one with a value.
    void add_count() { ++cases_; }
    void add_proportion(bool in_numerator) { ++cases_, numerator_ += in_numerator ? 1 : 0; }
    void add_rate(double events, double exposure) { ++cases_, numerator_ += events, denominator_ += exposure; }
    void add_value(double value) { values_.push_back(value); }

    /// Adds the other's cases.
    void merge(const Aggregate& other);

    /// Figure, or ZeroDenominator where nothing was added that stands below the line. Sorts the values in place.
    State state();

private:
    const Measure* measure_;
    std::uint64_t cases_ = 0;
    double numerator_ = 0, denominator_ = 0;
    std::vector<double> values_;
};

} // namespace pilotage::measure
