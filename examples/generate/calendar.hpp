// Days as whole numbers since 1 January 1970, and how files write them.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace pilotage::generate {

inline int day_of(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days date(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day));
    return static_cast<int>(date.time_since_epoch().count());
}

/// A number below 100 in two figures.
inline std::string two(int number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// dd/mm/yyyy
inline std::string uk_date(int day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return two(int(unsigned(date.day()))) + "/" + two(int(unsigned(date.month()))) + "/" +
           std::to_string(int(date.year()));
}

/// What a spreadsheet counts, from 1900 on.
inline double serial(int day) {
    return day + 25569;
}

/// A year of collection, 1 April to 31 March.
struct Period {
    std::string name; ///< "2012-13"
    int first = 0;
    int last = 0;
    bool holds(int day) const { return day >= first && day <= last; }
};

/// Throws std::invalid_argument for anything but a name such as "2012-13".
inline Period period_of(const std::string& name) {
    const auto figures =
        name.size() == 7 && name[4] == '-' && name.find_first_not_of("0123456789-") == std::string::npos;
    const int year = figures ? std::stoi(name.substr(0, 4)) : 0;
    if (year < 2000 || (year + 1) % 100 != std::stoi(name.substr(5)))
        throw std::invalid_argument("a period is written like 2012-13");
    return {name, day_of(year, 4, 1), day_of(year + 1, 3, 31)};
}

} // namespace pilotage::generate
