// Differences, tests, funnels and charts over periods, on figures given by hand.
#include "core/measure/differences.hpp"
#include "core/measure/funnel.hpp"
#include "core/measure/permutation.hpp"
#include "core/measure/xmr.hpp"
#include "tests/measure/reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace pilotage::measure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Figure share(double x, double n) {
    return {x, n, x / n, wilson(x, n), "Wilson"};
}
Figure mean_of(const std::vector<double>& values) {
    const auto s = summarise(values);
    return {s.sum, static_cast<double>(s.count), s.mean, student_mean(s), "Student's t", s.deviation};
}
Cell cell(const std::string& site, const std::string& period, study::Arm arm, State state) {
    return {.site = site, .period = period, .dimension = {}, .state = std::move(state), .arm = arm};
}
Total arm_total(const std::string& period, State state) {
    return {
        .arm = study::Arm::comparison, .period = period, .dimension = {}, .state = std::move(state), .sites = {"c"}};
}
Comparison of(Kind kind, std::vector<Cell> cells) {
    Comparison comparison;
    comparison.measure.kind = kind;
    comparison.cells = std::move(cells);
    return comparison;
}
const Estimate& estimate(const Difference& difference) {
    return std::get<Estimate>(difference.result);
}

constexpr auto pilot = study::Arm::pilot, host = study::Arm::host, comparator = study::Arm::comparison;

TEST(Differences, of_shares_are_newcombes_method_10) {
    // Newcombe (1998), Table II, example (a): 56/70 - 48/80.
    const auto got = std::get<Estimate>(difference_of(Kind::proportion, share(56, 70), share(48, 80)));
    EXPECT_EQ(got.method, "Newcombe 10");
    EXPECT_NEAR(got.value, 0.2, 1e-12);
    EXPECT_NEAR(got.interval.lower, 0.0524, 5e-5);
    EXPECT_NEAR(got.interval.upper, 0.3339, 5e-5);
}

TEST(Differences, of_means_are_welchs) {
    // Worked out apart from this program: means 4 and 7, variance 12.5 / 5 + 22 / 6, 8.944789 degrees of freedom.
    const auto got =
        std::get<Estimate>(difference_of(Kind::mean, mean_of({1, 2, 3, 4, 10}), mean_of({2, 2, 5, 9, 11, 13})));
    EXPECT_EQ(got.method, "Welch's t");
    EXPECT_NEAR(got.value, -3, 1e-12);
    EXPECT_NEAR(got.interval.lower, -8.622853729093, 1e-9);
    EXPECT_NEAR(got.interval.upper, 2.622853729093, 1e-9);
}

TEST(Differences, without_an_interval_are_none) {
    const Figure one{3, 1, 3, std::nullopt, ""};
    EXPECT_THAT(std::get<NoEstimate>(difference_of(Kind::mean, one, mean_of({1, 2}))).reason, HasSubstr("too few"));
    EXPECT_THAT(std::get<NoEstimate>(difference_of(Kind::count, share(1, 2), share(1, 2))).reason, HasSubstr("counts"));
}

TEST(Differences, of_changes_add_the_squares_of_their_reaches) {
    const auto got = difference_of({5, {4, 7}, ""}, {2, {1, 4}, ""});
    EXPECT_DOUBLE_EQ(got.value, 3);
    EXPECT_DOUBLE_EQ(got.interval.lower, 3 - std::sqrt(1 + 4));
    EXPECT_DOUBLE_EQ(got.interval.upper, 3 + std::sqrt(4 + 1));
}

TEST(Differences, are_against_the_arm_and_since_the_first_period) {
    auto comparison =
        of(Kind::proportion, {cell("a", "1", pilot, share(10, 40)), cell("a", "2", pilot, share(20, 40)),
                              cell("h", "2", host, share(5, 40)), cell("c", "1", comparator, share(8, 40)),
                              cell("c", "2", comparator, share(12, 40))});
    comparison.cells[0].comparability = Comparability::caveated;
    const auto all = differences_of(comparison, {arm_total("1", share(8, 40)), arm_total("2", share(12, 40))});
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[0].of, Difference::Of::against_comparison);
    EXPECT_EQ(all[0].period, "1");
    EXPECT_NEAR(estimate(all[0]).value, 0.05, 1e-12);
    EXPECT_EQ(all[0].comparability, Comparability::caveated);
    EXPECT_NEAR(estimate(all[1]).value, 0.2, 1e-12);
    EXPECT_EQ(all[1].comparability, Comparability::comparable);
    EXPECT_EQ(all[2].of, Difference::Of::before_after);
    EXPECT_EQ(all[2].earlier, "1");
    EXPECT_NEAR(estimate(all[2]).value, 0.25, 1e-12);
    EXPECT_EQ(all[2].comparability, Comparability::caveated);
    EXPECT_EQ(all[3].of, Difference::Of::difference_in_differences);
    EXPECT_NEAR(estimate(all[3]).value, 0.15, 1e-12);
    EXPECT_EQ(all[4].site, "h");
    EXPECT_EQ(all[4].of, Difference::Of::against_comparison);
    EXPECT_EQ(all[5].site, "c");
    EXPECT_EQ(all[5].of, Difference::Of::before_after);
}

