// The built-in simple types of XML Schema, read natively. Each function accepts only the plain form of a value that is
// certainly valid in Xerces' reading: no outer white space, ASCII digits, no time zone, no year before 1 or after 9999.
// "false" never means invalid, it means: ask the reference.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pilotage::validate::lexical {

/// yyyy-mm-dd, in the calendar.
bool date(std::string_view text);
/// yyyy-mm
bool year_month(std::string_view text);
/// yyyy
bool year(std::string_view text);
/// hh:mm:ss, 00 to 23 hours, with an optional fraction.
bool time(std::string_view text);
/// date, "T", time
bool date_time(std::string_view text);
/// true, false, 1, 0
bool boolean(std::string_view text);
/// Digits with an optional sign.
bool integer(std::string_view text);
/// Digits with an optional sign and an optional point with digits on both sides of it.
bool decimal(std::string_view text);

/// Orders two texts that decimal() accepts by value, of any length, without rounding.
std::strong_ordering compare_decimals(std::string_view a, std::string_view b);

/// The number of a text of one to 18 digits and nothing else; -1 for any other.
std::int64_t small_number(std::string_view text);

/// Significant digits and digits behind the point of a text that decimal() accepts, as the facets totalDigits and
/// fractionDigits count them: without leading zeros, and without trailing zeros of the fraction.
struct Digits {
    std::size_t total = 0;
    std::size_t fraction = 0;
};
Digits digits(std::string_view text);

/// What a scan over a text finds out; everything in one pass.
struct Characters {
    bool xml = true;          ///< well-formed UTF-8 of characters that XML allows
    bool plain_spaces = true; ///< what white space "collapse" would leave as it is
    bool no_breaks = true;    ///< no tab, line feed and carriage return: what "replace" would leave as it is
    std::size_t length = 0;   ///< in characters; 0 when `astral`
    bool astral = false;      ///< has characters beyond U+FFFF, which programs count differently
};
Characters characters(std::string_view text);

} // namespace pilotage::validate::lexical
