// Cell suppression, controlled rounding and the attacker, held to tables whose optimum is known. Each optimum is named
// after where it is published, or was worked out by trying all patterns.
#include "core/release/disclosure/audit.hpp"
#include "core/release/disclosure/rounding.hpp"
#include "core/release/disclosure/suppression.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <set>

namespace pilotage::release {
namespace {

using Rows = std::vector<std::vector<std::int64_t>>;

/// A table with its row and column totals; the cost of a cell is its value.
struct TwoWay {
    explicit TwoWay(const Rows& rows) : columns(static_cast<std::uint32_t>(rows.front().size())) {
        const auto height = static_cast<std::uint32_t>(rows.size());
        std::vector<std::int64_t> totals(columns + 1);
        for (const auto& row : rows) {
            std::int64_t sum = 0;
            for (std::uint32_t c = 0; c < columns; ++c) {
                system.add(row[c]);
                totals[c] += row[c];
                sum += row[c];
            }
            system.add(sum);
            totals[columns] += sum;
        }
        for (const auto total : totals) system.add(total);
        for (std::uint32_t r = 0; r <= height; ++r) {
            Sum sum{at(r, columns), {}};
            for (std::uint32_t c = 0; c < columns; ++c) sum.parts.push_back(at(r, c));
            system.sums.push_back(sum);
        }
        for (std::uint32_t c = 0; c <= columns; ++c) {
            Sum sum{at(height, c), {}};
            for (std::uint32_t r = 0; r < height; ++r) sum.parts.push_back(at(r, c));
            system.sums.push_back(sum);
        }
        for (auto& cell : system.cells) cell.cost = cell.value > 0 ? static_cast<double>(cell.value) : 0.001;
    }
    std::uint32_t at(std::uint32_t row, std::uint32_t column) const { return row * (columns + 1) + column; }