TEST(Differences, say_when_the_arm_has_no_figure) {
    const auto comparison = of(Kind::proportion, {cell("a", "1", pilot, share(10, 40))});
    const auto all = differences_of(comparison, {arm_total("2", share(12, 40))});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(std::get<NoEstimate>(all[0].result).reason, "the comparison arm has no figure of 1");
    EXPECT_THAT(differences_of(comparison, {}), IsEmpty());
    EXPECT_THAT(differences_of(of(Kind::count, comparison.cells), {arm_total("1", share(12, 40))}), IsEmpty());
}

TEST(PermutationFloor, is_what_so_few_sites_allow) {
    EXPECT_DOUBLE_EQ(permutation_floor(7, 1), 0.125);
    EXPECT_DOUBLE_EQ(permutation_floor(7, 3), 1.0 / 120);
    EXPECT_DOUBLE_EQ(permutation_floor(1, 7), 0.125);
    EXPECT_DOUBLE_EQ(permutation_floor(2, 2), 2.0 / 6); // a deal and its mirror are equally far apart
    EXPECT_DOUBLE_EQ(permutation_floor(1, 1), 1);
}

TEST(PermutationTest, reaches_its_floor_and_no_less) {
    const std::vector<double> pilots{1, 2, 3, 4, 5, 6, 7};
    const auto far = permutation_test(pilots, std::vector<double>{100});
    EXPECT_DOUBLE_EQ(far.p, 0.125);
    EXPECT_DOUBLE_EQ(far.floor, 0.125);
    EXPECT_DOUBLE_EQ(far.difference, 4 - 100);
    EXPECT_EQ(far.method, "permutation of sites");
    EXPECT_DOUBLE_EQ(permutation_test(pilots, std::vector<double>{4}).p, 1);
    EXPECT_DOUBLE_EQ(permutation_test(pilots, std::vector<double>{50, 60, 70}).p, 1.0 / 120);
    EXPECT_THROW(permutation_test(pilots, {}), std::domain_error);
}

RC_GTEST_PROP(PermutationTest, is_never_under_its_floor_and_mirrors, ()) {
    const auto values = *rc::gen::container<std::vector<int>>(8, rc::gen::inRange(-20, 20));
    const auto split = *rc::gen::inRange(1, 8);
    const std::vector<double> first(values.begin(), values.begin() + split),
        second(values.begin() + split, values.end());
    const auto test = permutation_test(first, second), mirror = permutation_test(second, first);
    RC_ASSERT(test.p >= test.floor - 1e-12);
    RC_ASSERT(test.p <= 1);
    RC_ASSERT(std::abs(test.p - mirror.p) < 1e-12);
}

TEST(PermutationTest, of_many_sites_is_drawn_with_a_fixed_seed) {
    std::vector<double> pilots(20), comparators(20);
    std::iota(pilots.begin(), pilots.end(), 0.0);
    std::iota(comparators.begin(), comparators.end(), 3.0);
    const auto one = permutation_test(pilots, comparators, 2000), again = permutation_test(pilots, comparators, 2000);
    EXPECT_EQ(one.method, "permutation of sites, drawn");
    EXPECT_EQ(one.p, again.p);
    EXPECT_DOUBLE_EQ(one.floor, 1.0 / 2001);
    // Normal theory: the difference of means is 3, its standard deviation under dealing about 1.93.
    EXPECT_NEAR(one.p, 0.12, 0.04);
}

