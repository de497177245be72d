// Disclosure control of all counts of a release as one system: what is withheld, and what the rest is shown as.
#pragma once

#include "core/error.hpp"
#include "core/release/disclosure/suppression.hpp"
#include "core/release/disclosure/table_system.hpp"
#include "core/release/profile.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace pilotage::release {

/// The counts of a release and the sums that hold between them. A count that several measures show is one cell.
class CountSystem {
public:
    /// `name` is for the log: what shows the count. `identity` tells what is counted: two counts with one identity are
    /// one cell, and everybody knows that they are; 0 is nothing but itself. A count that nobody shows may still be
    /// worked out: the complement of a share.
    std::uint32_t add(const std::string& name, std::int64_t value, std::uint64_t identity, bool shown);
    /// The same sum given twice is one.
    void add_sum(std::uint32_t total, std::vector<std::uint32_t> parts);

    const TableSystem& tables() const { return tables_; }
    std::size_t size() const { return tables_.cells.size(); }
    std::int64_t value(std::uint32_t cell) const { return tables_.cells[cell].value; }
    bool shown(std::uint32_t cell) const { return !tables_.cells[cell].implied; }
    const std::vector<std::string>& names(std::uint32_t cell) const { return names_[cell]; }

    /// The cells in groups that no sum connects; each group can be protected by itself.
    std::vector<std::vector<std::uint32_t>> groups() const;

private:
    TableSystem tables_;
    std::vector<std::vector<std::string>> names_;
    std::map<std::uint64_t, std::uint32_t> by_identity_;
    std::set<std::pair<std::uint32_t, std::vector<std::uint32_t>>> sums_;
};

/// What disclosure control did to one group of connected cells.
struct GroupResult {
    std::vector<std::uint32_t> cells;
    std::size_t primary = 0, secondary = 0;
    double loss = 0;  ///< of the cells withheld to protect others: the sum of their values, each plus one
    double bound = 0; ///< no pattern that protects loses less
    bool optimal = true;
};

struct ProtectedCounts {
    std::vector<bool> withheld, primary; ///< per cell; withheld: and somebody would show it; primary: by the threshold
                                         ///< itself, whether anybody would or not
    std::vector<std::int64_t> shown;     ///< per cell, as rounded; of no meaning where it is withheld
    std::vector<Known> known;            ///< what a reader may take a cell for by what is shown, or not, at its place
    std::vector<std::int64_t> must_have; ///< of a primary cell: how many values it must still be able to have; at
                                         ///< most those under the threshold, and within its controlled rounding
    std::vector<GroupResult> groups;     ///< those with anything to protect
    std::int64_t reach = 0;              ///< how far controlled rounding went from a count; 0: no such rounding
};

/// What readers of earlier releases know of a count, whatever is withheld now.
struct KnownBefore {
    Known known;
    std::vector<std::string> releases; ///< that showed it
};

/// What the profile's threshold says of a count that is withheld for being small.
Known small_by_rule(const Profile& profile);

/// Throws NotProtectable, in one sentence, where no pattern protects.
class NotProtectable : public Error {
public:
    NotProtectable(const std::string& what, const std::string& hint) : Error(ExitCode::findings, what, hint) {}
};

/// `before`: by cell. `seconds` are for all groups.
ProtectedCounts protect(const CountSystem& counts, const Profile& profile, double seconds,
                        const std::map<std::uint32_t, KnownBefore>& before = {});

/// "the earlier release A", "the earlier releases A and B together"
std::string named(const std::vector<std::string>& earlier_releases);

} // namespace pilotage::release
