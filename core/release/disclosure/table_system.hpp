// Published tables as one system: cells, and the sums that hold between them. A cell that stands in several tables
// (several levels, linked tables) is one cell here; that is what makes their protection one problem.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace pilotage::release {

/// What is known of one count before any arithmetic. `most` < 0: nothing above is known.
struct Known {
    std::int64_t least = 0;
    std::int64_t most = -1;
};

struct Cell {
    std::int64_t value = 0; ///< the true count, not negative
    bool sensitive = false; ///< may not be published nor worked out (primary suppression)
    bool publish = false;   ///< must be published whatever happens
    double cost = 0;        ///< what its suppression loses; 0: its value plus one
    bool implied = false;   ///< nobody publishes it, but sums give it: never shown, its suppression loses nothing
    /// What a reader takes it for where it is published (a rounded 10 is 8 to 12), or withheld. Absent: its value, or
    /// anything.
    std::optional<Known> shown{}, withheld{};
    /// How far from its value a reader must still think a sensitive cell may lie. Absent: as Protection says.
    std::optional<Known> distance{}; ///< least: below, most: above
};

/// The sum of `parts` is `total`.
struct Sum {
    std::uint32_t total = 0;
    std::vector<std::uint32_t> parts;
};

struct TableSystem {
    std::vector<Cell> cells;
    std::vector<Sum> sums;

    std::uint32_t add(std::int64_t value, bool sensitive = false) {
        cells.push_back({value, sensitive});
        return static_cast<std::uint32_t>(cells.size() - 1);
    }
};

} // namespace pilotage::release
