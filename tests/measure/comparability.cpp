// Marks of figures: each doubt on a hand-made store, and what a withheld figure is left out of.
#include "core/measure/comparability.hpp"

#include "core/measure/evaluation.hpp"
#include "core/measure/shorthand.hpp"
#include "tests/measure/hand_made_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::measure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Marks : public ::testing::Test {
protected:
    Marks() { store_.execute("UPDATE submission SET accepted = 8, rejected = 0"); }

    static Measure measure(const std::string& kind, const std::string& more = "", const std::string& column = "") {
        return parse_measure(
            "-- id: m\n-- title: T\n-- kind: " + kind +
                "\n-- numerator: n\n-- denominator: d\n-- unit: u\n-- direction: neither\n-- source: s\n"
                "-- records: request\n" +
                more + "SELECT site, period, 'request' AS record, id" + column + " FROM current_request",
            "m.sql");
    }
    static Measure share(const std::string& more = "") {
        return measure("proportion", more, ", event_outcome = 'NFA: Other' AS numerator");
    }
    void requests(std::int64_t submission, int number, std::int64_t code = 0) {
        for (int i = 0; i < number; ++i) {
            testing::HandMadeStore::Fields fields{{"person", "p" + std::to_string(i)},
                                                  {"start_date", "2012-05-01"},
                                                  {"event_outcome", i % 2 == 0 ? "NFA: Other" : "NFA: Deceased"}};
            if (code != 0) fields.push_back({"event_outcome_crosswalk", std::to_string(code)});
            store_.row(submission, "request", fields);
        }
    }
    std::vector<Cell> cells(const Measure& m) { return Evaluation(store_.file()).compare(m, {}).cells; }
    /// "doubt mark: text" of each reason of the only cell.
    std::vector<std::string> reasons(const Measure& m) {
        std::vector<std::string> texts;
        const auto all = cells(m);
        EXPECT_EQ(all.size(), 1u);
        for (const auto& reason : all.at(0).reasons)
            texts.push_back(std::string(name_of(reason.doubt)) + " " + std::string(name_of(reason.mark)) + ": " +
                            reason.text);
        EXPECT_EQ(all.at(0).comparability, mark_of(all.at(0).reasons));
        return texts;
    }

    testing::HandMadeStore store_;
    std::int64_t east_ = store_.submission("east", "2012-13");
};

TEST_F(Marks, a_figure_without_doubts_is_comparable) {
    requests(east_, 20, store_.crosswalk(1, "event_outcome", "OTH", "NFA: Other", "exact"));
    EXPECT_THAT(reasons(share()), IsEmpty());
    EXPECT_EQ(cells(share()).at(0).comparability, Comparability::comparable);
}

TEST_F(Marks, a_narrower_code_raises_no_doubt) {
    requests(east_, 20, store_.crosswalk(1, "event_outcome", "OTH", "NFA: Other", "narrower"));
    EXPECT_THAT(reasons(share()), IsEmpty());
}

TEST_F(Marks, a_part_of_the_period_is_told_and_withholds_a_count_when_it_is_under_half) {
    requests(east_, 20);
    store_.execute("UPDATE site SET start_date = '2012-04-08' WHERE id = 'east'"); // seven days late
    EXPECT_THAT(reasons(share()), IsEmpty());
    store_.execute("UPDATE site SET start_date = '2012-04-09' WHERE id = 'east'");
    EXPECT_THAT(reasons(share()), ElementsAre("period caveated: the site served 357 of the period's 365 days"));
    store_.execute("UPDATE site SET start_date = '2012-10-01', end_date = '2013-03-01' WHERE id = 'east'");
    EXPECT_THAT(reasons(share()), ElementsAre("period caveated: the site served 152 of the period's 365 days"));
    const auto count = reasons(measure("count"));
    EXPECT_EQ(count.at(0), "period withheld: the site served 152 of the period's 365 days");
    EXPECT_TRUE(std::holds_alternative<Withheld>(cells(measure("count")).at(0).state));
    EXPECT_TRUE(std::holds_alternative<Figure>(cells(share()).at(0).state));
}

TEST_F(Marks, a_count_grows_with_the_people_served) {
    requests(east_, 20);
    EXPECT_THAT(reasons(measure("count")),
                ElementsAre("definition caveated: a count grows with the people and the area served"));
}

