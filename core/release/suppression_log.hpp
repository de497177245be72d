// What was withheld, by which rule, and what can still be worked out of it: for the output checker. It holds no true
// count, but which counts are small; it stays in the unit.
#pragma once

#include "core/release/protection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::release {

struct LogEntry {
    std::vector<std::string>
        shown_as;     ///< "ID numerator", "ID denominator", "ID complement", "ID value"; all that show it
    std::string rule; ///< "under 5", "to protect others", "dominance", ...
    bool primary = false;
    std::optional<Interval> feasible; ///< of a count: what it may be for a reader who knows all that is published
    std::int64_t values = 0;          ///< of a primary count: how many values it may have, counted up to `asked`
    std::int64_t asked = 0;           ///< how many it must be able to have
    std::size_t group = 0;            ///< 1 on; 0: none
    bool follows = false; ///< a value that goes with a count which is withheld: nothing more is to be protected
};

struct SuppressionLog {
    std::string release; ///< study and data date
    std::string profile, profile_sha256;
    std::vector<LogEntry> entries;
    std::vector<GroupResult> groups;  ///< connected counts, each protected as one problem
    std::vector<std::string> earlier; ///< releases that were reckoned with
};

std::string suppression_log_csv(const SuppressionLog& log);
std::string suppression_groups_csv(const SuppressionLog& log);

} // namespace pilotage::release
