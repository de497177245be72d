#include "core/release/comparison_files.hpp"
#include "core/error.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <sstream>
#include <unistd.h>

namespace pilotage::release {
namespace {

namespace fs = std::filesystem;
using namespace measure;

std::vector<Comparison> sample() {
    Comparison share;
    share.measure.id = "direct_payment_share";
    share.measure.kind = Kind::proportion;
    share.measure.unit = "share";
    share.cells = {{"focus", "2011-12", "", Figure{12, 48, 0.25, Interval{0.125, 0.5}, "Wilson"}},
                   {"focus", "2012-13", "", Suppressed{48}},
                   {"topaz", "2011-12", "", Suppressed{}},
                   {"topaz", "2012-13", "", ZeroDenominator{}},
                   {"activ8", "2011-12", "", NoData{"no return stands"}},
                   {"activ8", "2012-13", "", NotApplicable{"withdrawn, and \"over\""}}};
    auto& doubtful = share.cells.at(0);
    doubtful.comparability = Comparability::caveated;
    doubtful.reasons = {{Doubt::coverage, Comparability::caveated, "a part of the town"},
                        {Doubt::crosswalk, Comparability::caveated, "codes"}};
    doubtful.break_in_series = "the area changed";
    Comparison count;
    count.measure.id = "requests_by_route";
    count.measure.kind = Kind::count;
    count.measure.dimension = "route";
    count.measure.unit = "requests";
    count.cells = {{"focus", "2011-12", "=HYPERLINK(\"x\")", Figure{-7, std::nullopt, 1e6, std::nullopt, ""}}};
    return {share, count};
}

TEST(ComparisonFiles, csv_has_one_row_for_each_cell) {
    EXPECT_EQ(comparison_csv(sample()),
              "measure,site,period,numerator,denominator,value,lower,upper,method,dimension,state,unit,note,arm,"
              "comparability,reasons,shorthand\r\n"
              "direct_payment_share,focus,2011-12,12,48,0.25,0.125,0.5,Wilson,,figure,share,,pilot,caveated,"
              "coverage: a part of the town; crosswalk: codes,[b]\r\n"
              "direct_payment_share,focus,2012-13,[c],48,,,,,,suppressed,share,,pilot,comparable,,[c]\r\n"
              "direct_payment_share,topaz,2011-12,[c],[c],,,,,,suppressed,share,,pilot,comparable,,[c]\r\n"
              "direct_payment_share,topaz,2012-13,,0,,,,,,zero denominator,share,,pilot,comparable,,[w]\r\n"
              "direct_payment_share,activ8,2011-12,,,,,,,,no data,share,no return stands,pilot,,,[x]\r\n"
              "direct_payment_share,activ8,2012-13,,,,,,,,not applicable,share,\"withdrawn, and "
              "\"\"over\"\"\",pilot,,,[z]\r\n"
              "requests_by_route,focus,2011-12,-7,,1000000,,,,\"'=HYPERLINK(\"\"x\"\")\",figure,requests,,pilot,"
              "comparable,,\r\n");
}

TEST(ComparisonFiles, json_lines_keep_the_order_of_the_keys) {
    std::istringstream lines(comparison_json_lines(sample()));
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(
        line,
        "{\"measure\":\"direct_payment_share\",\"site\":\"focus\",\"period\":\"2011-12\",\"numerator\":12,"
        "\"denominator\":48,"
        "\"value\":0.25,\"lower\":0.125,\"upper\":0.5,\"method\":\"Wilson\",\"dimension\":null,\"state\":\"figure\","
        "\"unit\":\"share\",\"note\":null,\"arm\":\"pilot\",\"comparability\":\"caveated\","
        "\"reasons\":\"coverage: a part of the town; crosswalk: codes\",\"shorthand\":\"[b]\"}");
    ASSERT_TRUE(std::getline(lines, line));
    const auto suppressed = nlohmann::json::parse(line);
    EXPECT_EQ(suppressed.at("numerator"), "[c]");
    EXPECT_EQ(suppressed.at("denominator"), 48);
    for (const auto* key : {"value", "lower", "upper", "method"}) EXPECT_TRUE(suppressed.at(key).is_null()) << key;
}

TEST(ComparisonFiles, json_is_one_array_of_the_same_objects) {
    const auto array = nlohmann::json::parse(comparison_json(sample()));
    std::istringstream lines(comparison_json_lines(sample()));
    std::string line;
    for (const auto& object : array) {
        ASSERT_TRUE(std::getline(lines, line));
        EXPECT_EQ(nlohmann::json::parse(line), object);
    }
    EXPECT_FALSE(std::getline(lines, line));
    EXPECT_TRUE(nlohmann::json::parse(comparison_json({})).empty());
}

TEST(ComparisonFiles, a_text_that_begins_like_a_formula_is_made_harmless) {
    for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) EXPECT_EQ(csv_cell(text), "'" + text);
    EXPECT_EQ(csv_cell("\rx"), "\"'\rx\"");
    EXPECT_EQ(csv_cell("a=b"), "a=b");
    EXPECT_EQ(csv_cell(""), "");
}

TEST(ComparisonFiles, numbers_come_back_as_they_were) {
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(1e6), "1000000");
    EXPECT_EQ(shortest(-3), "-3");
    EXPECT_EQ(std::stod(shortest(1.0 / 3)), 1.0 / 3);
}

TEST(ComparisonFiles, are_written_whole_into_a_new_folder) {
    const auto folder = fs::path(::testing::TempDir()) / ("pilotage_release_" + std::to_string(::getpid()));
    write_comparison(folder / "deep", sample());
    std::ifstream in(folder / "deep" / "comparison.csv", std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), comparison_csv(sample()));
    EXPECT_TRUE(fs::exists(folder / "deep" / "comparison.json"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "deep"), {}), 2);
    EXPECT_THROW(write_comparison(folder / "deep" / "comparison.csv", sample()), EnvironmentError);
    fs::remove_all(folder);
}

} // namespace
} // namespace pilotage::release