TEST_F(Marks, an_area_that_grew_is_told_and_breaks_the_series) {
    store_.execute("INSERT INTO site_coverage VALUES ('east', '2011-04-01', '2012-09-30', 'the town', '')");
    store_.execute("INSERT INTO site_coverage VALUES ('east', '2012-10-01', NULL, 'the county', '')");
    requests(east_, 20);
    requests(store_.submission("east", "2011-12"), 20);
    const auto all = cells(share());
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].reasons.at(0).text, "the site served the town; it came to serve the county");
    EXPECT_EQ(all[0].break_in_series, "");
    EXPECT_EQ(all[1].reasons.at(0).text, "the site served the town, from 2012-10-01 the county");
    EXPECT_EQ(all[1].reasons.at(0).doubt, Doubt::coverage);
    EXPECT_EQ(all[1].break_in_series, "the area served changed: the town; then the town, from 2012-10-01 the county");
    EXPECT_THAT(beside_value(all[1], Kind::proportion, {}),
                ElementsAre(Shorthand::break_in_series, Shorthand::low_reliability));
}

TEST_F(Marks, days_without_an_area_are_not_served) {
    store_.execute("INSERT INTO site_coverage VALUES ('east', '2012-04-01', '2012-06-30', 'the town', '')");
    store_.execute("INSERT INTO site_coverage VALUES ('east', '2012-10-01', NULL, 'the town', '')");
    requests(east_, 20);
    EXPECT_THAT(reasons(share()), ElementsAre("period caveated: the site served 273 of the period's 365 days"));
}

TEST_F(Marks, a_return_with_many_rejected_records_is_told) {
    requests(east_, 20);
    store_.execute("UPDATE submission SET read = 1000, accepted = 950, rejected = 50, duplicate = 0, left_out = 0");
    EXPECT_THAT(reasons(share()), IsEmpty());
    store_.execute("UPDATE submission SET accepted = 880, rejected = 120");
    EXPECT_THAT(reasons(share()), ElementsAre("completeness caveated: 12% of the return's records were rejected"));
}

TEST_F(Marks, the_measures_own_words_are_told) {
    requests(east_, 20);
    EXPECT_THAT(reasons(share("-- caveat: east: counts calls\n-- caveat: north: does not\n"
                              "-- without: assessment: fewer are known\n-- without: request: never\n")),
                ElementsAre("definition caveated: counts calls",
                            "definition caveated: the return has no assessment records: fewer are known"));
    EXPECT_THAT(reasons(share("-- not_comparable: east: another thing\n")),
                ElementsAre("definition withheld: another thing"));
}

TEST_F(Marks, the_share_of_cases_through_inexact_codes_is_told) {
    requests(east_, 70, store_.crosswalk(1, "event_outcome", "OTH", "NFA: Other", "exact"));
    requests(east_, 30, store_.crosswalk(2, "event_outcome", "ANY", "NFA: Other", "approximate"));
    EXPECT_THAT(reasons(share()), ElementsAre("crosswalk caveated: 30% of the cases went through a code that fits only "
                                              "approximately (event outcome)"));
    // A measure that does not read the field is not touched.
    EXPECT_THAT(reasons(measure("proportion", "", ", 1 AS numerator")), IsEmpty());
}

TEST_F(Marks, few_cases_are_not_counted_out) {
    requests(east_, 95, store_.crosswalk(1, "event_outcome", "OTH", "NFA: Other", "exact"));
    requests(east_, 3, store_.crosswalk(2, "event_outcome", "ANY", "NFA: Other", "broader"));
    EXPECT_THAT(reasons(share()), ElementsAre("crosswalk caveated: fewer than 10 of the cases went through a code that "
                                              "fits only approximately (event outcome)"));
}

TEST_F(Marks, unmapped_codes_are_told_and_withhold_when_they_are_half) {
    const auto known = store_.crosswalk(1, "event_outcome", "OTH", "NFA: Other", "exact");
    const auto unknown = store_.crosswalk(2, "event_outcome", "???", "Invalid and not mapped", "unmapped");
    requests(east_, 51, known);
    requests(east_, 49, unknown);
    EXPECT_THAT(reasons(share()),
                ElementsAre("crosswalk caveated: 49% of the request records have an unmapped code (event outcome)"));
    requests(east_, 2, unknown);
    EXPECT_THAT(reasons(share()),
                ElementsAre("crosswalk withheld: 50% of the request records have an unmapped code (event outcome)"));
    EXPECT_TRUE(std::holds_alternative<Withheld>(cells(share()).at(0).state));
}

