#include "core/measure/statistics.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace pilotage::measure {
namespace {

void require(bool holds, const char* what) {
    if (!holds) throw std::domain_error(what);
}

/// Also false for what is not a number.
bool is_count(double x) {
    return x >= 0 && std::isfinite(x);
}

double upper_tail(double confidence) {
    require(confidence > 0 && confidence < 1, "A confidence lies between 0 and 1.");
    return (1 - confidence) / 2;
}

double cube(double x) {
    return x * x * x;
}

} // namespace

double normal_z(double confidence) {
    return quantile(complement(boost::math::normal(), upper_tail(confidence)));
}

Interval wilson(double x, double n, double confidence) {
    require(is_count(x) && is_count(n) && n > 0 && x <= n, "A proportion needs 0 <= x <= n and n above 0.");
    const double z = normal_z(confidence), z2 = z * z;
    const double middle = 2 * x + z2, reach = z * std::sqrt(z2 + 4 * x * (1 - x / n)), twice = 2 * (n + z2);
    // The ends at no and at all cases are 0 and 1 exactly; rounding must not leave a trace beyond or short of them.
    return {x == 0 ? 0 : std::max(0.0, (middle - reach) / twice), x == n ? 1 : std::min(1.0, (middle + reach) / twice)};
}

Interval byar(double x, double confidence) {
    require(is_count(x), "A count is not negative.");
    const double z = normal_z(confidence), y = x + 1;
    const double lower = x == 0 ? 0 : x * cube(1 - 1 / (9 * x) - z / (3 * std::sqrt(x)));
    return {std::max(0.0, lower), y * cube(1 - 1 / (9 * y) + z / (3 * std::sqrt(y)))};
}

Interval exact_poisson(double x, double confidence) {
    require(is_count(x), "A count is not negative.");
    using boost::math::chi_squared;
    const double tail = upper_tail(confidence);
    return {x == 0 ? 0 : quantile(chi_squared(2 * x), tail) / 2,
            quantile(complement(chi_squared(2 * x + 2), tail)) / 2};
}

Interval poisson(double x, double confidence) {
    return x < least_events_for_byar ? exact_poisson(x, confidence) : byar(x, confidence);
}

Summary summarise(std::span<const double> values) {
    Summary s;
    // Welford's update: no loss where the spread is small beside the mean.
    double squares = 0;
    for (const double value : values) {
        ++s.count;
        s.sum += value;
        const double before = value - s.mean;
        s.mean += before / static_cast<double>(s.count);
        squares += before * (value - s.mean);
    }
    if (s.count > 0) s.mean = s.sum / static_cast<double>(s.count);
    if (s.count > 1) s.deviation = std::sqrt(squares / static_cast<double>(s.count - 1));
    return s;
}

std::optional<Interval> student_mean(const Summary& s, double confidence) {
    const double tail = upper_tail(confidence);
    if (s.count < 2) return std::nullopt;
    const auto n = static_cast<double>(s.count);
    const double reach = quantile(complement(boost::math::students_t(n - 1), tail)) * s.deviation / std::sqrt(n);
    return Interval{s.mean - reach, s.mean + reach};
}

double median_of_sorted(std::span<const double> ascending) {
    require(!ascending.empty(), "A median needs a value.");
    const auto n = ascending.size();
    return n % 2 == 1 ? ascending[n / 2] : (ascending[n / 2 - 1] + ascending[n / 2]) / 2;
}

std::optional<Interval> order_statistic_median(std::span<const double> ascending, double confidence) {
    const double tail = upper_tail(confidence);
    const auto n = ascending.size();
    if (n == 0) return std::nullopt;
    const boost::math::binomial bin(static_cast<double>(n), 0.5);
    const auto at_most = [&](std::size_t k) { return cdf(bin, static_cast<double>(k)); };
    if (at_most(0) > tail) return std::nullopt;
    // The greatest k with P(Bin < k) <= tail, by halving: P(Bin <= k - 1) grows with k.
    std::size_t good = 1, bad = n / 2 + 1;
    while (bad - good > 1) {
        const auto k = good + (bad - good) / 2;
        (at_most(k - 1) <= tail ? good : bad) = k;
    }
    return Interval{ascending[good - 1], ascending[n - good]};
}

Interval newcombe10(double a, double m, double b, double n, double confidence) {
    return square_and_add(a / m, wilson(a, m, confidence), b / n, wilson(b, n, confidence));
}

Interval square_and_add(double p, const Interval& first, double q, const Interval& second) {
    return {p - q - std::hypot(p - first.lower, second.upper - q),
            p - q + std::hypot(first.upper - p, q - second.lower)};
}

Interval welch(const Summary& first, const Summary& second, double confidence) {
    const double tail = upper_tail(confidence);
    require(first.count >= 2 && second.count >= 2, "A spread needs two values.");
    const auto m = static_cast<double>(first.count), n = static_cast<double>(second.count);
    const double v = first.deviation * first.deviation / m, w = second.deviation * second.deviation / n;
    const double difference = first.mean - second.mean;
    if (v + w == 0) return {difference, difference};
    const double freedom = (v + w) * (v + w) / (v * v / (m - 1) + w * w / (n - 1));
    const double reach = quantile(complement(boost::math::students_t(freedom), tail)) * std::sqrt(v + w);
    return {difference - reach, difference + reach};
}

std::optional<StandardisedRate> directly_standardised(std::span<const Stratum> strata, double multiplier,
                                                      double confidence) {
    double events = 0, weights = 0, rate = 0, variance = 0;
    for (const auto& s : strata) {
        require(is_count(s.events) && s.population > 0 && is_count(s.weight),
                "A stratum needs events, a population above 0 and a weight.");
        events += s.events;
        weights += s.weight;
        rate += s.weight * s.events / s.population;
        variance += s.weight * s.weight * s.events / (s.population * s.population);
    }
    require(weights > 0, "The weights of the strata add to 0.");
    if (events < 10) return std::nullopt;
    rate /= weights;
    variance /= weights * weights;
    const auto limits = byar(events, confidence);
    const double scale = std::sqrt(variance / events);
    return StandardisedRate{
        rate * multiplier,
        {(rate + scale * (limits.lower - events)) * multiplier, (rate + scale * (limits.upper - events)) * multiplier}};
}

std::optional<SurveyMean> stratified_mean(std::span<const SurveyStratum> strata) {
    constexpr double published_z = 1.96;
    double people = 0, total = 0, variance = 0;
    for (const auto& s : strata) {
        if (s.respondents < 2 || s.respondents > s.population) return std::nullopt;
        const double n = s.respondents, mean = s.sum / n;
        const double spread = std::max(0.0, s.squares - n * mean * mean) / (n - 1);
        people += s.population;
        total += s.population * mean;
        variance += s.population * s.population * spread / n * (1 - n / s.population);
    }
    if (people <= 0) return std::nullopt;
    return SurveyMean{total / people, published_z * std::sqrt(variance) / people};
}

double expected_events(std::span<const Stratum> strata) {
    double expected = 0;
    for (const auto& s : strata) expected += s.population * s.weight;
    return expected;
}

StandardisedRate indirectly_standardised(double observed, double expected, double multiplier, double confidence) {
    require(expected > 0, "The expected events are above 0.");
    const auto limits = poisson(observed, confidence);
    const double scale = multiplier / expected;
    return {observed * scale, {limits.lower * scale, limits.upper * scale}};
}

} // namespace pilotage::measure
