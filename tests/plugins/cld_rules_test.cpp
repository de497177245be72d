// The published processing rules of client-level data, each with its example.
#include "plugins/cld/person_keys.hpp"
#include "plugins/cld/rules.hpp"
#include "plugins/cld/unique_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace pilotage::cld {
namespace {

TEST(CldNhsNumber, ChecksModulus11) {
    EXPECT_TRUE(valid_nhs_number("943 476 5919"));
    EXPECT_TRUE(valid_nhs_number("9434765919"));
    EXPECT_FALSE(valid_nhs_number("9434765918"));
    EXPECT_FALSE(valid_nhs_number("943476591"));
    EXPECT_FALSE(valid_nhs_number("94347659190"));
    EXPECT_FALSE(valid_nhs_number(""));
}

TEST(CldNhsNumber, TakesElevenAsNoughtAndNeverTen) {
    EXPECT_TRUE(valid_nhs_number("9990000050"));  // 11 - 0 = 11, written 0
    EXPECT_FALSE(valid_nhs_number("1234567890")); // 11 - 1 = 10, which no number has
    EXPECT_FALSE(valid_nhs_number("1234567891"));
}

TEST(CldNhsNumber, IsNoFiller) {
    EXPECT_FALSE(valid_nhs_number("9999999999"));
    EXPECT_FALSE(valid_nhs_number("000 000 0000"));
}

TEST(CldPersonKey, IsTheNhsNumberElseTheIdThatNeverStandsWithOne) {
    PersonKeys keys;
    keys.see("123", "");
    keys.see("123", "456");
    keys.see("", "456");
    keys.see("", "789");
    EXPECT_EQ(keys.of("123", ""), Key::nhs_number);
    EXPECT_EQ(keys.of("123", "456"), Key::nhs_number);
    EXPECT_EQ(keys.of("", "456"), Key::none);
    EXPECT_EQ(keys.of("", "789"), Key::person_id);
    EXPECT_EQ(keys.of("", ""), Key::none);
}

TEST(CldAge, CountsFromTheFirstOfTheMonthOfBirth) {
    EXPECT_EQ(age_on("1948-03-31", "2013-03-01"), 64); // 23,741 days are 64.999 years
    EXPECT_EQ(age_on("1948-03-31", "2013-03-02"), 65);
    EXPECT_EQ(age_on("1950-01-20", "2012-12-31"), 62);
    EXPECT_EQ(age_on("", "2012-12-31"), -1);
}

TEST(CldAge, HasBands) {
    EXPECT_EQ(age_band(17), "under 18");
    EXPECT_EQ(age_band(18), "18-24");
    EXPECT_EQ(age_band(24), "18-24");
    EXPECT_EQ(age_band(44), "25-44");
    EXPECT_EQ(age_band(64), "45-64");
    EXPECT_EQ(age_band(65), "65-74");
    EXPECT_EQ(age_band(84), "75-84");
    EXPECT_EQ(age_band(94), "85-94");
    EXPECT_EQ(age_band(114), "95+");
    EXPECT_EQ(age_band(115), ""); // a dummy date
}

TEST(CldCost, CountsUnitsAWeekByTheFrequency) {
    EXPECT_DOUBLE_EQ(units_per_week("Weekly", 7), 1);
    EXPECT_DOUBLE_EQ(units_per_week("fortnightly", 0), 0.5);
    EXPECT_DOUBLE_EQ(units_per_week("4-weekly", 0), 0.25);
    EXPECT_DOUBLE_EQ(units_per_week("Monthly", 0), 12.0 / 52);
    EXPECT_DOUBLE_EQ(units_per_week("Quarterly", 0), 4.0 / 52);
    EXPECT_DOUBLE_EQ(units_per_week("Annually", 0), 1.0 / 52);
    EXPECT_DOUBLE_EQ(units_per_week("Hourly", 10.5), 10.5);
}

TEST(CldCost, OfAPeriodIsCostTimesUnitsTimesDaysBySeven) {
    EXPECT_DOUBLE_EQ(period_cost(100, "Weekly", 0, 14), 200);
    EXPECT_DOUBLE_EQ(period_cost(-100, "Weekly", 0, 14), 200);
    EXPECT_DOUBLE_EQ(period_cost(15, "Hourly", 10, 7), 150);
    EXPECT_DOUBLE_EQ(period_cost(400, "4-weekly", 0, 28), 400);
    EXPECT_DOUBLE_EQ(period_cost(250, "One-off", 3, 28), 250);
}

TEST(CldValue, IsRefusedWhenASpreadsheetWouldRunIt) {
    for (const auto* value : {"=A1", "+44 121", "@x", "-", "-x", "-1-2"})
        EXPECT_TRUE(formula_character(value)) << value;
    for (const auto* value : {"", "a=1", "-12.50", "-7", "12", "'=1"}) EXPECT_FALSE(formula_character(value)) << value;
}

TEST(CldOutcome, HasItsPlaceInTheOrder) {
    EXPECT_EQ(outcome_rank("progress to reablement/st-max"), 0);
    EXPECT_LT(outcome_rank("Not mapped"), outcome_rank("Progress to support planning or services"));
    EXPECT_LT(outcome_rank("NFA: Deceased"), outcome_rank("NFA: Other"));
    EXPECT_GT(outcome_rank("anything else"), outcome_rank("NFA: Other"));
}

Key128 event(std::string_view name) {
    return KeyMaker(1).add(name).key();
}

TEST(CldUniqueEvent, KeepsTheLatestPeriodThenTheOpenEndThenTheOutcomeThenTheLastRecord) {
    const std::vector<Candidate> rows{{20130331, false, 0, 1}, {20120331, true, 0, 2}, {20130331, true, 5, 3},
                                      {20130331, true, 2, 4},  {20130331, true, 4, 5}, {20130331, true, 2, 6}};
    // The row that stands among the first n.
    const std::vector<std::uint64_t> standing{1, 1, 3, 4, 4, 6};
    for (std::size_t n = 1; n <= rows.size(); ++n) {
        UniqueEvents events;
        for (std::size_t i = 0; i < n; ++i) events.see(event("a"), rows[i]);
        for (std::size_t i = 0; i < n; ++i)
            EXPECT_EQ(events.stands(event("a"), rows[i]), rows[i].record == standing[n - 1]) << n << ' ' << i;
        EXPECT_TRUE(events.stands(event("b"), {20130331, false, 0, 7}));
    }
}

// The filter is far too small for so many events: it takes nearly all for seen ones, and no answer changes.
TEST(CldUniqueEvent, KeepsOneRowOfEachEventWhateverTheFilterTakesForSeen) {
    std::mt19937 random(7);
    std::vector<std::pair<std::uint32_t, Candidate>> rows;
    std::map<std::uint32_t, Candidate> best;
    for (std::uint64_t record = 1; record <= 60'000; ++record) {
        const auto name = static_cast<std::uint32_t>(random() % 30'000);
        rows.push_back(
            {name,
             {static_cast<std::int32_t>(random() % 2), random() % 2 == 0, static_cast<int>(random() % 3), record}});
        const auto [found, is_new] = best.try_emplace(name, rows.back().second);
        if (!is_new) found->second = std::max(found->second, rows.back().second);
    }
    UniqueEvents events;
    for (const auto& [name, candidate] : rows) events.see(event(std::to_string(name)), candidate);
    for (const auto& [name, candidate] : rows)
        ASSERT_EQ(events.stands(event(std::to_string(name)), candidate), best[name].record == candidate.record);
}

TEST(CldKey, TellsTextsApartButForTheCaseOfLettersWhereAsked) {
    EXPECT_EQ(KeyMaker(1).add_without_case("Long Term SUPPORT @[`{").key(),
              KeyMaker(1).add_without_case("long term support @[`{").key());
    EXPECT_FALSE(KeyMaker(1).add_without_case("@[").key() == KeyMaker(1).add_without_case("`{").key());
    EXPECT_FALSE(KeyMaker(1).add("A1").key() == KeyMaker(1).add("a1").key());
    EXPECT_FALSE(KeyMaker(1).add("ab").add("c").key() == KeyMaker(1).add("a").add("bc").key());
    EXPECT_FALSE(KeyMaker(1).add("a").key() == KeyMaker(2).add("a").key());
    EXPECT_FALSE(KeyMaker(1).add("12345678").key() == KeyMaker(1).add("12345678").add("").key());
}

TEST(CldDay, IsReadBothWays) {
    EXPECT_EQ(iso_day("30/04/2013"), "2013-04-30");
    EXPECT_EQ(iso_day("2013-04-30"), "2013-04-30");
    EXPECT_EQ(iso_day("31/04/2013"), "");
    EXPECT_EQ(iso_day("04/2013"), "");
    EXPECT_EQ(day_as_number("30/04/2013"), 20130430);
    EXPECT_EQ(day_as_number("31/04/2013"), 0);
}

} // namespace
} // namespace pilotage::cld
