#include "core/measure/statistics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pilotage::measure {
namespace {

void expect_near(const Interval& got, double lower, double upper, double tolerance) {
    EXPECT_NEAR(got.lower, lower, tolerance);
    EXPECT_NEAR(got.upper, upper, tolerance);
}

// Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
TEST(Statistics, wilson_matches_published_figures) {
    expect_near(wilson(81, 263), 0.2553, 0.3662, 5e-5);
    expect_near(wilson(15, 148), 0.0624, 0.1605, 5e-5);
    expect_near(wilson(0, 20), 0, 0.1611, 5e-5);
    expect_near(wilson(1, 29), 0.0061, 0.1718, 5e-5);
}

// Garwood's limits as tabled in Ulm (1990), Am J Epidemiol 131, 373-375: 10 events 4.80 to 18.39, none 0 to 3.69.
TEST(Statistics, exact_poisson_matches_published_figures) {
    expect_near(exact_poisson(10), 4.795, 18.390, 5e-4);
    expect_near(exact_poisson(0), 0, 3.689, 5e-4);
    expect_near(exact_poisson(1), 0.0253, 5.572, 5e-4);
}

// Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
TEST(Statistics, newcombe_matches_published_figures) {
    expect_near(newcombe10(56, 70, 48, 80), 0.0524, 0.3339, 5e-5);
    expect_near(newcombe10(9, 10, 3, 10), 0.1705, 0.8090, 5e-5);
    expect_near(newcombe10(0, 10, 0, 20), -0.1611, 0.2775, 5e-5);
}

TEST(Statistics, poisson_turns_to_byar_at_ten_events) {
    EXPECT_EQ(poisson(9), exact_poisson(9));
    EXPECT_EQ(poisson(10), byar(10));
}

TEST(Statistics, the_mean_of_one_value_has_no_interval) {
    const std::vector<double> one = {3};
    EXPECT_FALSE(student_mean(summarise(one)));
    EXPECT_FALSE(student_mean(summarise({})));
}

// t(0.975; 4) = 2.776445; values 1..5 have mean 3 and deviation sqrt(2.5).
TEST(Statistics, student_mean_of_five) {
    const std::vector<double> values = {1, 2, 3, 4, 5};
    const auto interval = student_mean(summarise(values)).value();
    expect_near(interval, 3 - 2.776445 * std::sqrt(0.5), 3 + 2.776445 * std::sqrt(0.5), 1e-6);
}

// Campbell and Gardner (1988), BMJ 296, 1454-1456, and any table of the sign test: at 95 % the ranks are 1 and 6 of 6,
// 2 and 9 of 10, 6 and 15 of 20, 18 and 33 of 50, 40 and 61 of 100.
TEST(Statistics, order_statistics_of_the_median) {
    const auto ranks = [](std::size_t n) {
        std::vector<double> values(n);
        std::iota(values.begin(), values.end(), 1.0);
        return order_statistic_median(values);
    };
    EXPECT_FALSE(ranks(0));
    EXPECT_FALSE(ranks(5));
    EXPECT_EQ(ranks(6), (Interval{1, 6}));
    EXPECT_EQ(ranks(10), (Interval{2, 9}));
    EXPECT_EQ(ranks(20), (Interval{6, 15}));
    EXPECT_EQ(ranks(50), (Interval{18, 33}));
    EXPECT_EQ(ranks(100), (Interval{40, 61}));
}

TEST(Statistics, median_of_odd_and_even) {
    EXPECT_EQ(median_of_sorted(std::vector<double>{1, 2, 9}), 2);
    EXPECT_EQ(median_of_sorted(std::vector<double>{1, 2, 4, 9}), 3);
    EXPECT_THROW(median_of_sorted({}), std::domain_error);
}

TEST(Statistics, a_directly_standardised_rate_under_ten_events_is_left_blank) {
    std::vector<Stratum> strata = {{4, 1000, 1}, {5, 2000, 1}};
    EXPECT_FALSE(directly_standardised(strata, 1000));
    strata[0].events = 5;
    EXPECT_NEAR(directly_standardised(strata, 1000)->value, (5.0 / 1000 + 5.0 / 2000) / 2 * 1000, 1e-12);
}

TEST(Statistics, what_lies_outside_a_function_is_refused) {
    EXPECT_THROW(wilson(-1, 10), std::domain_error);
    EXPECT_THROW(wilson(11, 10), std::domain_error);
    EXPECT_THROW(wilson(0, 0), std::domain_error);
    EXPECT_THROW(wilson(std::nan(""), 10), std::domain_error);
    EXPECT_THROW(wilson(1, 10, 1), std::domain_error);
    EXPECT_THROW(byar(-1), std::domain_error);
    EXPECT_THROW(exact_poisson(INFINITY), std::domain_error);
    EXPECT_THROW(indirectly_standardised(1, 0, 1), std::domain_error);
    EXPECT_THROW(mann_whitney({}, std::vector<double>{1}), std::domain_error);
}

RC_GTEST_PROP(StatisticsProperty, wilson_stays_within_0_and_1_around_the_proportion, ()) {
    const auto n = *rc::gen::inRange(1, 2'000'000);
    const auto x = *rc::gen::inRange(0, n + 1);
    const double p = static_cast<double>(x) / n;
    const auto [lower, upper] = wilson(x, n);
    RC_ASSERT(lower >= 0 && lower <= p && p <= upper && upper <= 1 && lower < upper);
}

RC_GTEST_PROP(StatisticsProperty, wilson_grows_with_the_numerator_and_mirrors, ()) {
    const auto n = *rc::gen::inRange(1, 100'000);
    const auto x = *rc::gen::inRange(0, n);
    RC_ASSERT(wilson(x, n).lower < wilson(x + 1, n).lower);
    RC_ASSERT(wilson(x, n).upper < wilson(x + 1, n).upper);
    RC_ASSERT(std::abs(wilson(x, n).lower - (1 - wilson(n - x, n).upper)) < 1e-12);
}

RC_GTEST_PROP(StatisticsProperty, a_wider_confidence_gives_a_wider_interval, ()) {
    const auto x = *rc::gen::inRange(0, 100'000);
    const auto narrow = poisson(x, 0.95), wide = poisson(x, 0.998);
    RC_ASSERT(wide.lower <= narrow.lower && narrow.upper < wide.upper && narrow.lower <= x && x <= narrow.upper);
}

RC_GTEST_PROP(StatisticsProperty, newcombe_turns_its_sign_when_the_samples_change_places, ()) {
    const auto m = *rc::gen::inRange(1, 1000), n = *rc::gen::inRange(1, 1000);
    const auto a = *rc::gen::inRange(0, m + 1), b = *rc::gen::inRange(0, n + 1);
    const auto one = newcombe10(a, m, b, n), other = newcombe10(b, n, a, m);
    RC_ASSERT(std::abs(one.lower + other.upper) < 1e-12 && std::abs(one.upper + other.lower) < 1e-12);
    RC_ASSERT(one.lower >= -1 - 1e-12 && one.upper <= 1 + 1e-12);
}

RC_GTEST_PROP(StatisticsProperty, the_interval_of_a_median_holds_the_median, (std::vector<double> values)) {
    RC_PRE(values.size() > 5);
    std::sort(values.begin(), values.end());
    const auto interval = order_statistic_median(values);
    RC_ASSERT(interval.has_value());
    RC_ASSERT(interval->lower <= median_of_sorted(values) && median_of_sorted(values) <= interval->upper);
}

RC_GTEST_PROP(StatisticsProperty, mann_whitney_is_symmetric_and_its_p_is_a_probability, ()) {
    const auto x = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<double>>(rc::gen::map(rc::gen::inRange(0, 50), [](int v) { return v * 1.0; })));
    const auto y = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<double>>(rc::gen::map(rc::gen::inRange(0, 50), [](int v) { return v * 1.0; })));
    const auto one = mann_whitney(x, y), other = mann_whitney(y, x);
    RC_ASSERT(one.u + other.u == static_cast<double>(x.size() * y.size()));
    RC_ASSERT(std::abs(one.z + other.z) < 1e-12 && one.shift == -other.shift);
    if (one.two_sided)
        RC_ASSERT(*one.two_sided > 0 && *one.two_sided <= 1 && std::abs(*one.two_sided - *other.two_sided) < 1e-12);
}

} // namespace
} // namespace pilotage::measure
