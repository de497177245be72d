// The cases of a measure, gathered by the figure they belong to.
#pragma once

#include "core/measure/aggregate.hpp"
#include "core/measure/evaluation.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>

namespace pilotage::measure {

/// An evaluation row: the number of its record type in Groups::records(), and its id.
using CaseRow = std::pair<std::uint32_t, std::int64_t>;

/// The row that makes a case, and the one that shows its numerator or completes its value.
struct CaseRows {
    CaseRow own;
    std::optional<CaseRow> evidence;
};

/// The cases of one figure.
struct Group {
    Aggregate aggregate;
    std::vector<CaseRows> cases;
};

class Groups {
public:
    using Key = std::tuple<std::string, std::string, std::string>; ///< site, period, dimension

    explicit Groups(const Measure& measure) : measure_(&measure) {}

    void add(const Case& c);
    /// The groups of one site and period, by dimension.
    auto of(const std::string& site, const std::string& period) {
        const auto begin = groups_.lower_bound({site, period, ""});
        const auto end = std::find_if(begin, groups_.end(), [&](const auto& group) {
            return std::get<0>(group.first) != site || std::get<1>(group.first) != period;
        });
        return std::ranges::subrange(begin, end);
    }
    /// Nothing where no case came.
    Group* find(const Key& key);
    /// Record types by number.
    const std::vector<std::string>& records() const { return records_; }

private:
    std::uint32_t record(std::string_view name);

    const Measure* measure_;
    std::map<Key, Group> groups_;
    std::map<Key, Group>::iterator last_ = groups_.end();
    std::vector<std::string> records_;
};

/// Whether a row makes two cases of it; sorts the cases.
bool has_duplicates(Group& group);

} // namespace pilotage::measure
