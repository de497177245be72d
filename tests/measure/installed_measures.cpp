// The measures on a hand-made store: who is counted, who is not.
#include "core/measure/evaluation.hpp"
#include "tests/measure/hand_made_store.hpp"
#include "tests/measure/reference.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <optional>

namespace pilotage::measure {
namespace {

using testing::HandMadeStore;

class InstalledMeasure : public ::testing::Test {
protected:
    /// The cells of one measure over all returns that stand.
    std::vector<Cell> cells(const std::string& id) {
        const std::vector<std::filesystem::path> folder{std::filesystem::path(PILOTAGE_SOURCE_DIR) / "schemas" /
                                                        "measures"};
        for (const auto& m : load_measures(folder))
            if (m.id == id) return Evaluation(store_.file()).compare(m, {}).cells;
        throw std::runtime_error("no measure " + id);
    }
    /// The only cell.
    Figure figure(const std::string& id) {
        const auto all = cells(id);
        EXPECT_EQ(all.size(), 1u);
        return std::get<Figure>(all.at(0).state);
    }
    void request(const std::string& person, const std::string& day, HandMadeStore::Fields more = {}) {
        more.insert(more.end(), {{"person", person}, {"start_date", day}});
        store_.row(east_, "request", more);
    }
    void assessment(std::int64_t submission, const std::string& person, const std::string& day,
                    const std::string& type = "Long term support assessment") {
        store_.row(submission, "assessment", {{"person", person}, {"start_date", day}, {"assessment_type", type}});
    }
    void service(const std::string& person, HandMadeStore::Fields more) {
        more.insert(more.end(), {{"person", person}});
        store_.row(east_, "service", more);
    }
    void review(std::int64_t submission, const std::string& person, const std::string& day) {
        store_.row(submission, "review", {{"person", person}, {"start_date", day}, {"review_reason", "Planned"}});
    }

    HandMadeStore store_;
    std::int64_t east_ = store_.submission("east", "2012-13");
};

TEST_F(InstalledMeasure, requests_by_route_counts_each_route) {
    request("ann", "2012-05-01", {{"route_of_access", "Self-Funder"}});
    request("ann", "2012-06-01", {{"route_of_access", "Self-Funder"}});
    request("bob", "2012-06-01", {{"route_of_access", "Prison"}});
    request("cay", "2012-06-01");
    const auto all = cells("requests_by_route");
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].dimension, "Not recorded");
    EXPECT_EQ(all[1].dimension, "Prison");
    EXPECT_EQ(all[2].dimension, "Self-Funder");
    EXPECT_EQ(std::get<Figure>(all[2].state).numerator, 2);
    EXPECT_EQ(std::get<Figure>(all[2].state).denominator, std::nullopt);
    EXPECT_EQ(std::get<Figure>(all[2].state).method, "exact Poisson");
}

TEST_F(InstalledMeasure, direct_referral_share_leaves_unknown_paths_out) {
    for (int i = 0; i < 3; ++i)
        request("p" + std::to_string(i), "2012-05-01", {{"referral_path", "Direct to the practice"}});
    request("q", "2012-05-01", {{"referral_path", "Through the council's contact centre"}});
    request("r", "2012-05-01", {{"referral_path", "Unknown"}});
    request("s", "2012-05-01", {{"referral_path", "Invalid and not mapped"}});
    request("t", "2012-05-01");
    const auto share = figure("direct_referral_share");
    EXPECT_EQ(share.numerator, 3);
    EXPECT_EQ(share.denominator, 4);
    EXPECT_EQ(share.value, 0.75);
    EXPECT_EQ(share.interval, wilson(3, 4));
    EXPECT_EQ(share.method, "Wilson");
}

