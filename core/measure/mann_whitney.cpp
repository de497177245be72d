#include "core/measure/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace pilotage::measure {
namespace {

/// How many of the orderings of m and n values have u = 0, 1, ..., m n; by the recursion on the largest value.
std::vector<double> orderings_by_u(std::size_t m, std::size_t n) {
    // ways[j][u] for the current number of x; a largest x stands above all j of y.
    std::vector<std::vector<double>> ways(n + 1, std::vector<double>(m * n + 1));
    for (auto& row : ways) row[0] = 1;
    for (std::size_t i = 1; i <= m; ++i)
        for (std::size_t j = 1; j <= n; ++j) {
            std::vector<double> next = ways[j - 1];                             // the largest is a y
            for (std::size_t u = j; u <= m * n; ++u) next[u] += ways[j][u - j]; // the largest is an x
            ways[j] = std::move(next);
        }
    return ways[n];
}

} // namespace

MannWhitney mann_whitney(std::span<const double> x, std::span<const double> y) {
    if (x.empty() || y.empty()) throw std::domain_error("Neither sample is empty.");
    MannWhitney result;
    std::vector<double> differences;
    differences.reserve(x.size() * y.size());
    for (const double a : x)
        for (const double b : y) {
            result.u += a > b ? 1 : a == b ? 0.5 : 0;
            differences.push_back(a - b);
        }
    std::sort(differences.begin(), differences.end());
    result.shift = median_of_sorted(differences);

    const auto m = static_cast<double>(x.size()), n = static_cast<double>(y.size()), all = m + n;
    result.superiority = result.u / (m * n);

    std::vector<double> pooled(x.begin(), x.end());
    pooled.insert(pooled.end(), y.begin(), y.end());
    std::sort(pooled.begin(), pooled.end());
    double ties = 0;
    for (auto it = pooled.begin(); it != pooled.end();) {
        const auto end = std::upper_bound(it, pooled.end(), *it);
        const auto t = static_cast<double>(end - it);
        ties += t * t * t - t;
        it = end;
    }
    const double variance = m * n / 12 * (all + 1 - ties / (all * (all - 1)));
    result.z = variance > 0 ? (result.u - m * n / 2) / std::sqrt(variance) : 0;

    if (ties == 0 && differences.size() <= 400) {
        const auto ways = orderings_by_u(x.size(), y.size());
        double total = 0, at_least = 0, at_most = 0;
        for (std::size_t u = 0; u < ways.size(); ++u) {
            total += ways[u];
            if (static_cast<double>(u) >= result.u) at_least += ways[u];
            if (static_cast<double>(u) <= result.u) at_most += ways[u];
        }
        result.greater = at_least / total;
        result.two_sided = std::min(1.0, 2 * std::min(at_least, at_most) / total);
    }
    return result;
}

} // namespace pilotage::measure
