// The published processing rules of client-level data, each with its example.
#include "plugins/cld/rules.hpp"

#include <gtest/gtest.h>

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

TEST(CldUniqueEvent, KeepsTheLatestPeriodThenTheOpenEndThenTheOutcomeThenTheLastRecord) {
    UniqueEvents events;
    events.see("a", {"2013-03-31", false, 0, 1});
    events.see("a", {"2012-03-31", true, 0, 2});
    EXPECT_TRUE(events.stands("a", 1));
    events.see("a", {"2013-03-31", true, 5, 3});
    EXPECT_TRUE(events.stands("a", 3));
    events.see("a", {"2013-03-31", true, 2, 4});
    events.see("a", {"2013-03-31", true, 4, 5});
    EXPECT_TRUE(events.stands("a", 4));
    events.see("a", {"2013-03-31", true, 2, 6});
    EXPECT_TRUE(events.stands("a", 6));
    EXPECT_FALSE(events.stands("a", 4));
    EXPECT_TRUE(events.stands("b", 7));
}

TEST(CldDay, IsReadBothWays) {
    EXPECT_EQ(iso_day("30/04/2013"), "2013-04-30");
    EXPECT_EQ(iso_day("2013-04-30"), "2013-04-30");
    EXPECT_EQ(iso_day("31/04/2013"), "");
    EXPECT_EQ(iso_day("04/2013"), "");
}

} // namespace
} // namespace pilotage::cld
