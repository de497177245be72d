// No count from 1 to 4 leaves, nor what would give one away.
#include "core/release/small_counts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pilotage::release {
namespace {

using namespace measure;

Comparison of(Kind kind, std::vector<Figure> figures, const std::string& dimension = {}) {
    Comparison comparison;
    comparison.measure.kind = kind;
    comparison.measure.dimension = dimension;
    for (const auto& figure : figures)
        comparison.cells.push_back(
            {"site", "2012-13", dimension.empty() ? "" : "part " + std::to_string(comparison.cells.size()), figure});
    return comparison;
}

Figure share(double x, double n) {
    return {x, n, x / n, Interval{0, 1}, "Wilson"};
}
Figure count(double x) {
    return {x, std::nullopt, x, std::nullopt, ""};
}

State released(Comparison comparison) {
    withhold_small_counts({&comparison, 1});
    return comparison.cells.at(0).state;
}

std::vector<bool> withheld(Comparison comparison) {
    withhold_small_counts({&comparison, 1});
    std::vector<bool> which;
    for (const auto& cell : comparison.cells) which.push_back(std::holds_alternative<Suppressed>(cell.state));
    return which;
}

TEST(SmallCounts, are_one_to_four) {
    EXPECT_FALSE(is_small(0));
    EXPECT_TRUE(is_small(1));
    EXPECT_TRUE(is_small(4));
    EXPECT_FALSE(is_small(5));
}

TEST(SmallCounts, a_share_goes_with_its_numerator_its_denominator_or_the_rest) {
    EXPECT_TRUE(std::holds_alternative<Figure>(released(of(Kind::proportion, {share(5, 10)}))));
    EXPECT_TRUE(std::holds_alternative<Figure>(released(of(Kind::proportion, {share(0, 10)}))));
    EXPECT_TRUE(std::holds_alternative<Figure>(released(of(Kind::proportion, {share(10, 10)}))));
    EXPECT_EQ(std::get<Suppressed>(released(of(Kind::proportion, {share(4, 10)}))).denominator, 10);
    EXPECT_EQ(std::get<Suppressed>(released(of(Kind::proportion, {share(6, 10)}))).denominator, 10);
    EXPECT_EQ(std::get<Suppressed>(released(of(Kind::proportion, {share(0, 4)}))).denominator, std::nullopt);
}

TEST(SmallCounts, a_mean_or_median_goes_with_its_number_of_values) {
    for (const auto kind : {Kind::mean, Kind::score, Kind::median}) {
        EXPECT_TRUE(std::holds_alternative<Suppressed>(released(of(kind, {Figure{3.5, 4, 0.9, std::nullopt, ""}}))));
        EXPECT_TRUE(std::holds_alternative<Figure>(released(of(kind, {Figure{3.5, 5, 0.7, std::nullopt, ""}}))));
    }
}

TEST(SmallCounts, one_part_is_never_withheld_alone) {
    EXPECT_EQ(withheld(of(Kind::count, {count(3), count(9), count(20)}, "route")), (std::vector{true, true, false}));
    EXPECT_EQ(withheld(of(Kind::count, {count(1), count(1), count(20)}, "route")), (std::vector{true, true, true}));
    EXPECT_EQ(withheld(of(Kind::count, {count(4), count(4), count(20)}, "route")), (std::vector{true, true, false}));
    EXPECT_EQ(withheld(of(Kind::count, {count(5), count(9), count(20)}, "route")), (std::vector{false, false, false}));
    EXPECT_EQ(withheld(of(Kind::count, {count(3), count(0)}, "route")), (std::vector{true, false}));
}

TEST(SmallCounts, counts_that_are_not_parts_stand_alone) {
    auto comparison = of(Kind::count, {count(3), count(9)});
    comparison.cells[1].site = "other";
    EXPECT_EQ(withheld(comparison), (std::vector{true, false}));
}

TEST(SmallCounts, what_is_no_figure_stays_as_it_is) {
    auto comparison = of(Kind::proportion, {});
    comparison.cells = {{"a", "p", "", ZeroDenominator{}},
                        {"b", "p", "", NoData{"no return stands"}},
                        {"c", "p", "", NotApplicable{"not due"}}};
    EXPECT_EQ(withheld(comparison), (std::vector{false, false, false}));
}

TEST(SmallCounts, what_rests_on_a_withheld_figure_goes_with_it) {
    const auto with_small = [](double x) {
        Comparison c;
        c.measure.kind = Kind::proportion;
        c.cells = {{"a", "1", "", share(20, 40)},
                   {"a", "2", "", share(x, 40)},
                   {"b", "1", "", share(20, 40)},
                   {"b", "2", "", share(20, 40)}};
        c.totals = {{study::Arm::comparison, "2", "", share(20, 40), {"b"}},
                    {std::nullopt, "2", "", share(20 + x, 80), {"a", "b"}},
                    {std::nullopt, "1", "", share(40, 80), {"a", "b"}}};
        const Estimate estimate{0.1, {0, 0.2}, "Newcombe 10"};
        using Of = Difference::Of;
        c.differences = {{Of::against_comparison, "a", "2", "", "", estimate, {}},
                         {Of::against_comparison, "a", "1", "", "", estimate, {}},
                         {Of::before_after, "a", "2", "1", "", estimate, {}},
                         {Of::before_after, "b", "2", "1", "", estimate, {}}};
        c.tests = {{"2", "1", "", PermutationTest{}, {"a", "b"}}, {"1", "", "", PermutationTest{}, {"a", "b"}}};
        c.funnels = {{"2", "", Funnel{}, {"a", "b"}}, {"1", "", Funnel{}, {"a", "b"}}};
        c.charts = {{"a", "", Xmr{}}, {"b", "", Xmr{}}};
        withhold_small_counts({&c, 1});
        std::vector<bool> kept;
        for (const auto& total : c.totals) kept.push_back(std::holds_alternative<Figure>(total.state));
        const auto add = [&](const auto& results) {
            for (const auto& result : results) kept.push_back(!std::holds_alternative<NoEstimate>(result.result));
        };
        add(c.differences), add(c.tests), add(c.funnels), add(c.charts);
        return kept;
    };
    EXPECT_EQ(with_small(10), std::vector(13, true));
    EXPECT_EQ(with_small(3),
              (std::vector{true, false, true, false, true, false, true, false, true, false, true, false, true}));
}

TEST(SmallCounts, the_arm_goes_with_its_only_site_and_takes_the_differences_along) {
    Comparison c;
    c.measure.kind = Kind::proportion;
    c.cells = {{"a", "1", "", share(20, 40)}, {"b", "1", "", share(2, 40)}};
    c.totals = {{study::Arm::comparison, "1", "", share(2, 40), {"b"}}};
    c.differences = {
        {Difference::Of::against_comparison, "a", "1", "", "", Estimate{0.1, {0, 0.2}, "Newcombe 10"}, {}}};
    withhold_small_counts({&c, 1});
    EXPECT_TRUE(std::holds_alternative<Suppressed>(c.totals[0].state));
    EXPECT_TRUE(std::holds_alternative<NoEstimate>(c.differences[0].result));
}

RC_GTEST_PROP(SmallCountsProperty, no_small_part_is_shown_or_follows_from_the_total, ()) {
    const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
    std::vector<Figure> figures;
    for (const int n : numbers) figures.push_back(count(n));
    auto comparison = of(Kind::count, figures, "route");
    withhold_small_counts({&comparison, 1});
    double hidden = 0;
    std::size_t hidden_parts = 0, shown_above_zero = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (const auto* figure = std::get_if<Figure>(&comparison.cells[i].state)) {
            RC_ASSERT(!is_small(figure->value) && figure->value == numbers[i]);
            shown_above_zero += figure->value > 0 ? 1 : 0;
        } else {
            hidden += numbers[i];
            ++hidden_parts;
        }
    if (hidden_parts > 0 && shown_above_zero > 0) RC_ASSERT(hidden_parts >= 2 && hidden >= least_shown);
}

} // namespace
} // namespace pilotage::release
