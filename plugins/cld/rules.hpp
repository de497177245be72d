// The published processing rules of client-level data that need no record around them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pilotage::cld {

/// An NHS number that is valid: ten digits, spaces between them allowed, and the check digit of modulus 11; not one
/// digit throughout, a filler.
class NhsNumber {
public:
    NhsNumber() = default;
    explicit NhsNumber(std::string_view written);
    bool valid() const { return valid_; }
    /// Its ten digits, without spaces; nothing when it is not valid.
    std::string_view digits() const { return {digits_.data(), valid_ ? digits_.size() : 0}; }

private:
    std::array<char, 10> digits_{};
    bool valid_ = false;
};

inline bool valid_nhs_number(std::string_view written) {
    return NhsNumber(written).valid();
}

/// dd/mm/yyyy or yyyy-mm-dd as yyyy-mm-dd; empty when it is neither, or no day of the calendar.
std::string iso_day(std::string_view text);
/// The same as the number yyyymmdd, 0 in place of empty.
std::int32_t day_as_number(std::string_view text);

/// Whether a number follows the sign at the beginning.
bool signs_a_number(std::string_view value);
/// A value that is refused because a spreadsheet would run it: it begins with = + @, or with - unless a number follows.
inline bool formula_character(std::string_view value) {
    if (value.empty()) return false;
    const char first = value.front();
    return first == '=' || first == '+' || first == '@' || (first == '-' && !signs_a_number(value));
}

/// Whole years: days from the first of the month of birth to `day`, by 365.25. Both ISO.
int age_on(std::string_view birth_day, std::string_view day);
/// "under 18", "18-24", ... "95+"; empty from 115 on, which is a dummy date.
std::string_view age_band(int age);

/// Units a week by the cost frequency; `planned` where the frequency does not say.
double units_per_week(std::string_view frequency, double planned);
/// What a service costs in a period of which it covers `days`, both ends counted; a one-off cost once. Never negative.
double period_cost(double unit_cost, std::string_view frequency, double planned, int days);

/// Place in the published order, from 0; one more than the last for what is not in it.
int outcome_rank(std::string_view outcome);

} // namespace pilotage::cld
