// A profile of disclosure control: the rules that one publication follows, as a TOML file (schemas/profiles, or the
// unit's own). A release carries the file and its hash.
//
//   [profile]
//   id, title, source             texts; source says where the rules come from
//   [counts]
//   threshold = 5                 a count below it is withheld
//   withhold_zero = false         whether 0 is withheld too
//   round_to = 5                  1: counts are not rounded
//   rounding = "nearest"          or "controlled": to a neighbouring multiple so that all sums still hold
//   possible_values = 3           how many values a withheld count must still be able to have, all else being known
//   [values]
//   percentages_from = "rounded"  or "true": worked out before rounding; the audit then reckons with it
//   percentage_places, rate_places, value_places    decimals of percentages, rates, means and medians
//   zero_denominator = "[w]"      or "[x]": what stands where nobody is below the line
//   low_reliability_below = 30    optional: figures that rest on fewer are marked [u]
//   [dominance]                   optional, for means and scores
//   largest = 2, share = 0.90     withheld where so many contributions make more than the share
//   p_ratio = 0.10                withheld where what is left beside the two largest is less than this of the largest
#pragma once

#include "core/release/release_model.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::release {

struct Dominance {
    std::int64_t largest = 0; ///< 0: no such rule
    double share = 1;
    double p_ratio = 0; ///< 0: no such rule
};

enum class RoundingRule : std::uint8_t { none, nearest, controlled };

struct Profile {
    std::string id, title, source;
    std::int64_t threshold = 5;
    bool withhold_zero = false;
    std::int64_t base = 5;
    RoundingRule rounding = RoundingRule::nearest;
    std::int64_t possible_values = 3;
    bool percentages_from_rounded = true;
    int percentage_places = 1, rate_places = 1, value_places = 1;
    measure::Shorthand zero_denominator = measure::Shorthand::none_recorded;
    std::int64_t low_reliability_below = 0;
    std::optional<Dominance> dominance;
    std::string text, sha256; ///< the file

    bool is_small(std::int64_t count) const { return count < threshold && (count > 0 || withhold_zero); }
};

/// Throws EnvironmentError that lists each fault as file:line:column with how to mend it.
Profile load_profile(const std::filesystem::path& file);
/// The same from text; `name` stands in messages.
Profile parse_profile(std::string text, const std::string& name);

/// The profile of that name in the installed folder, or the file of that path. Throws UsageError where there is none.
Profile find_profile(const std::string& name_or_file);

/// Its rules in words, one sentence each.
std::vector<std::string> rules_of(const Profile& profile);

} // namespace pilotage::release
