// Days between dates.
#ifndef PILOTAGE_SDK_DAYS_HPP
#define PILOTAGE_SDK_DAYS_HPP

#include "core/sdk/value.hpp"

#include <optional>
#include <string_view>

namespace pilotage::sdk {

/// Days since the last day of February of the year 0; `date` must be in the calendar.
inline int day_number(const Date& date) {
    const int year = date.year - (date.month <= 2 ? 1 : 0);
    const int month = (date.month + 9) % 12; // from March on, so that a leap day is the last of its year
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day;
}

/// How many days `to` lies after `from`, both written as parse_date() takes a picture; nothing where one is no date.
inline std::optional<int> days_between(std::string_view from, std::string_view to, std::string_view picture) {
    Date first;
    Date last;
    if (!parse_date(from, picture, first) || !parse_date(to, picture, last)) return std::nullopt;
    return day_number(last) - day_number(first);
}

/// Does the day lie before the ISO date `start`, such as the first of a submission's period? Both `day` and `start` may
/// be empty, and `day` may be faulty: then it does not.
inline bool is_before(const Value& day, std::string_view start) {
    return day.good() && !day.empty() && day.text() < start;
}

} // namespace pilotage::sdk

#endif
