// Published tables as one system: cells, and the sums that hold between them. A cell that stands in several tables
// (several levels, linked tables) is one cell here; that is what makes their protection one problem.
#pragma once

#include <cstdint>
#include <vector>

namespace pilotage::release {

struct Cell {
    std::int64_t value = 0; ///< the true count, not negative
    bool sensitive = false; ///< may not be published nor worked out (primary suppression)
    bool publish = false;   ///< must be published whatever happens
    double cost = 0;        ///< what its suppression loses; 0: its value plus one
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
        cells.push_back({value, sensitive, false, 0});
        return static_cast<std::uint32_t>(cells.size() - 1);
    }
};

} // namespace pilotage::release