TEST_F(InstalledMeasure, contacts_are_counted_by_their_channel) {
    const auto contact = [&](const std::string& person, const std::string& channel) {
        store_.row(east_, "contact",
                   {{"person", person}, {"contact_date", "2012-05-01"}, {"contact_channel", channel}});
    };
    contact("ann", "Web cam");
    contact("ann", "Web cam"); // each contact is one
    contact("bob", "Text message");
    contact("bob", "Textphone or relay service");
    contact("cay", "Telephone");
    contact("cay", "Email");
    contact("cay", "Unknown");
    contact("dee", "Invalid and not mapped");

    const auto all = cells("contacts_by_channel");
    ASSERT_EQ(all.size(), 7u);
    std::map<std::string, std::optional<double>> counted;
    for (const auto& cell : all) counted[cell.dimension] = std::get<Figure>(cell.state).numerator;
    EXPECT_EQ(counted.at("Web cam"), 2);
    EXPECT_EQ(counted.at("Invalid and not mapped"), 1);

    const auto share = figure("video_or_text_contact_share");
    EXPECT_EQ(share.numerator, 4);
    EXPECT_EQ(share.denominator, 6);
    EXPECT_EQ(share.interval, wilson(4, 6));
}

TEST_F(InstalledMeasure, days_run_to_the_next_assessment_of_the_same_person_and_site) {
    const auto later =
        store_.submission("east", "2011-12"); // stands too: assessments are found in any return of the site
    const auto north = store_.submission("north", "2012-13");
    request("ann", "2012-05-10");
    assessment(east_, "ann", "2012-05-01"); // before
    assessment(east_, "ann", "2012-05-12", "Financial assessment");
    assessment(north, "ann", "2012-05-11"); // another site's
    assessment(east_, "ann", "2012-05-30");
    assessment(later, "ann", "2012-05-20"); // the next one: 10 days
    request("bob", "2012-05-10");
    assessment(east_, "bob", "2012-05-10"); // the same day: 0
    request("cay", "2012-05-10");           // still waiting
    assessment(east_, "dee", "2012-05-10"); // never asked
    request("eve", "2012-02-28");
    assessment(east_, "eve", "2012-03-01"); // over the leap day: 2

    const auto all = cells("days_request_to_assessment");
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(std::get<NoData>(all[0].state).reason, "the return carries no request records"); // east 2011-12
    const auto& days = std::get<Figure>(all[1].state);                                         // east 2012-13
    EXPECT_EQ(days.denominator, 3);
    EXPECT_EQ(days.numerator, std::nullopt);
    EXPECT_EQ(days.value, 2);
    EXPECT_FALSE(days.interval);
}

TEST_F(InstalledMeasure, reviews_count_people_supported_or_assessed_once) {
    const auto before = store_.submission("east", "2011-12");
    const auto long_term = [](const std::string& from, const std::string& to = "") {
        HandMadeStore::Fields fields{{"start_date", from}, {"service_type", "Long term support: Community"}};
        if (!to.empty()) fields.emplace_back("end_date", to);
        return fields;
    };
    service("ann", long_term("2010-01-01"));
    service("ann", long_term("2012-06-01")); // the same person again
    assessment(east_, "ann", "2012-07-01");
    review(east_, "ann", "2013-03-31");                    // the last day
    review(east_, "ann", "2012-10-01");                    // once is enough
    service("bob", long_term("2010-01-01", "2012-03-31")); // over before the period
    service("cay", long_term("2010-01-01", "2012-04-01")); // overlaps by a day
    review(before, "cay", "2012-03-31");                   // twelve months and a day before the end
    assessment(east_, "dee", "2012-07-01");
    review(before, "dee", "2012-04-01"); // from the earlier return, within twelve months
    assessment(east_, "eve", "2012-07-01", "Financial assessment");
    review(east_, "eve", "2012-08-01"); // in neither part
    service("fay", {{"start_date", "2012-06-01"}, {"service_type", "Short term support: ST-Max"}});

    const auto all = cells("reviews_within_twelve_months");
    ASSERT_EQ(all.size(), 2u);
    const auto& share = std::get<Figure>(all[1].state);
    EXPECT_EQ(share.numerator, 2);   // ann, dee
    EXPECT_EQ(share.denominator, 3); // and cay
}

