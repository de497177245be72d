// Controlled rounding: every cell to a neighbouring multiple of the base so that all sums still hold, with the least
// total change. A multiple of the base stays (zero-restricted).
#pragma once

#include "core/release/disclosure/table_system.hpp"

#include <cstdint>
#include <vector>

namespace pilotage::release {

struct Rounding {
    std::vector<std::int64_t> values; ///< per cell, multiples of the base; the sums hold
    std::int64_t change = 0;          ///< sum over all cells of the distance to the true value
    bool optimal = false;
    bool restricted =
        true; ///< false: no table exists with each cell at a neighbouring multiple; some went one multiple further
};

/// Throws std::invalid_argument when the sums do not hold, std::runtime_error when nothing was found in `seconds`.
Rounding round_controlled(const TableSystem& system, std::int64_t base, double seconds = 60);

/// The nearest multiple of the base, halves upwards; what a single figure gets.
std::int64_t round_nearest(std::int64_t value, std::int64_t base);

} // namespace pilotage::release
