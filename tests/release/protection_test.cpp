// Disclosure control as a release applies it: the profile's rules on counts and sums, secondary suppression and
// rounding, and the attack on what comes of it.
#include "core/release/disclosure/audit.hpp"
#include "core/release/protection.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>

namespace pilotage::release {
namespace {

using Rows = std::vector<std::vector<std::int64_t>>;

Profile profile(std::int64_t threshold, std::int64_t base, RoundingRule rounding, bool withhold_zero = false) {
    Profile p;
    p.id = "test";
    p.threshold = threshold;
    p.base = base;
    p.rounding = rounding;
    p.withhold_zero = withhold_zero;
    return p;
}

/// A table with its totals; cells are named "r0c1", totals have "+" for what they add up.
CountSystem two_way(const Rows& rows) {
    CountSystem counts;
    const auto width = rows.front().size();
    std::vector<std::vector<std::uint32_t>> cells(rows.size() + 1);
    for (std::size_t r = 0; r <= rows.size(); ++r)
        for (std::size_t c = 0; c <= width; ++c) {
            std::int64_t value = 0;
            for (std::size_t i = r == rows.size() ? 0 : r; i < (r == rows.size() ? rows.size() : r + 1); ++i)
                for (std::size_t k = c == width ? 0 : c; k < (c == width ? width : c + 1); ++k) value += rows[i][k];
            cells[r].push_back(counts.add("r" + (r == rows.size() ? "+" : std::to_string(r)) + "c" +
                                              (c == width ? "+" : std::to_string(c)),
                                          value, 0, true));
        }
    for (std::size_t r = 0; r <= rows.size(); ++r)
        counts.add_sum(cells[r][width], {cells[r].begin(), cells[r].end() - 1});
    for (std::size_t c = 0; c <= width; ++c) {
        std::vector<std::uint32_t> column;
        for (std::size_t r = 0; r < rows.size(); ++r) column.push_back(cells[r][c]);
        counts.add_sum(cells[rows.size()][c], column);
    }
    return counts;
}

std::vector<std::string> secondary(const CountSystem& counts, const ProtectedCounts& done) {
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < counts.size(); ++i)
        if (done.withheld[i] && !done.primary[i]) names.push_back(counts.names(i).front());
    return names;
}

/// How many values a withheld small count can have, counted up to what it must.
std::size_t values_left(const CountSystem& counts, const ProtectedCounts& done, const Profile& p, std::uint32_t cell) {
    Publication publication;
    publication.counts = done.known;
    publication.sums = counts.tables().sums;
    if (counts.shown(cell)) {
        auto& own = publication.counts[cell];
        own.least = std::max(own.least, small_by_rule(p).least);
        own.most = own.most < 0 ? small_by_rule(p).most : std::min(own.most, small_by_rule(p).most);
    }
    return feasible_values(publication, cell, static_cast<std::size_t>(done.must_have[cell])).size();
}

const Rows z1 = {{11, 11, 55, 36}, {7, 1, 29, 18},  {5, 8, 35, 25}, {13, 2, 17, 13},
                 {9, 14, 63, 52},  {12, 9, 24, 22}, {6, 4, 22, 8},  {9, 3, 38, 15}};
const Rows psd = {{6, 0, 1, 3, 4}, {1, 2, 3, 1, 2}, {0, 1, 1, 0, 2}};

TEST(Protection, WithholdsThePublishedOptimumOfATable) {
    // GaussSuppression's z1: 1, 2 and 3 are small; B, D and H lose "annet" too.
    const auto counts = two_way(z1);
    const auto done = protect(counts, profile(4, 1, RoundingRule::none), 60);
    EXPECT_THAT(secondary(counts, done), testing::ElementsAre("r1c0", "r3c0", "r7c0"));
    ASSERT_EQ(done.groups.size(), 1u);
    EXPECT_TRUE(done.groups[0].optimal);
    EXPECT_EQ(done.groups[0].primary, 3u);
    EXPECT_EQ(done.groups[0].loss, 7 + 13 + 9 + 3); // each plus one
}

TEST(Protection, OutOfTimeItStillProtectsAndSaysHowFarItMayBeFromTheBest) {
    const auto counts = two_way(z1);
    const auto p = profile(4, 1, RoundingRule::none);
    const auto done = protect(counts, p, 0);
    ASSERT_EQ(done.groups.size(), 1u);
    EXPECT_FALSE(done.groups[0].optimal);
    EXPECT_LE(done.groups[0].bound, 32);
    EXPECT_GE(done.groups[0].loss, 32);
    for (std::uint32_t i = 0; i < counts.size(); ++i)
        if (done.primary[i]) {
            EXPECT_EQ(values_left(counts, done, p, i), static_cast<std::size_t>(done.must_have[i]));
        }
}

TEST(Protection, TablesThatShareCountsAreOneProblem) {
    // sdcTable, linked tables: regions by county and by size. Each table alone would be safe; the difference of
    // county-1 and the small ones gives K away unless N goes.
    CountSystem counts;
    std::vector<std::uint32_t> region;
    const char* names[] = {"A", "B", "I", "J", "K", "L", "M", "N"};
    const std::int64_t values[] = {2, 2, 8, 8, 3, 3, 3, 7};
    for (std::uint64_t i = 0; i < 8; ++i) region.push_back(counts.add(names[i], values[i], i + 1, true));
    const auto total = counts.add("total", 36, 0, true), one = counts.add("county-1", 20, 0, true),
               two = counts.add("county-2", 16, 0, true), big = counts.add("big", 6, 0, true),
               small = counts.add("small", 30, 0, true);
    counts.add_sum(total, {one, two});
    counts.add_sum(one, {region[0], region[1], region[2], region[3]});
    counts.add_sum(two, {region[4], region[5], region[6], region[7]});
    counts.add_sum(total, {big, small});
    counts.add_sum(big, {region[5], region[6]});
    counts.add_sum(small, {region[0], region[1], region[2], region[3], region[4], counts.add("N again", 7, 8, true)});
    const auto done = protect(counts, profile(4, 1, RoundingRule::none), 60);
    EXPECT_THAT(secondary(counts, done), testing::ElementsAre("N"));
    EXPECT_EQ(done.groups.at(0).secondary, 1u);
}

TEST(Protection, ControlledRoundingReachesTheKnownOptima) {
    for (const auto& [rows, optimum] : {std::pair(z1, 60), std::pair(psd, 32)}) {
        const auto counts = two_way(rows);
        const auto done = protect(counts, profile(1, 5, RoundingRule::controlled), 60);
        std::int64_t change = 0;
        for (std::uint32_t i = 0; i < counts.size(); ++i) change += std::llabs(done.shown[i] - counts.value(i));
        EXPECT_EQ(change, optimum);
        for (const auto& sum : counts.tables().sums) {
            std::int64_t parts = 0;
            for (const auto part : sum.parts) parts += done.shown[part];
            EXPECT_EQ(parts, done.shown[sum.total]);
        }
    }
}

struct Leak {
    std::vector<std::int64_t> cells; ///< the first is small
    bool leaks;                      ///< when all others are rounded and shown
};

TEST(Protection, WhereRoundedTotalsGiveACountAwayMoreIsWithheld) {
    for (const auto& [cells, leaks] : {Leak{{4, 12, 12}, true}, Leak{{1, 8, 8}, true}, Leak{{4, 12, 12, 12, 12}, false},
                                       Leak{{2, 9, 14}, false}, Leak{{3, 23, 31}, false}}) {
        CountSystem counts;
        std::vector<std::uint32_t> parts;
        std::int64_t sum = 0;
        for (const auto value : cells) {
            parts.push_back(counts.add(std::to_string(value), value, 0, true));
            sum += value;
        }
        counts.add_sum(counts.add("total", sum, 0, true), parts);
        const auto p = profile(5, 5, RoundingRule::nearest, true);
        const auto done = protect(counts, p, 60);
        EXPECT_EQ(!secondary(counts, done).empty(), leaks) << sum;
        EXPECT_EQ(values_left(counts, done, p, parts.front()), 3u) << sum;
    }
}

TEST(Protection, AComplementIsProtectedThoughNobodyShowsIt) {
    CountSystem counts;
    const auto cases = counts.add("denominator", 30, 0, true), above = counts.add("numerator", 29, 0, true),
               rest = counts.add("complement", 1, 0, false);
    counts.add_sum(cases, {above, rest});
    const auto exact = protect(counts, profile(5, 1, RoundingRule::none), 60);
    EXPECT_EQ(secondary(counts, exact), std::vector<std::string>{"numerator"}); // the cheaper of the two
    const auto rounded = protect(counts, profile(5, 5, RoundingRule::nearest), 60);
    EXPECT_TRUE(secondary(counts, rounded).empty());
    EXPECT_EQ(rounded.shown[above], 30);
}

TEST(Protection, WhatReadersHaveAlreadyCannotBeTakenBack) {
    // 20 + 3 = 23: the cheapest would be to withhold the 20, but an earlier release showed it.
    CountSystem counts;
    const auto east = counts.add("east", 20, 0, true), north = counts.add("north", 3, 0, true),
               all = counts.add("all", 23, 0, true);
    counts.add_sum(all, {east, north});
    const auto p = profile(5, 1, RoundingRule::none);
    EXPECT_EQ(secondary(counts, protect(counts, p, 60)), std::vector<std::string>{"east"});
    EXPECT_EQ(secondary(counts, protect(counts, p, 60, {{east, {20, 20}}})), std::vector<std::string>{"all"});
    EXPECT_THROW(protect(counts, p, 60, {{east, {20, 20}}, {all, {23, 23}}}), NotProtectable);
    EXPECT_THROW(protect(counts, p, 60, {{north, {3, 3}}}), NotProtectable);
}

RC_GTEST_PROP(Protection, EveryWithheldSmallCountKeepsTheValuesThatTheProfileAsks, ()) {
    const auto rows = *rc::gen::container<Rows>(
        3, rc::gen::container<std::vector<std::int64_t>>(3, rc::gen::inRange<std::int64_t>(0, 25)));
    const auto rounding = *rc::gen::element(RoundingRule::none, RoundingRule::nearest, RoundingRule::controlled);
    auto p = profile(*rc::gen::element<std::int64_t>(3, 5, 8), rounding == RoundingRule::none ? 1 : 5, rounding,
                     *rc::gen::arbitrary<bool>());
    const auto counts = two_way(rows);
    const auto done = protect(counts, p, 60);
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        RC_ASSERT(done.known[i].least <= counts.value(i));
        RC_ASSERT(done.known[i].most < 0 || done.known[i].most >= counts.value(i));
        if (!done.primary[i]) continue;
        RC_ASSERT(done.withheld[i]);
        RC_ASSERT(values_left(counts, done, p, i) == static_cast<std::size_t>(done.must_have[i]));
    }
}

} // namespace
} // namespace pilotage::release