TEST_F(InstalledMeasure, a_return_without_reviews_has_no_share_of_reviews) {
    assessment(east_, "ann", "2012-07-01");
    EXPECT_EQ(std::get<NoData>(cells("reviews_within_twelve_months").at(0).state).reason,
              "the return carries no review records");
}

TEST_F(InstalledMeasure, direct_payments_are_those_of_the_last_day) {
    const std::string type = "Long term support: Community", direct = "Direct Payment",
                      managed = "CASSR Managed Personal Budget";
    service("ann", {{"start_date", "2010-01-01"}, {"service_type", type}, {"delivery_mechanism", managed}});
    service("ann",
            {{"start_date", "2012-01-01"}, {"service_type", type}, {"delivery_mechanism", direct}}); // for part of it
    service("bob", {{"start_date", "2012-01-01"},
                    {"service_type", type},
                    {"service_component", "Direct payment"},
                    {"end_date", "2013-03-31"}});
    service("cay", {{"start_date", "2012-01-01"},
                    {"service_type", type},
                    {"delivery_mechanism", direct},
                    {"end_date", "2013-03-30"}}); // over
    service("dee", {{"start_date", "2012-01-01"}, {"service_type", type}});
    service("eve", {{"start_date", "2012-01-01"},
                    {"service_type", type},
                    {"client_type", "Unpaid carer"},
                    {"delivery_mechanism", direct}});
    service("fay", {{"start_date", "2012-01-01"},
                    {"service_type", "Long term support: Residential care"},
                    {"delivery_mechanism", direct}});
    service("gil",
            {{"start_date", "2012-01-01"}, {"service_type", type}, {"client_funding_status", "Fully client funded"}});
    const auto share = figure("direct_payment_share");
    EXPECT_EQ(share.numerator, 2);
    EXPECT_EQ(share.denominator, 3);
}

TEST_F(InstalledMeasure, planned_visits_of_home_care_count_as_delivered_from_their_actual_start) {
    const auto visit = [&](const std::string& day, const std::string& planned, const std::string& start = {},
                           const std::string& minutes = {}) {
        HandMadeStore::Fields fields{{"person", "ann"}, {"visit_date", day}, {"planned_minutes", planned}};
        if (!start.empty()) fields.emplace_back("actual_start", start);
        if (!minutes.empty()) fields.emplace_back("actual_minutes", minutes);
        store_.row(east_, "home_care_visit", fields);
    };
    for (int day = 10; day < 17; ++day) visit("2012-10-" + std::to_string(day), "30", "08:05", "24");
    visit("2012-10-17", "40");               // missed
    visit("2012-10-18", "0", "08:00", "15"); // nobody planned it
    visit("2012-10-19", "30", "08:00");      // how long it took is not recorded
    const auto share = figure("home_care_visits_delivered");
    EXPECT_EQ(share.numerator, 8);
    EXPECT_EQ(share.denominator, 9);
    EXPECT_EQ(share.interval, wilson(8, 9));
    const auto minutes = figure("home_care_minutes_delivered");
    EXPECT_EQ(minutes.numerator, 7 * 24);
    EXPECT_EQ(minutes.denominator, 7 * 30 + 40);
    EXPECT_DOUBLE_EQ(minutes.value, 168.0 / 250);
}

TEST_F(InstalledMeasure, a_person_s_week_costs_what_all_services_of_the_last_day_cost) {
    const auto costs = [&](const std::string& person, const std::string& cost, const std::string& frequency,
                           HandMadeStore::Fields more = {}) {
        more.insert(more.end(), {{"start_date", "2012-05-01"},
                                 {"service_type", "Long term support: Community"},
                                 {"primary_support_reason", "Learning disability support"},
                                 {"unit_cost", cost},
                                 {"cost_frequency", frequency}});
        service(person, more);
    };
    costs("ann", "100.00", "Weekly");
    costs("ann", "15.00", "Hourly", {{"planned_units_per_week", "10"}});
    costs("bob", "400.00", "4-weekly");
    costs("cay", "520.00", "Monthly");
    costs("cay", "900.00", "One-off");
    costs("dee", "15.00", "Hourly");                                // for how many hours is not known
    costs("eve", "100.00", "Weekly", {{"end_date", "2012-12-31"}}); // over before the last day
    const auto all = cells("cost_per_person_week");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].dimension, "Learning disability support");
    const auto cost = std::get<Figure>(all[0].state);
    EXPECT_EQ(cost.denominator, 3);
    EXPECT_DOUBLE_EQ(cost.value, (250.0 + 100 + 120) / 3);
}

