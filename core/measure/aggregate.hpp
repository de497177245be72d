// From cases to a figure: the one place that adds up, for each kind of measure.
#pragma once

#include "core/measure/figure.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace pilotage::measure {

/// The cases of one figure.
class Aggregate {
public:
    explicit Aggregate(const Measure& measure) : measure_(&measure) {}

    /// Adds a case: of a proportion (numerator 0 or 1), of a rate or ratio (numerator, denominator), or one with a
    /// value.
    void add_count() { ++cases_; }
    void add_proportion(bool in_numerator) { ++cases_, numerator_ += in_numerator ? 1 : 0; }
    void add_rate(double events, double exposure) { ++cases_, numerator_ += events, denominator_ += exposure; }
    void add_value(double value) { values_.push_back(value); }

    /// The stratum of a case that was added, whose value is of a proportion 1 or 0. `size` 0: not known.
    void add_stratum(std::string_view stratum, double size, double value);

    /// Adds the cases of another site, whose strata are other strata.
    void merge(const Aggregate& other);

    /// Figure, or ZeroDenominator where nothing was added that stands below the line. Sorts the values in place.
    State state();

private:
    /// By strata, where they are known of all cases.
    std::optional<SurveyMean> by_strata() const;

    const Measure* measure_;
    std::map<std::string, SurveyStratum, std::less<>> strata_;
    double with_stratum_ = 0;
    std::size_t merged_ = 0; ///< other aggregates
    std::uint64_t cases_ = 0;
    double numerator_ = 0, denominator_ = 0;
    std::vector<double> values_;
};

} // namespace pilotage::measure