TEST(ArmTests, take_each_site_as_one_observation_and_leave_hosts_out) {
    const auto comparison =
        of(Kind::mean, {cell("a", "1", pilot, mean_of({1, 2})), cell("a", "2", pilot, mean_of({3, 4})),
                        cell("b", "1", pilot, mean_of({2, 3})), cell("b", "2", pilot, NoData{"none"}),
                        cell("h", "1", host, mean_of({90, 91})), cell("c", "1", comparator, mean_of({8, 9})),
                        cell("c", "2", comparator, mean_of({8, 9}))});
    const auto tests = tests_of(comparison, {"1", "2"});
    ASSERT_EQ(tests.size(), 3u);
    const auto& first = std::get<PermutationTest>(tests[0].result);
    EXPECT_THAT(tests[0].sites, ElementsAre("a", "b", "c"));
    EXPECT_EQ(first.pilots, 2u);
    EXPECT_EQ(first.comparators, 1u);
    EXPECT_DOUBLE_EQ(first.difference, 2 - 8.5);
    EXPECT_DOUBLE_EQ(first.p, 1.0 / 3);
    EXPECT_EQ(tests[2].earlier, "1");
    EXPECT_THAT(tests[2].sites, ElementsAre("a", "c"));
    EXPECT_DOUBLE_EQ(std::get<PermutationTest>(tests[2].result).difference, 2);
    EXPECT_DOUBLE_EQ(std::get<PermutationTest>(tests[2].result).floor, 1);
}

std::vector<FunnelSite> sites(const std::vector<std::pair<double, double>>& shares) {
    std::vector<FunnelSite> all;
    for (const auto& [events, size] : shares) all.push_back({"s" + std::to_string(all.size()), events, size});
    return all;
}

TEST(Funnel, of_few_sites_is_refused) {
    const auto nine = sites(std::vector<std::pair<double, double>>(9, {3, 10}));
    EXPECT_EQ(std::get<NoEstimate>(funnel_of(Kind::proportion, nine, 1)).reason,
              "a funnel needs 10 sites, and 9 have a figure");
}

TEST(Funnel, of_alike_sites_has_no_variance_between_them) {
    // The limits at 100 of a target of 0.3, worked out by hand on the scale of the arcsine.
    const auto funnel = std::get<Funnel>(funnel_of(Kind::proportion,
                                                   sites({{30, 100},
                                                          {31, 100},
                                                          {29, 100},
                                                          {30, 100},
                                                          {32, 100},
                                                          {28, 100},
                                                          {30, 100},
                                                          {30, 100},
                                                          {31, 100},
                                                          {29, 100}}),
                                                   1));
    EXPECT_DOUBLE_EQ(funnel.target, 0.3);
    EXPECT_EQ(funnel.tau2, 0);
    const double middle = std::asin(std::sqrt(0.3));
    EXPECT_NEAR(funnel.points[0].limits95.lower, std::pow(std::sin(middle - 1.959963984540054 / 20), 2), 1e-12);
    EXPECT_NEAR(funnel.points[0].limits998.upper, std::pow(std::sin(middle + 3.090232306167813 / 20), 2), 1e-12);
    for (const auto& point : funnel.points) EXPECT_EQ(point.zone, FunnelZone::inside);
}

TEST(Funnel, widens_by_the_variance_between_sites) {
    // Worked out apart from this program by the formulas of Spiegelhalter (2005).
    const auto funnel = std::get<Funnel>(funnel_of(Kind::proportion,
                                                   sites({{30, 100},
                                                          {20, 120},
                                                          {50, 90},
                                                          {12, 60},
                                                          {80, 200},
                                                          {33, 100},
                                                          {41, 150},
                                                          {9, 80},
                                                          {70, 110},
                                                          {25, 75},
                                                          {60, 160},
                                                          {18, 95}}),
                                                   1));
    EXPECT_NEAR(funnel.target, 0.33432835820895523, 1e-12);
    EXPECT_NEAR(funnel.phi, 8.113051680031408, 1e-9);
    EXPECT_NEAR(funnel.tau2, 0.017767214956994477, 1e-12);
    EXPECT_NEAR(funnel.points[0].limits95.lower, 0.10965177808202266, 1e-9);
    EXPECT_NEAR(funnel.points[0].limits95.upper, 0.6092737090612702, 1e-9);
    EXPECT_NEAR(funnel.points[0].limits998.lower, 0.030864702270296366, 1e-9);
    EXPECT_NEAR(funnel.points[0].limits998.upper, 0.7579861672616232, 1e-9);
}

TEST(Funnel, of_rates_is_times_the_multiplier_and_never_below_nought) {
    auto ten = sites(std::vector<std::pair<double, double>>(9, {2, 10}));
    ten.push_back({"far", 60, 10});
    const auto funnel = std::get<Funnel>(funnel_of(Kind::rate, ten, 1000));
    EXPECT_DOUBLE_EQ(funnel.target, 780);
    EXPECT_DOUBLE_EQ(funnel.points[9].value, 6000);
    EXPECT_EQ(funnel.points[9].zone, FunnelZone::outside_998);
    EXPECT_GE(funnel.points[0].limits998.lower, 0);
}

