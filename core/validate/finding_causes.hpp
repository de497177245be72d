// Findings as a list tells them to people: each cause once, with how often it is there, its first places and values.
// Gathered while the findings come; the memory grows with the causes, not with the findings.
#pragma once

#include "core/validate/finding_group.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace pilotage {

/// What is kept of each cause.
struct CauseLimits {
    std::size_t places = 3;
    std::size_t values = 3; ///< different ones
};

class FindingCauses {
public:
    /// Findings of one severity, rule, file, table, field and message.
    class Cause {
    public:
        const Finding& first() const { return first_; }
        std::uint64_t count() const { return count_; }
        /// Findings whose place is more than a file.
        std::uint64_t placed() const { return placed_; }
        /// The first places, those of one value together, as many as are kept.
        std::vector<Place> places(std::size_t most) const;
        /// The first values that are not empty.
        const std::vector<std::string>& values() const { return values_; }
        bool more_values() const { return more_values_; }

    private:
        friend class FindingCauses;
        Finding first_;
        std::uint64_t count_ = 0, placed_ = 0;
        std::vector<std::vector<GroupPlace>> places_;              ///< by value
        std::unordered_map<std::string, std::size_t> value_index_; ///< value and what was expected -> index in places_
        std::vector<std::string> values_;
        std::unordered_set<std::string> known_values_;
        bool more_values_ = false;
    };

    explicit FindingCauses(CauseLimits limits = CauseLimits()) : limits_(limits) {}

    void add(const Finding& finding);

    /// The same in two steps, for who knows of many findings that they are of one cause: the number of the cause of
    /// this one, and one finding more of it.
    std::size_t cause_of(const Finding& finding);
    void add(std::size_t cause, std::string_view value, std::string_view expected, const GroupPlace& place);

    /// The most frequent first, then in the order of their first findings.
    std::vector<const Cause*> causes(Severity severity) const;
    std::uint64_t count(Severity severity) const { return by_severity_[static_cast<std::size_t>(severity)]; }
    const CauseLimits& limits() const { return limits_; }

private:
    void keep_place(Cause& cause, std::string_view value, std::string_view expected, const GroupPlace& place);
    void keep_value(Cause& cause, std::string_view value) const;

    CauseLimits limits_;
    std::vector<Cause> causes_;
    std::unordered_map<std::string, std::size_t> index_;
    std::uint64_t by_severity_[4] = {};
    std::string key_;
};

} // namespace pilotage
