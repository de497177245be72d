// Figures in words, as a report says them.
#pragma once

#include "core/release/release_model.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release::report {

std::string date_words(std::string_view iso);             ///< "12 May 2014"; other text as it stands
std::string listed(const std::vector<std::string>& list); ///< "a, b and c"
std::string many(std::size_t n, std::string_view one);    ///< "1 site", "3 sites"
std::string sentence(std::string_view text);              ///< capitalised, and with a full stop

/// value_text() with a minus.
std::string value_words(const ReleasedMeasure& measure, const Shown& value);
std::string value_words(const ReleasedMeasure& measure, double value);

std::string interval_words(const ReleasedMeasure& measure, const measure::Interval& interval); ///< "2.0% to 8.5%"
/// "%", "days"; what a value of the measure is counted in.
std::string unit_of(const ReleasedMeasure& measure);
/// "percentage points" of a proportion, else the unit.
std::string unit_of_difference(const ReleasedMeasure& measure);
/// With its sign, without a unit: "+9.2".
std::string signed_number(const ReleasedMeasure& measure, double difference);
std::string signed_interval(const ReleasedMeasure& measure,
                            const measure::Interval& interval); ///< "+2.0 to +8.5"
std::string probability(double p);                              ///< "0.167", "1"
std::string direction_words(measure::Direction direction);

/// What a figure is known by within the page: its id, with what an HTML id cannot hold replaced.
std::string anchor_of(std::string_view figure_id);

/// Does the interval leave out zero?
bool is_clear(const measure::Difference& difference);

std::string site_name(const Release& release, std::string_view id);

} // namespace pilotage::release::report
