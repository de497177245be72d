// The published processing rules of client-level data that need no record around them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace pilotage::cld {

/// Equal but for the case of ASCII letters.
bool same(std::string_view a, std::string_view b);

/// Ten digits, spaces between them allowed, and the check digit of modulus 11; not one digit throughout, a filler.
bool valid_nhs_number(std::string_view number);

/// dd/mm/yyyy or yyyy-mm-dd as yyyy-mm-dd; empty when it is neither, or no day of the calendar.
std::string iso_day(std::string_view text);

/// A value that is refused because a spreadsheet would run it: it begins with = + @, or with - unless a number follows.
bool formula_character(std::string_view value);

/// Which number stands for the person of a row.
enum class Key : std::uint8_t { nhs_number, person_id, none };

/// Knows which of the council's ids come with an NHS number somewhere.
class PersonKeys {
public:
    void see(std::string_view nhs_number, std::string_view person_id);
    /// The NHS number; else the council's id, unless that id also appears with an NHS number; else none: the row is
    /// left out.
    Key of(std::string_view nhs_number, std::string_view person_id) const;

private:
    std::unordered_set<std::string> with_nhs_number_;
};

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

/// An event that stands in the file more than once.
struct Candidate {
    std::string period_end; ///< ISO
    bool open = false;      ///< has no end
    int rank = 0;
    std::uint64_t record = 0;
};

/// Keeps of each event the row of the latest period; then with an open end, with the best outcome, the last one.
class UniqueEvents {
public:
    void see(const std::string& event, Candidate candidate);
    bool stands(const std::string& event, std::uint64_t record) const;

private:
    std::unordered_map<std::string, Candidate> best_;
};

} // namespace pilotage::cld