    std::uint32_t columns;
    TableSystem system;
};

struct Known {
    const char* source;
    Rows rows;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sensitive;
    double relative;
    std::size_t count;
    double loss;
    Interval first; ///< what an attacker can say of the first sensitive cell
};

const Rows z1 = {{11, 11, 55, 36}, {7, 1, 29, 18},  {5, 8, 35, 25}, {13, 2, 17, 13},
                 {9, 14, 63, 52},  {12, 9, 24, 22}, {6, 4, 22, 8},  {9, 3, 38, 15}};

TEST(Suppression, ReachesPublishedOptima) {
    const std::vector<Known> known = {
        {"rtauargus vignette, act_size", {{100, 50}, {30, 20}, {60, 40}}, {{1, 0}, {2, 1}}, 0, 2, 80, {0, 50}},
        {"sdcTable tests, microdata1", {{2, 18}, {19, 14}, {10, 12}, {14, 11}}, {{0, 0}}, 0, 3, 40, {0, 12}},
        {"checkTauArgus, example 1, margin of 20%",
         {{895, 137}, {753, 973}, {569, 486}, {540, 793}},
         {{0, 1}},
         0.2,
         3,
         1950,
         {0, 623}},
        {"GaussSuppression, z1", z1, {{1, 1}, {3, 1}, {7, 1}}, 0, 3, 29, {0, 6}},
    };
    for (const auto& table : known) {
        TwoWay two(table.rows);
        for (const auto& [row, column] : table.sensitive) two.system.cells[two.at(row, column)].sensitive = true;
        Protection protection;
        protection.relative = table.relative;
        const auto result = suppress(two.system, protection);
        EXPECT_TRUE(result.optimal) << table.source;
        EXPECT_EQ(result.secondary(), table.count) << table.source;
        EXPECT_NEAR(result.loss, table.loss, 1e-6) << table.source;
        EXPECT_NEAR(result.bound, table.loss, 1e-6) << table.source;
        const auto [row, column] = table.sensitive.front();
        const auto interval = attack(two.system, result.suppressed, two.at(row, column));
        EXPECT_EQ(interval.least, table.first.least) << table.source;
        EXPECT_EQ(interval.most, table.first.most) << table.source;
    }
}

TEST(Suppression, OneFurtherCellWhereManyAreSensitive) {
    // sdcTable, test of the simple heuristic: w-b would be known exactly without x-d.
    TwoWay two({{30, 47, 64, 89}, {90, 124, 5, 31}, {92, 100, 59, 85}, {800, 991, 651, 685}});
    for (const auto cell : {two.at(0, 0), two.at(0, 1), two.at(0, 2), two.at(1, 0), two.at(1, 2), two.at(2, 1),
                            two.at(2, 3), two.at(3, 1), two.at(3, 3)})
        two.system.cells[cell].sensitive = true;
    const auto result = suppress(two.system, {});
    EXPECT_THAT(result.secondary_cells, testing::ElementsAre(two.at(1, 3)));
    EXPECT_EQ(attack(two.system, result.suppressed, two.at(0, 1)).most, 78);
}

TEST(Suppression, SaysWhenNothingCanProtect) {
    TableSystem alone;
    const auto total = alone.add(3), part = alone.add(3, true);
    alone.cells[total].publish = true;
    alone.sums.push_back({total, {part}});
    EXPECT_THROW(suppress(alone, {}), std::invalid_argument);
    alone.cells[total].value = 4;
    EXPECT_THROW(suppress(alone, {}), std::invalid_argument);
}

RC_GTEST_PROP(Suppression, EverySensitiveCellKeepsItsDistance, ()) {
    const auto rows = *rc::gen::container<Rows>(
        3, rc::gen::container<std::vector<std::int64_t>>(4, rc::gen::inRange<std::int64_t>(0, 30)));
    TwoWay two(rows);
    std::vector<std::uint32_t> sensitive;
    for (std::uint32_t r = 0; r < 3; ++r)
        for (std::uint32_t c = 0; c < 4; ++c)
            if (rows[r][c] > 0 && rows[r][c] < 5)
                two.system.cells[two.at(r, c)].sensitive = true, sensitive.push_back(two.at(r, c));
    const auto result = suppress(two.system, {});
    for (const auto cell : sensitive) {
        const auto value = two.system.cells[cell].value;
        const auto interval = attack(two.system, result.suppressed, cell);
        RC_ASSERT(interval.least <= value - 1);
        RC_ASSERT(interval.most >= value + 1);
    }
}

TEST(Rounding, KeepsSumsAtTheLeastChange) {
    const TwoWay two(z1);
    const auto rounded = round_controlled(two.system, 5);
    EXPECT_TRUE(rounded.optimal);
    EXPECT_TRUE(rounded.restricted);
    EXPECT_EQ(rounded.change, 60); // an independent solver's optimum
    for (const auto& sum : two.system.sums) {
        std::int64_t parts = 0;
        for (const auto part : sum.parts) parts += rounded.values[part];
        EXPECT_EQ(parts, rounded.values[sum.total]);
    }
    for (std::size_t i = 0; i < rounded.values.size(); ++i) {
        EXPECT_EQ(rounded.values[i] % 5, 0);
        EXPECT_LT(std::llabs(rounded.values[i] - two.system.cells[i].value), 5);
    }
}

TEST(Rounding, NearestMultiple) {
    const std::pair<std::int64_t, std::int64_t> cases[] = {{0, 0}, {2, 0}, {3, 5}, {7, 5}, {8, 10}, {12, 10}, {13, 15}};
    for (const auto& [value, rounded] : cases) EXPECT_EQ(round_nearest(value, 5), rounded) << value;
}

/// The first cell withheld as under 5, all others and the total rounded to 5.
std::vector<std::int64_t> left_open(const std::vector<std::int64_t>& shown, std::int64_t total) {
    Publication publication;
    publication.counts.push_back({0, 4});
    for (const auto value : shown) publication.counts.push_back(rounded_to(value, 5));
    Sum sum{static_cast<std::uint32_t>(publication.counts.size()), {}};
    for (std::uint32_t i = 0; i < publication.counts.size(); ++i) sum.parts.push_back(i);
    publication.counts.push_back(rounded_to(total, 5));
    publication.sums.push_back(sum);
    return feasible_values(publication, 0);
}

TEST(Audit, RoundedTotalsCanGiveASmallCountAway) {
    EXPECT_THAT(left_open({10, 10}, 30), testing::ElementsAre(4));
    EXPECT_THAT(left_open({10, 10}, 15), testing::ElementsAre(0, 1));
    EXPECT_THAT(left_open({10, 15}, 25), testing::ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THROW(left_open({10, 10}, 60), std::runtime_error);
}

TEST(Audit, PercentagesOfUnroundedCountsGiveSmallNumeratorsAway) {
    for (const std::int64_t denominator : {25, 60, 100, 155, 200})
        for (std::int64_t numerator = 1; numerator <= 4; ++numerator) {
            Publication publication;
            publication.counts = {{0, 4}, rounded_to(round_nearest(denominator, 5), 5)};
            const double percentage =
                std::round(1000.0 * static_cast<double>(numerator) / static_cast<double>(denominator)) / 10;
            publication.ratios.push_back(published_ratio(0, 1, percentage, 1));
            EXPECT_THAT(feasible_values(publication, 0), testing::ElementsAre(numerator)) << denominator;
        }
}

} // namespace
} // namespace pilotage::release
