// A difference is not called clear where the rounding of its counts alone may have made it.
#include "core/measure/differences.hpp"
#include "core/measure/statistics.hpp"
#include "core/release/rounding_doubt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace pilotage::release {
namespace {

using measure::Difference;
using measure::Kind;

measure::State share(double x, double n) {
    return measure::Figure{x, n, x / n, measure::wilson(x, n), "Wilson", 0};
}

/// A site in two periods, and the comparison arm in both.
measure::Comparison comparison(std::array<double, 8> counts, Kind kind = Kind::proportion) {
    measure::Comparison c;
    c.measure.kind = kind;
    for (const auto& [period, at] : {std::pair("2012-13", 0U), {"2013-14", 2U}})
        c.cells.push_back({.site = "a",
                           .period = period,
                           .dimension = "",
                           .state = share(counts[at], counts[at + 1]),
                           .arm = study::Arm::pilot,
                           .comparability = measure::Comparability::comparable});
    for (const auto& [period, at] : {std::pair("2012-13", 4U), {"2013-14", 6U}})
        c.totals.push_back({.arm = study::Arm::comparison,
                            .period = period,
                            .dimension = "",
                            .state = share(counts[at], counts[at + 1]),
                            .sites = {},
                            .comparability = measure::Comparability::comparable});
    return c;
}

Profile rounded_to(std::int64_t base, RoundingRule rule = RoundingRule::nearest) {
    Profile profile;
    profile.base = base;
    profile.rounding = rule;
    return profile;
}

const Difference& find(const std::vector<Difference>& all, Difference::Of of, const std::string& period) {
    return *std::ranges::find_if(all, [&](const auto& d) { return d.of == of && d.period == period; });
}

TEST(RoundingDoubt, AFewCasesRoundedToFiveShowNoChange) {
    // 12 of 14 and 17 of 17, rounded: a change that the rounding made clear
    const auto c = comparison({10, 15, 15, 15, 100, 200, 100, 200});
    auto differences = measure::differences_of(c, c.totals);
    mark_within_rounding(differences, c, reach_of_rounding(rounded_to(5)));
    EXPECT_TRUE(find(differences, Difference::Of::before_after, "2013-14").within_rounding);
    mark_within_rounding(differences, c, reach_of_rounding(rounded_to(5, RoundingRule::none)));
    EXPECT_TRUE(find(differences, Difference::Of::before_after, "2013-14").within_rounding) << "left as it was";
}

TEST(RoundingDoubt, AManifestDifferenceStands) {
    const auto c = comparison({40, 100, 80, 100, 100, 200, 100, 200});
    auto differences = measure::differences_of(c, c.totals);
    mark_within_rounding(differences, c, reach_of_rounding(rounded_to(5)));
    for (const auto of :
         {Difference::Of::before_after, Difference::Of::difference_in_differences, Difference::Of::against_comparison})
        EXPECT_FALSE(find(differences, of, "2013-14").within_rounding) << name_of(of);
    // and one that is not clear is in no doubt
    const auto& unclear = find(differences, Difference::Of::against_comparison, "2012-13");
    EXPECT_FALSE(unclear.within_rounding);
}

TEST(RoundingDoubt, ControlledRoundingReachesFurther) {
    EXPECT_EQ(reach_of_rounding(rounded_to(5)), 2);
    EXPECT_EQ(reach_of_rounding(rounded_to(5, RoundingRule::controlled)), 4);
    EXPECT_EQ(reach_of_rounding(rounded_to(5, RoundingRule::none)), 0);
}

// Whatever the true counts are: a difference that is called clear is clear of them too.
RC_GTEST_PROP(RoundingDoubt, WhatIsCalledClearIsClearOfTheTrueCounts, ()) {
    std::array<double, 8> truth{}, shown{};
    for (std::size_t i = 0; i < truth.size(); i += 2) {
        const auto n = *rc::gen::inRange(8, 120), x = *rc::gen::inRange(0, n + 1);
        truth[i] = x, truth[i + 1] = n;
        for (const auto k : {i, i + 1}) shown[k] = 5 * std::floor((truth[k] + 2) / 5);
        shown[i] = std::min(shown[i], shown[i + 1]);
    }
    const auto real = comparison(truth), seen = comparison(shown);
    const auto true_differences = measure::differences_of(real, real.totals);
    auto differences = measure::differences_of(seen, seen.totals);
    mark_within_rounding(differences, seen, reach_of_rounding(rounded_to(5)));
    for (std::size_t i = 0; i < differences.size(); ++i) {
        const auto* e = std::get_if<measure::Estimate>(&differences[i].result);
        const auto* t = std::get_if<measure::Estimate>(&true_differences[i].result);
        if (e == nullptr || differences[i].within_rounding) continue;
        if (e->interval.lower > 0) RC_ASSERT(t->interval.lower > 0);
        if (e->interval.upper < 0) RC_ASSERT(t->interval.upper < 0);
    }
}

} // namespace
} // namespace pilotage::release
