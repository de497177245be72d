// Identical causes gathered into one finding with a count; no place is lost.
#pragma once

#include "core/validate/finding.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace pilotage {

/// A place of a group: its file and table are those of the group's first finding.
struct GroupPlace {
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::uint32_t column = 0;
};

struct FindingGroup {
    Finding first;
    std::vector<GroupPlace> places; ///< one for each finding, in the order they came
    std::uint64_t count() const { return places.size(); }
    Place place(std::size_t index) const;
};

/// Findings are one cause when severity, rule, file, table, field, value, expected and message are the same.
class FindingGroups {
public:
    void add(Finding finding);
    /// In the order of their first findings.
    const std::vector<FindingGroup>& groups() const { return groups_; }
    std::uint64_t count() const { return count_; }
    std::uint64_t count(Severity severity) const { return by_severity_[static_cast<std::size_t>(severity)]; }
    bool empty() const { return groups_.empty(); }

private:
    std::vector<FindingGroup> groups_;
    std::unordered_map<std::string, std::size_t> index_;
    std::uint64_t count_ = 0;
    std::uint64_t by_severity_[4] = {};
    std::string key_;
};

/// {"severity","rule","file","place","record","field","value","expected","message","count","remedy","places":["Reviews!F17",...]}
nlohmann::ordered_json to_json(const FindingGroup& group);
nlohmann::ordered_json to_json(const FindingGroups& groups);

} // namespace pilotage
