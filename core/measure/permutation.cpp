#include "core/measure/permutation.hpp"

#include "core/measure/series.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <stdexcept>

namespace pilotage::measure {
namespace {

/// Ways to choose k of n, as a double: beyond 2^53 only its size matters.
double ways(std::size_t n, std::size_t k) {
    double w = 1;
    for (std::size_t i = 1; i <= std::min(k, n - k); ++i)
        w = std::round(w * static_cast<double>(n - std::min(k, n - k) + i) / static_cast<double>(i));
    return w;
}

/// Counts deals at least as far apart as the one observed.
class Deals {
public:
    Deals(std::vector<double> values, std::size_t first) : values_(std::move(values)), first_(first) {
        total_ = std::accumulate(values_.begin(), values_.end(), 0.0);
        observed_ = apart(std::accumulate(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(first), 0.0));
        // Sums in another order differ in their last digits; a deal that is as far apart counts.
        double largest = 0;
        for (const double value : values_) largest = std::max(largest, std::abs(value));
        slack_ = 1e-9 * largest;
    }
    double difference() const { return observed_; }
    bool as_far(double sum_of_first) const { return std::abs(apart(sum_of_first)) >= std::abs(observed_) - slack_; }

    std::size_t all_as_far() const { return all_as_far(0, first_, 0); }

    std::size_t drawn_as_far(std::size_t draws) const {
        std::mt19937_64 random(20110401); // the first day of the programme; any fixed number does
        auto dealt = values_;
        std::size_t as_far_as = 0;
        for (std::size_t draw = 0; draw < draws; ++draw) {
            double sum = 0;
            for (std::size_t i = 0; i < first_; ++i) {
                std::swap(dealt[i], dealt[i + random() % (dealt.size() - i)]);
                sum += dealt[i];
            }
            if (as_far(sum)) ++as_far_as;
        }
        return as_far_as;
    }

private:
    double apart(double sum_of_first) const {
        const auto m = static_cast<double>(first_), n = static_cast<double>(values_.size() - first_);
        return sum_of_first / m - (total_ - sum_of_first) / n;
    }
    std::size_t all_as_far(std::size_t from, std::size_t left, double sum) const {
        if (left == 0) return as_far(sum) ? 1 : 0;
        std::size_t count = 0;
        for (std::size_t i = from; i + left <= values_.size(); ++i)
            count += all_as_far(i + 1, left - 1, sum + values_[i]);
        return count;
    }

    std::vector<double> values_;
    std::size_t first_;
    double total_ = 0, observed_ = 0, slack_ = 0;
};

/// What is tested: the value of each site, or its change, by arm.
struct Sample {
    std::vector<double> pilots, comparators;
    std::vector<std::string> sites;
};

using AllSeries = std::map<std::pair<std::string, std::string>, Series>;

Sample sample_of(const Comparison& comparison, const AllSeries& series, const std::string& period,
                 const std::string& earlier, const std::string& dimension) {
    Sample sample;
    for (const auto& cell : comparison.cells) {
        const auto* now = std::get_if<Figure>(&cell.state);
        if (now == nullptr || cell.period != period || cell.dimension != dimension || cell.arm == study::Arm::host)
            continue;
        double observed = now->value;
        if (!earlier.empty()) {
            const auto& own = series.at({cell.site, dimension});
            const auto before = std::ranges::find(own, earlier, &Cell::period);
            if (before == own.end()) continue;
            observed -= std::get<Figure>((*before)->state).value;
        }
        (cell.arm == study::Arm::pilot ? sample.pilots : sample.comparators).push_back(observed);
        sample.sites.push_back(cell.site);
    }
    return sample;
}

} // namespace

double permutation_floor(std::size_t pilots, std::size_t comparators) {
    return (pilots == comparators ? 2 : 1) / ways(pilots + comparators, comparators);
}

PermutationTest permutation_test(std::span<const double> pilots, std::span<const double> comparators,
                                 std::size_t most_deals) {
    if (pilots.empty() || comparators.empty()) throw std::domain_error("Neither arm is empty.");
    std::vector<double> values(pilots.begin(), pilots.end());
    values.insert(values.end(), comparators.begin(), comparators.end());
    const Deals deals(std::move(values), pilots.size());
    PermutationTest test{pilots.size(),
                         comparators.size(),
                         deals.difference(),
                         1,
                         permutation_floor(pilots.size(), comparators.size()),
                         "permutation of sites"};
    const double all = ways(pilots.size() + comparators.size(), comparators.size());
    if (all <= static_cast<double>(most_deals)) {
        test.p = static_cast<double>(deals.all_as_far()) / all;
    } else {
        test.p = static_cast<double>(deals.drawn_as_far(most_deals) + 1) / static_cast<double>(most_deals + 1);
        test.floor = std::max(test.floor, 1 / static_cast<double>(most_deals + 1));
        test.method = "permutation of sites, drawn";
    }
    return test;
}

std::vector<ArmTest> tests_of(const Comparison& comparison, const std::vector<std::string>& periods) {
    std::vector<ArmTest> tests;
    if (comparison.measure.kind == Kind::count) return tests;
    const auto series = series_of(comparison);
    std::set<std::string> dimensions;
    bool has_arm = false;
    for (const auto& cell : comparison.cells)
        if (std::holds_alternative<Figure>(cell.state)) {
            dimensions.insert(cell.dimension);
            has_arm = has_arm || cell.arm == study::Arm::comparison;
        }
    if (!has_arm) return tests;
    const auto add = [&](const std::string& period, const std::string& earlier, const std::string& dimension) {
        auto sample = sample_of(comparison, series, period, earlier, dimension);
        if (sample.sites.empty()) return false;
        ArmTest test{period, earlier, dimension, NoEstimate{}, std::move(sample.sites)};
        const bool both = !sample.pilots.empty() && !sample.comparators.empty();
        if (both)
            test.result = permutation_test(sample.pilots, sample.comparators);
        else
            test.result =
                NoEstimate{sample.pilots.empty() ? "no pilot site has a figure" : "no comparison site has a figure"};
        tests.push_back(std::move(test));
        return both;
    };
    for (const auto& dimension : dimensions) {
        std::string first;
        for (const auto& period : periods) {
            const bool both = add(period, "", dimension);
            if (!first.empty()) add(period, first, dimension);
            if (both && first.empty()) first = period;
        }
    }
    return tests;
}

} // namespace pilotage::measure
