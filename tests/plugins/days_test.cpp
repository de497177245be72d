// The days of the SDK, held against the standard library's calendar.
#include "core/sdk/days.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace {

namespace sdk = pilotage::sdk;

TEST(Days, are_the_calendars_own) {
    const std::chrono::sys_days begin(std::chrono::year(1) / 1 / 1), end(std::chrono::year(9999) / 12 / 31);
    const int first = sdk::day_number({1, 1, 1});
    for (auto day = begin; day <= end; day += std::chrono::days(1)) {
        const std::chrono::year_month_day date(day);
        const sdk::Date ours{int(date.year()), int(unsigned(date.month())), int(unsigned(date.day()))};
        ASSERT_EQ(sdk::day_number(ours) - first, (day - begin).count()) << ours.iso();
    }
}

TEST(Days, between_two_dates_as_they_are_written) {
    EXPECT_EQ(sdk::days_between("28/2/2012", "1/3/2012", "d/m/yyyy"), 2);
    EXPECT_EQ(sdk::days_between("2013-03-01", "2013-02-28", "yyyy-mm-dd"), -1);
    EXPECT_EQ(sdk::days_between("29/2/2013", "1/3/2013", "d/m/yyyy"), std::nullopt);
    EXPECT_EQ(sdk::days_between("28/2/2012", "", "d/m/yyyy"), std::nullopt);
}

TEST(Days, before_the_first_of_a_period) {
    EXPECT_TRUE(sdk::is_before("2012-03-31", "2012-04-01"));
    EXPECT_FALSE(sdk::is_before("2012-04-01", "2012-04-01"));
    EXPECT_FALSE(sdk::is_before("", "2012-04-01"));
    EXPECT_FALSE(sdk::is_before(sdk::Value("2012-03-31").fault("another day"), "2012-04-01"));
    EXPECT_FALSE(sdk::is_before("2012-03-31", "")) << "files are checked without a study";
}

} // namespace
