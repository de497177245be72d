// From a figure back to its rows.
#include "core/measure/trace.hpp"
#include "core/error.hpp"
#include "tests/measure/hand_made_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::measure {
namespace {

using ::testing::ElementsAre;

class TraceTest : public ::testing::Test {
protected:
    Trace traced(const std::string& id, const std::string& dimension = "", std::size_t most = 100) {
        const std::vector<std::filesystem::path> folder{std::filesystem::path(PILOTAGE_SOURCE_DIR) / "schemas" /
                                                        "measures"};
        Evaluation evaluation(store_.file());
        for (const auto& m : load_measures(folder))
            if (m.id == id) return trace(evaluation, m, "east", "2012-13", dimension, most);
        throw std::runtime_error("no measure " + id);
    }
    static std::vector<std::string> places(const std::vector<TracedRow>& rows) {
        std::vector<std::string> texts;
        for (const auto& row : rows) texts.push_back(row.text);
        return texts;
    }

    testing::HandMadeStore store_;
};

TEST_F(TraceTest, leads_to_rows_files_plugin_and_crosswalk) {
    const auto east = store_.submission("east", "2012-13");
    const auto exact =
        store_.crosswalk(1, "event_outcome", "IA", "NFA: Information and advice or signposting", "exact");
    const auto broader =
        store_.crosswalk(2, "event_outcome", "SIGN", "NFA: Information and advice or signposting", "broader");
    const auto path = store_.crosswalk(3, "referral_path", "D", "Direct to the practice", "exact");
    const auto request = [&](std::int64_t code, const std::string& outcome) {
        store_.row(east, "request",
                   {{"person", "p" + std::to_string(code)},
                    {"start_date", "2012-05-01"},
                    {"event_outcome", outcome},
                    {"event_outcome_crosswalk", std::to_string(code)},
                    {"referral_path", "Direct to the practice"},
                    {"referral_path_crosswalk", std::to_string(path)}});
    };
    request(exact, "NFA: Information and advice or signposting");
    request(broader, "NFA: Information and advice or signposting");
    request(broader, "NFA: Information and advice or signposting");
    store_.row(east, "request", {{"person", "x"}, {"start_date", "2012-05-01"}, {"event_outcome", "NFA: Other"}});

    const auto t = traced("information_advice_community_share");
    EXPECT_EQ(std::get<Figure>(t.cell.state).numerator, 3);
    EXPECT_THAT(places(t.numerator_rows), ElementsAre("east.csv:2", "east.csv:3", "east.csv:4"));
    EXPECT_THAT(places(t.denominator_rows), ElementsAre("east.csv:2", "east.csv:3", "east.csv:4", "east.csv:5"));

    ASSERT_EQ(t.submissions.size(), 1u);
    const auto& s = t.submissions[0];
    EXPECT_EQ(s.id, east);
    EXPECT_EQ(s.rows, 4u);
    EXPECT_EQ(s.verdict, "accepted");
    EXPECT_EQ(s.received_at, "2013-05-01T09:00:00Z");
    EXPECT_EQ(s.read, s.accepted + s.rejected + s.duplicate + s.left_out);
    EXPECT_EQ(s.plugin, "east");
    EXPECT_EQ(s.plugin_version, "1.2.3");
    EXPECT_EQ(s.plugin_sha256.size(), 64u);
    ASSERT_EQ(s.files.size(), 1u);
    EXPECT_EQ(s.files[0].name, "east.csv");
    EXPECT_EQ(s.files[0].sha256.size(), 64u);

    // The path's crosswalk row is behind these rows too, but the measure does not read the path.
    ASSERT_EQ(t.codes.size(), 2u);
    EXPECT_EQ(t.codes[0].local_code, "IA");
    EXPECT_EQ(t.codes[0].rows, 1u);
    EXPECT_EQ(t.codes[1].local_code, "SIGN");
    EXPECT_EQ(t.codes[1].equivalence, "broader");
    EXPECT_EQ(t.codes[1].field, "event_outcome");
    EXPECT_EQ(t.codes[1].rows, 2u);
}

TEST_F(TraceTest, shows_the_rows_that_are_evidence) {
    const auto before = store_.submission("east", "2011-12");
    store_.row(before, "review",
               {{"person", "ann"}, {"start_date", "2012-04-15"}, {"review_reason", "Planned"}, {"table", "Reviews"}});
    const auto east = store_.submission("east", "2012-13");
    for (const auto* person : {"ann", "bob"})
        store_.row(east, "assessment",
                   {{"person", person}, {"start_date", "2012-05-01"}, {"assessment_type", "Other"}});
    store_.row(east, "review", {{"person", "zoe"}, {"start_date", "2012-05-01"}, {"review_reason", "Planned"}});
    const auto t = traced("reviews_within_twelve_months");
    EXPECT_THAT(places(t.numerator_rows), ElementsAre("Reviews!2"));
    EXPECT_EQ(t.numerator_rows[0].submission, before);
    EXPECT_EQ(t.numerator_rows[0].record, "review");
    EXPECT_THAT(places(t.denominator_rows), ElementsAre("east.csv:2", "east.csv:3"));
    EXPECT_EQ(t.submissions.size(), 2u);
}

TEST_F(TraceTest, keeps_to_one_part_and_to_the_number_asked_for) {
    const auto east = store_.submission("east", "2012-13");
    for (int i = 0; i < 7; ++i)
        store_.row(east, "request",
                   {{"person", "p" + std::to_string(i)},
                    {"start_date", "2012-05-01"},
                    {"route_of_access", i < 5 ? "Prison" : "Self-Funder"}});
    const auto t = traced("requests_by_route", "Prison", 2);
    EXPECT_THAT(places(t.numerator_rows), ElementsAre("east.csv:2", "east.csv:3"));
    EXPECT_EQ(t.numerator_count, 5u);
    EXPECT_EQ(t.denominator_count, 0u);
    EXPECT_THROW(traced("requests_by_route"), UsageError);
    EXPECT_THROW(traced("requests_by_route", "Moon"), UsageError);
    EXPECT_THROW(traced("direct_referral_share", "Prison"), UsageError);
}

TEST_F(TraceTest, of_a_cell_without_figure_has_no_rows) {
    const auto t = traced("direct_referral_share");
    EXPECT_TRUE(std::holds_alternative<NoData>(t.cell.state));
    EXPECT_TRUE(t.numerator_rows.empty() && t.denominator_rows.empty() && t.submissions.empty());
}

} // namespace
} // namespace pilotage::measure