TEST_F(InstalledMeasure, days_run_to_the_next_service_of_the_same_person) {
    const auto from = [](const std::string& day) {
        return HandMadeStore::Fields{{"start_date", day}, {"service_type", "Long term support: Community"}};
    };
    request("ann", "2012-05-10");
    service("ann", from("2012-05-01")); // before
    service("ann", from("2012-05-30"));
    service("ann", from("2012-05-24")); // the next one: 14 days
    request("bob", "2012-05-10");
    service("bob", from("2012-05-10")); // the same day: 0
    request("cay", "2012-05-10");       // still waiting
    const auto days = figure("days_request_to_service");
    EXPECT_EQ(days.denominator, 2);
    EXPECT_EQ(days.value, 7);
}

TEST_F(InstalledMeasure, a_follow_up_counts_for_the_period_in_which_the_person_was_served) {
    const auto later = store_.submission("east", "2011-12"); // any other return of the site
    const auto north = store_.submission("north", "2012-13");
    const auto followed = [&](std::int64_t submission, const std::string& person, const std::string& served,
                              const std::string& found, const std::string& day = "2013-10-01",
                              const std::string& months = "12") {
        HandMadeStore::Fields fields{
            {"person", person}, {"served_date", served}, {"follow_up_date", day}, {"months", months}};
        if (!found.empty()) fields.emplace_back("in_receipt", found);
        store_.row(submission, "follow_up", fields);
    };
    for (const auto submission : {east_, later, north}) store_.row(submission, "person", {{"person", "x"}});
    followed(east_, "ann", "2012-04-01", "No");                // the first day
    followed(later, "bob", "2013-03-31", "Yes", "2014-03-30"); // the last day, with another return
    followed(east_, "cay", "2012-06-01", "Unknown");           // lost
    followed(east_, "dee", "2012-06-01", "");                  // lost
    followed(east_, "eve", "2013-04-01", "Yes");               // of a period without a return
    followed(east_, "fay", "2012-06-01", "Yes", "2012-12-01", "6");
    followed(east_, "gil", "2012-06-01", "Yes");
    followed(east_, "gil", "2012-12-01", "No", "2013-12-01"); // served again: the later counts
    followed(east_, "hal", "2012-06-01", "No", "2013-06-01");
    followed(later, "hal", "2012-06-01", "Yes", "2013-07-01"); // asked again

    const auto all = cells("later_receipt_of_care");
    ASSERT_EQ(all.size(), 3u);
    EXPECT_TRUE(std::holds_alternative<ZeroDenominator>(all[0].state)); // east 2011-12: nobody of that year
    const auto& share = std::get<Figure>(all[1].state);
    EXPECT_EQ(share.numerator, 2);   // bob, hal
    EXPECT_EQ(share.denominator, 4); // and ann, gil
    EXPECT_EQ(share.interval, wilson(2, 4));
    EXPECT_EQ(std::get<NoData>(all[2].state).reason, "no return of the site carries follow up records"); // north

    const auto known = std::get<Figure>(cells("followed_up_share").at(1).state);
    EXPECT_EQ(known.numerator, 4);
    EXPECT_EQ(known.denominator, 6); // and cay, dee
}