TEST(Funnels, are_of_shares_and_rates_and_say_why_not) {
    const auto comparison =
        of(Kind::proportion, {cell("a", "1", pilot, share(10, 40)), cell("c", "1", comparator, share(8, 40))});
    const auto charts = funnels_of(comparison, {"1", "2"});
    ASSERT_EQ(charts.size(), 1u);
    EXPECT_THAT(charts[0].sites, ElementsAre("a", "c"));
    EXPECT_THAT(std::get<NoEstimate>(charts[0].result).reason, HasSubstr("2 have a figure"));
    EXPECT_THAT(funnels_of(of(Kind::median, comparison.cells), {"1"}), IsEmpty());
}

std::vector<std::string> numbered(std::size_t n) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < n; ++i) names.push_back(std::to_string(i));
    return names;
}
std::vector<std::vector<int>> rules(const std::vector<double>& values) {
    std::vector<std::vector<int>> all;
    for (const auto& point : xmr_of(numbered(values.size()), values).points) all.push_back(point.rules);
    return all;
}

TEST(Xmr, limits_are_the_mean_and_2_66_mean_moving_ranges) {
    const std::vector<double> values{5, 7, 6, 8, 7, 6, 7, 30};
    const auto chart = xmr_of(numbered(8), values);
    EXPECT_DOUBLE_EQ(chart.mean, 9.5);
    EXPECT_DOUBLE_EQ(chart.mean_moving_range, 31.0 / 7);
    EXPECT_NEAR(chart.limits.lower, 9.5 - 2.66 * 31 / 7, 1e-12);
    EXPECT_NEAR(chart.limits.upper, 9.5 + 2.66 * 31 / 7, 1e-12);
}

TEST(Xmr, a_point_beyond_a_limit_is_a_signal) {
    const auto all = rules({10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 25});
    EXPECT_THAT(all.back(), ::testing::Contains(1));
    EXPECT_THAT(all[1], ::testing::Not(::testing::Contains(1)));
}

TEST(Xmr, seven_on_one_side_are_a_signal_and_six_are_not) {
    const auto seven = rules({1, 9, 1, 9, 1, 9, 1, 6, 8, 6, 8, 6, 8, 6, 1, 1, 1});
    EXPECT_THAT(seven[6], ::testing::Not(::testing::Contains(2)));
    for (std::size_t i = 7; i < 14; ++i) EXPECT_THAT(seven[i], ::testing::Contains(2)) << i;
    const auto six = rules({1, 9, 1, 9, 1, 9, 1, 6, 8, 6, 8, 6, 8, 1, 1, 1});
    for (const auto& point : six) EXPECT_THAT(point, ::testing::Not(::testing::Contains(2)));
}

TEST(Xmr, seven_that_rise_or_fall_are_a_signal_and_six_are_not) {
    const auto rising = rules({5, 9, 1, 2, 3, 4, 5, 6, 7, 2, 9});
    for (std::size_t i = 2; i < 9; ++i) EXPECT_THAT(rising[i], ::testing::Contains(3)) << i;
    EXPECT_THAT(rising[9], ::testing::Not(::testing::Contains(3)));
    for (const auto& point : rules({5, 9, 2, 3, 4, 5, 6, 7, 2, 9}))
        EXPECT_THAT(point, ::testing::Not(::testing::Contains(3)));
}

TEST(Xmr, two_of_three_near_one_limit_are_a_signal) {
    // Mean 10, moving ranges of 1 for the most part.
    std::vector<double> values;
    for (int i = 0; i < 6; ++i) values.insert(values.end(), {10, 11, 10, 9});
    values.insert(values.end(), {13, 10, 13});
    const auto all = rules(values);
    EXPECT_THAT(all[24], ElementsAre(4));
    EXPECT_THAT(all[25], IsEmpty());
    EXPECT_THAT(all[26], ElementsAre(4));
}

TEST(XmrCharts, need_seven_periods_one_after_the_other) {
    const auto periods = numbered(9);
    const auto series = [&](std::size_t from, std::size_t to, std::size_t gap) {
        std::vector<Cell> cells;
        for (auto i = from; i < to; ++i)
            if (i != gap) cells.push_back(cell("a", periods[i], pilot, share(static_cast<double>(i), 40)));
        return charts_of(of(Kind::proportion, std::move(cells)), periods);
    };
    EXPECT_THAT(std::get<NoEstimate>(series(0, 6, 99).at(0).result).reason, HasSubstr("6 have a figure"));
    EXPECT_THAT(std::get<NoEstimate>(series(0, 9, 4).at(0).result).reason, HasSubstr("between others"));
    EXPECT_EQ(std::get<Xmr>(series(2, 9, 99).at(0).result).points.size(), 7u);
}

} // namespace
} // namespace pilotage::measure
