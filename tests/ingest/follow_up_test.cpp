// From a workbook of follow-ups to the share of people who were later in receipt of care.
#include "tests/ingest/program.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace pilotage::test {
namespace {

using nlohmann::json;

class FollowUp : public Program {
protected:
    json figure(const std::string& measure) const {
        const auto ran = run("compare --store s.sqlite --measure " + measure + " --site topaz --period 2012-13 --json");
        EXPECT_EQ(ran.exit, 0) << ran.err;
        std::istringstream lines(ran.out);
        for (std::string line; std::getline(lines, line);) {
            auto parsed = json::parse(line, nullptr, false);
            if (parsed.is_object() && parsed.contains("state")) return parsed;
        }
        ADD_FAILURE() << "no figure in " << ran.out;
        return json::object();
    }
    static fs::path sample(const std::string& period) { return source / "examples/study/returns/topaz" / period; }
};

/// Wilson's interval, 95%.
std::pair<double, double> wilson(double x, double n) {
    constexpr double z = 1.959963984540054;
    const double middle = 2 * x + z * z, half = z * std::sqrt(z * z + 4 * x * (1 - x / n)), below = 2 * (n + z * z);
    return {(middle - half) / below, (middle + half) / below};
}

TEST_F(FollowUp, TheSampleReturnShowsThePublishedShare) {
    ASSERT_EQ(ingest(sample("2012-13"), "topaz").exit, 0);
    const auto share = figure("later_receipt_of_care");
    EXPECT_EQ(share.at("numerator"), 9);
    EXPECT_EQ(share.at("denominator"), 113);
    EXPECT_EQ(std::lround(share.at("value").get<double>() * 100), 8) << "8% of the people served in 2012/13";
    const auto [lower, upper] = wilson(9, 113);
    EXPECT_NEAR(share.at("lower").get<double>(), lower, 1e-12);
    EXPECT_NEAR(share.at("upper").get<double>(), upper, 1e-12);
    EXPECT_EQ(share.at("method"), "Wilson");
    EXPECT_EQ(share.at("state"), "figure");
}

TEST_F(FollowUp, PeopleLostAreCountedBesideTheShare) {
    ASSERT_EQ(ingest(sample("2012-13"), "topaz").exit, 0);
    const auto known = figure("followed_up_share");
    EXPECT_EQ(known.at("numerator"), figure("later_receipt_of_care").at("denominator"));
    const auto lost = known.at("denominator").get<int>() - known.at("numerator").get<int>();
    EXPECT_GT(lost, 0);
    const auto found = json::parse(run("findings --store s.sqlite --rule person.lost_to_follow_up --json").out);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found.at(0).at("severity"), "note");
    EXPECT_EQ(found.at(0).at("count"), lost);
}

TEST_F(FollowUp, TheNextReturnLeavesTheFigureOfTheYearBeforeAsItIs) {
    ASSERT_EQ(ingest(sample("2012-13"), "topaz").exit, 0);
    const auto before = figure("later_receipt_of_care");
    ASSERT_EQ(ingest(sample("2013-14"), "topaz", "2013-14").exit, 0);
    EXPECT_EQ(figure("later_receipt_of_care"), before);
}

} // namespace
} // namespace pilotage::test