TEST_F(InstalledMeasure, staff_are_set_against_the_people_with_an_open_case_on_the_last_day) {
    const auto staff = [&](const std::string& day, const std::string& role, const std::string& heads,
                           const std::string& whole_time) {
        HandMadeStore::Fields fields{{"as_of", day}, {"staff_role", role}, {"headcount", heads}};
        if (!whole_time.empty()) fields.emplace_back("whole_time_equivalents", whole_time);
        store_.row(east_, "staff_in_post", fields);
    };
    staff("2012-09-30", "Manager", "90", "90");
    staff("2013-03-31", "Manager", "2", "1.5");
    staff("2013-03-31", "Social worker", "4", "");
    staff("2013-04-01", "Social worker", "70", "70"); // after the period
    const std::string type = "Long term support: Community";
    service("ann", {{"start_date", "2010-01-01"}, {"service_type", type}});
    service("ann", {{"start_date", "2013-03-31"}, {"service_type", type}}); // the same person again
    service("bob", {{"start_date", "2010-01-01"}, {"service_type", type}, {"end_date", "2013-03-31"}});
    service("cay", {{"start_date", "2010-01-01"}, {"service_type", type}, {"end_date", "2013-03-30"}}); // over
    request("ann", "2013-03-01");
    request("dee", "2013-03-01");
    request("eve", "2013-03-01", {{"end_date", "2013-03-31"}}); // completed that day
    assessment(east_, "fay", "2013-03-20");
    const auto ratio = figure("staff_per_100_open_cases");
    EXPECT_EQ(ratio.numerator, 5.5);
    EXPECT_EQ(ratio.denominator, 4); // ann, bob, dee, fay
    EXPECT_EQ(ratio.value, 137.5);
    EXPECT_FALSE(ratio.interval);
    EXPECT_EQ(ratio.method, "counted in full");
}

TEST_F(InstalledMeasure, information_and_community_offers_are_a_share_of_known_outcomes) {
    request("ann", "2012-05-01", {{"event_outcome", "NFA: Information and advice or signposting"}});
    request("bob", "2012-05-01", {{"event_outcome", "NFA: Community offer"}});
    request("cay", "2012-05-01", {{"event_outcome", "NFA: Support declined"}});
    request("dee", "2012-05-01", {{"event_outcome", "Invalid and not mapped"}});
    request("eve", "2012-05-01");
    const auto share = figure("information_advice_community_share");
    EXPECT_EQ(share.numerator, 2);
    EXPECT_EQ(share.denominator, 3);
}

TEST_F(InstalledMeasure, scores_are_means_of_the_responses_to_the_survey) {
    const std::vector<std::pair<double, double>> scores{{0.5, 12}, {0.25, 16}, {1, 24}};
    for (const auto& [scrqol, ascof] : scores) {
        const auto name = "r" + std::to_string(ascof);
        const auto response =
            store_.row(east_, "survey_response",
                       {{"person", name}, {"response_reference", name}, {"survey", "Adult Social Care Survey"}});
        store_.score(east_, response, "ascot_scrqol", scrqol);
        store_.score(east_, response, "ascof_1a", ascof);
        store_.score(east_, response, "ascof_1b", 1);
    }
    const auto local = store_.row(east_, "survey_response",
                                  {{"person", "x"}, {"response_reference", "x"}, {"survey", "Local user feedback"}});
    store_.score(east_, local, "ascot_scrqol", 0);
    const auto scrqol = figure("scrqol_mean");
    EXPECT_NEAR(scrqol.value, 1.75 / 3, 1e-12);
    EXPECT_EQ(scrqol.denominator, 3);
    EXPECT_EQ(scrqol.method, "Student's t");
    const auto ascof = figure("ascof_1a_mean");
    EXPECT_EQ(ascof.numerator, 52);
    EXPECT_NEAR(ascof.value, 52.0 / 3, 1e-12);
}