TEST_F(Marks, withheld_figures_enter_nothing_and_trace_still_has_them) {
    requests(east_, 40);
    requests(store_.submission("north", "2012-13"), 40);
    store_.execute("UPDATE site SET arm = 'comparison' WHERE id = 'north'");
    Evaluation evaluation(store_.file());
    const auto plain = evaluation.compare(share(), {});
    EXPECT_EQ(plain.differences.size(), 1u);
    EXPECT_THAT(plain.totals.back().sites, ElementsAre("east", "north"));
    EXPECT_EQ(plain.tests.size(), 1u);

    const auto m = share("-- not_comparable: east: another thing\n");
    const auto withheld = evaluation.compare(m, {});
    EXPECT_TRUE(std::holds_alternative<Withheld>(withheld.cells.at(0).state));
    EXPECT_THAT(withheld.differences, IsEmpty());
    EXPECT_THAT(withheld.totals.back().sites, ElementsAre("north"));
    EXPECT_TRUE(std::holds_alternative<NoEstimate>(withheld.tests.at(0).result));
    EXPECT_EQ(std::get<Figure>(evaluation.figures(m, {}).at(0).state).denominator, 40);
}

TEST_F(Marks, totals_are_worked_out_from_the_cases_of_arms_and_all) {
    requests(east_, 30);
    requests(store_.submission("north", "2012-13"), 10);
    store_.execute("UPDATE site SET arm = 'comparison' WHERE id = 'north'");
    const auto totals = Evaluation(store_.file()).compare(share(), {}).totals;
    ASSERT_EQ(totals.size(), 3u);
    EXPECT_EQ(totals[0].arm, study::Arm::pilot);
    EXPECT_EQ(totals[1].arm, study::Arm::comparison);
    EXPECT_FALSE(totals[2].arm);
    const auto& all = std::get<Figure>(totals[2].state);
    EXPECT_EQ(all.numerator, 20);
    EXPECT_EQ(all.denominator, 40);
    EXPECT_EQ(all.interval, wilson(20, 40));
}

TEST_F(Marks, a_chosen_site_is_still_set_against_the_comparison_arm) {
    requests(east_, 30);
    requests(store_.submission("north", "2012-13"), 10);
    store_.execute("UPDATE site SET arm = 'comparison' WHERE id = 'north'");
    Evaluation evaluation(store_.file());
    EXPECT_THAT(evaluation.with_comparison_arm({{"The East"}, {}}).sites, ElementsAre("east", "north", "south"));
    EXPECT_THAT(evaluation.with_comparison_arm({}).sites, IsEmpty());
    const auto chosen = evaluation.compare(share(), evaluation.with_comparison_arm({{"east"}, {"2012-13"}}));
    EXPECT_TRUE(std::holds_alternative<Estimate>(chosen.differences.at(0).result));
    EXPECT_THAT(chosen.totals, IsEmpty());
    EXPECT_THAT(chosen.tests, IsEmpty());
}

TEST(Shorthands, stand_for_the_states_of_a_cell) {
    const auto sign = [](const State& state) {
        const auto found = instead_of_value(state);
        return found ? std::string(code_of(*found)) + " " + std::string(meaning_of(*found)) : "";
    };
    EXPECT_EQ(sign(Figure{}), "");
    EXPECT_EQ(sign(Suppressed{}), "[c] confidential");
    EXPECT_EQ(sign(ZeroDenominator{}), "[w] none recorded");
    EXPECT_EQ(sign(NoData{}), "[x] not available");
    EXPECT_EQ(sign(NotApplicable{}), "[z] not applicable");
    EXPECT_EQ(sign(Withheld{}), "[x] not available");
}

TEST(Shorthands, low_reliability_is_of_few_cases_and_never_of_a_count) {
    Cell cell{.site = "a", .period = "1", .dimension = {}, .state = Figure{10, 29, 0.3, wilson(10, 29), "Wilson"}};
    EXPECT_THAT(beside_value(cell, Kind::proportion, {}), ElementsAre(Shorthand::low_reliability));
    EXPECT_THAT(beside_value(cell, Kind::proportion, {20}), IsEmpty());
    EXPECT_THAT(beside_value(cell, Kind::rate, {20}), ElementsAre(Shorthand::low_reliability)); // 10 events
    EXPECT_THAT(beside_value(cell, Kind::count, {}), IsEmpty());
    cell.state = Suppressed{};
    EXPECT_THAT(beside_value(cell, Kind::proportion, {}), IsEmpty());
}

} // namespace
} // namespace pilotage::measure
