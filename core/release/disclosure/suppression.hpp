// Cell suppression: which further cells have to go so that no sensitive one can be worked out from what is left.
//
// Model: an attacker knows all published cells, the sums, and that counts are not negative. Complementary suppression
// is the mixed-integer program of Fischetti and Salazar (Management Science 47, 2001): the least loss over all sets of
// cells for which, for each sensitive cell, a table exists that lies far enough above and another far enough below.
// Solved by cuts: a cheapest set is proposed, attacked, and each successful attack adds the inequality that refutes it.
#pragma once

#include "core/release/disclosure/table_system.hpp"

#include <cstdint>
#include <vector>

namespace pilotage::release {

/// How far from its true value an attacker must still think each sensitive cell may lie.
struct Protection {
    std::int64_t below = 1; ///< at least this far below, or down to 0 where the value is smaller
    std::int64_t above = 1;
    double relative = 0; ///< or this share of the value, if more
};

struct Suppression {
    std::vector<bool> suppressed; ///< per cell, sensitive ones among them
    double loss = 0;              ///< sum of the costs of the cells suppressed beyond the sensitive ones
    double bound = 0;             ///< no pattern that protects loses less
    bool optimal = false;         ///< loss equals bound
    std::size_t secondary() const;
    std::vector<std::uint32_t> secondary_cells; ///< suppressed and not sensitive
};

/// The optimal pattern, or the best that `seconds` allow together with the bound that it may miss. Throws
/// std::invalid_argument when the sums do not hold or when no pattern can protect (a sensitive cell stands alone).
Suppression suppress(const TableSystem& system, const Protection& protection, double seconds = 60);

/// What an attacker can work out of one cell, everything published being known.
struct Interval {
    std::int64_t least = 0;
    std::int64_t most = 0; ///< for cells without a bound: twice the largest value in the system and ten
};
Interval attack(const TableSystem& system, const std::vector<bool>& suppressed, std::uint32_t cell);

} // namespace pilotage::release
