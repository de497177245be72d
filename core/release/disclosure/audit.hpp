// The attacker: what can be worked out about every protected count from everything that was published. Published counts
// are ranges (a rounded 10 stands for 8 to 12), sums hold between the true counts, percentages and rates are
// inequalities.
#pragma once

#include "core/release/disclosure/suppression.hpp"
#include "core/release/disclosure/table_system.hpp"

#include <cstdint>
#include <vector>

namespace pilotage::release {

/// A published ratio: scale * numerator / denominator lies within [least, most].
struct PublishedRatio {
    std::uint32_t numerator = 0;
    std::uint32_t denominator = 0;
    double scale = 100;
    double least = 0;
    double most = 0;
};

struct Publication {
    std::vector<Known> counts;
    std::vector<Sum> sums;
    std::vector<PublishedRatio> ratios;
};

/// The whole numbers that a count may still be, from the least to the most; throws std::runtime_error when nothing is
/// feasible (the publication contradicts itself) or an attack was not solved in time.
Interval feasible(const Publication& publication, std::uint32_t count);

/// All values up to `limit` of them that a count may still be: the ends alone may hide gaps.
std::vector<std::int64_t> feasible_values(const Publication& publication, std::uint32_t count, std::size_t limit = 100);

/// What a count published as `shown` to the nearest multiple of `base` may be: 10 to base 5 is 8 to 12.
Known rounded_to(std::int64_t shown, std::int64_t base);

/// The inequality of a ratio published to `places` decimal places.
PublishedRatio published_ratio(std::uint32_t numerator, std::uint32_t denominator, double shown, int places,
                               double scale = 100);

} // namespace pilotage::release