/// An area of 100 people in each of two strata, of whom some answered, and the published margin of each answer.
TEST_F(InstalledMeasure, shares_of_a_survey_are_weighted_by_the_people_of_each_stratum) {
    PILOTAGE_NEEDS_REFERENCE("ascs_stratified_moe_input.csv");
    const auto supported = [&](const std::string& person, const std::string& born, const std::string& reason,
                               const std::string& support) {
        store_.row(east_, "person", {{"person", person}, {"birth_month", born}, {"primary_support_reason", reason}});
        service(person, {{"start_date", "2012-05-01"}, {"service_type", support}});
    };
    const std::string community = "Long term support: Community", home = "Long term support: Residential care";
    const std::string learning = "Learning disability support", other = "Mental health support";
    store_.execute("BEGIN");
    for (int i = 0; i < 100; ++i) {
        supported("l" + std::to_string(i), i < 50 ? "1930-01" : "1980-01", learning, i % 2 == 0 ? home : community);
        supported("y" + std::to_string(i), "1948-04", other, home); // 64 at the end of the period
    }
    service("y0", {{"start_date", "2012-06-01"}, {"service_type", community}}); // another of the same person
    supported("s", "1980-01", other, "Short term support: ST-Max");             // no long-term support
    supported("h", "1948-03", other, home);                                     // strata that nobody answered in
    supported("c", "1948-03", other, community);
    std::vector<std::pair<std::int64_t, std::string>> answers; // response, and which answer it gave
    for (const auto& row : testing::reference_rows("ascs_stratified_moe_input.csv"))
        for (int i = 0; row.text("la") == "211" && i < static_cast<int>(row.value("respondents")); ++i) {
            ASSERT_EQ(row.value("population"), 100);
            const auto name = (row.text("stratum") == "1" ? "l" : "y") + std::to_string(answers.size());
            answers.emplace_back(
                store_.row(east_, "survey_response",
                           {{"person", name},
                            {"response_reference", name},
                            {"survey", "Adult Social Care Survey"},
                            {"survey_stratum", row.text("stratum") == "1" ? "Learning disability" : "Age 18-64"}}),
                row.text("response"));
        }
    store_.execute("COMMIT");
    int seen = 0;
    for (const auto& row : testing::reference_rows("ascs_stratified_moe_expected.csv")) {
        if (row.text("la") != "211") continue;
        SCOPED_TRACE("response " + row.text("response"));
        store_.execute("DELETE FROM survey_score");
        for (const auto& [response, answer] : answers)
            store_.score(east_, response, "ascof_1b", answer == row.text("response") ? 1 : 0);
        const auto share = figure("ascof_1b_weighted");
        EXPECT_EQ(share.method, stratified_margin);
        EXPECT_EQ(share.numerator, row.value("respondents"));
        EXPECT_EQ(share.denominator, 15);
        EXPECT_TRUE(testing::agrees(100 * share.value, row.value("percentage")));
        EXPECT_TRUE(testing::agrees(100 * (share.interval->upper - share.value), row.value("margin_of_error")));
        ++seen;
    }
    EXPECT_EQ(seen, 3);
}

TEST_F(InstalledMeasure, the_example_for_evaluators_works) {
    std::ifstream in(std::filesystem::path(PILOTAGE_SOURCE_DIR) / "schemas" / "measures" / "README.md");
    const std::string page(std::istreambuf_iterator<char>(in), {});
    const auto begin = page.find("```sql\n") + 7;
    const auto example =
        parse_measure(page.substr(begin, page.find("```", begin) - begin), "requests_from_hospital.sql");
    request("ann", "2012-05-01", {{"referral_source", "Hospital"}});
    request("bob", "2012-05-01", {{"referral_source", "Self"}});
    request("cay", "2012-05-01", {{"referral_source", "Unknown"}});
    EXPECT_EQ(std::get<Figure>(Evaluation(store_.file()).compare(example, {}).cells.at(0).state).value, 0.5);
}

TEST_F(InstalledMeasure, a_superseded_return_does_not_count) {
    request("ann", "2012-05-01", {{"event_outcome", "NFA: Other"}});
    store_.execute("UPDATE submission SET superseded_by = id WHERE id = " + std::to_string(east_));
    EXPECT_TRUE(cells("information_advice_community_share").empty());
}

TEST_F(InstalledMeasure, nobody_below_the_line_is_not_zero) {
    request("ann", "2012-05-01");
    const auto all = cells("direct_referral_share");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<ZeroDenominator>(all[0].state));
}

} // namespace
} // namespace pilotage::measure
