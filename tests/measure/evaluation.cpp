// Measures that break the contract, states of a cell, and the store's safety from the SQL of a measure.
#include "core/measure/evaluation.hpp"
#include "core/error.hpp"
#include "tests/measure/hand_made_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace pilotage::measure {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string request_columns = "SELECT site, period, 'request' AS record, id";

class Contract : public ::testing::Test {
protected:
    Measure measure(const std::string& kind, const std::string& sql, const std::string& more = "") {
        return parse_measure("-- id: m\n-- title: T\n-- kind: " + kind +
                                 "\n-- numerator: n\n-- denominator: d\n-- unit: u\n"
                                 "-- direction: neither\n-- source: s\n-- records: request\n" +
                                 more + sql,
                             "m.sql");
    }
    std::vector<Cell> cells(const Measure& m, const Selection& selection = {}) {
        return Evaluation(store_.file()).compare(m, selection).cells;
    }
    Figure figure(const Measure& m) { return std::get<Figure>(cells(m).at(0).state); }
    std::string fault(const Measure& m) {
        try {
            cells(m);
        } catch (const EnvironmentError& e) {
            return e.what();
        }
        return "no fault";
    }
    void requests(int number) {
        for (int i = 0; i < number; ++i)
            store_.row(east_, "request",
                       {{"person", "p" + std::to_string(i)}, {"start_date", "2012-05-0" + std::to_string(i % 9 + 1)}});
    }

    testing::HandMadeStore store_;
    std::int64_t east_ = store_.submission("east", "2012-13");
};

TEST_F(Contract, kinds_add_up_in_their_own_way) {
    requests(4);
    const auto from = " FROM current_request";
    const auto rate = figure(
        measure("rate", request_columns + ", 2 AS numerator, 10 AS denominator" + from, "-- multiplier: 1000\n"));
    EXPECT_EQ(rate.numerator, 8);
    EXPECT_EQ(rate.denominator, 40);
    EXPECT_EQ(rate.value, 200);
    EXPECT_EQ(rate.method, "exact Poisson");
    EXPECT_NEAR(rate.interval->upper, exact_poisson(8).upper * 25, 1e-9);
    EXPECT_EQ(figure(measure("rate", request_columns + ", 3 AS numerator, 1 AS denominator" + from)).method, "Byar");
    const auto mean = figure(measure("mean", request_columns + ", id * 1.5 AS value" + from));
    EXPECT_EQ(mean.numerator, 15);
    EXPECT_EQ(mean.value, 3.75);
    const auto median = figure(measure("median", request_columns + ", id AS value" + from));
    EXPECT_EQ(median.value, 2.5);
    EXPECT_EQ(median.denominator, 4);
    EXPECT_EQ(figure(measure("count", request_columns + from)).numerator, 4);
    EXPECT_EQ(figure(measure("count", request_columns + from + " WHERE id > 100;\n-- done\n")).numerator, 0);
}

TEST_F(Contract, a_survey_is_weighted_by_its_strata) {
    // The published example of the adult social care survey's margin: 10 and 5 respondents of 100 people each, of whom
    // 2 and 3 gave the answer.
    requests(15);
    const auto survey = [&](const std::string& kind, const std::string& column, const std::string& size) {
        return measure(kind, request_columns + ", id IN (1, 2, 11, 12, 13) AS " + column +
                                 ", CASE WHEN id <= 10 THEN 'A' ELSE 'B' END AS stratum, " + size +
                                 " AS stratum_size FROM current_request");
    };
    const auto share = figure(survey("proportion", "numerator", "100"));
    EXPECT_EQ(share.numerator, 5);
    EXPECT_EQ(share.denominator, 15);
    EXPECT_NEAR(share.value, 0.4, 1e-12);
    EXPECT_EQ(share.method, "stratified survey margin");
    EXPECT_NEAR(share.interval->upper - share.value, 0.2647814192876834, 1e-12);
    const auto mean = figure(survey("mean", "value", "100"));
    EXPECT_NEAR(mean.value, 0.4, 1e-12);
    EXPECT_EQ(mean.method, "stratified survey margin");
    // Where the people of a stratum are not known, or are fewer than answered, nothing is weighted.
    EXPECT_EQ(figure(survey("proportion", "numerator", "CASE WHEN id <= 10 THEN 100 END")).method, "Wilson");
    EXPECT_EQ(figure(survey("proportion", "numerator", "9")).method, "Wilson");
    EXPECT_THAT(fault(survey("median", "value", "100")), HasSubstr("only a proportion, mean or score has strata"));
    EXPECT_THAT(fault(measure("mean", request_columns + ", 1 AS value, 'A' AS stratum FROM current_request")),
                HasSubstr("stratum and stratum_size belong together"));
}

TEST_F(Contract, a_fault_of_the_sql_stands_at_its_line) {
    EXPECT_THAT(fault(measure("count", "SELECT site,\n  periode FROM current_request")),
                StartsWith("m.sql:11: the SQL of the measure \"m\" fails: no such column: periode"));
    EXPECT_THAT(fault(measure("count", "\n\nSELECT site FORM current_request")), StartsWith("m.sql:12: "));
    EXPECT_THAT(fault(measure("count", "SELECT 1 FROM nowhere")), HasSubstr("no such table: nowhere"));
    EXPECT_THAT(fault(measure("count", request_columns + " FROM current_request;\n\nSELEKT")),
                StartsWith("m.sql:12: "));
    EXPECT_THAT(fault(measure("count", "")), HasSubstr("holds no SELECT"));
}

TEST_F(Contract, only_reading_is_allowed) {
    requests(1);
    for (const auto* sql : {"DELETE FROM request_coded", "UPDATE request_coded SET row = 1",
                            "INSERT INTO period VALUES ('x', 1, '2012', '2013')", "DROP TABLE request",
                            "CREATE TABLE t (a)", "ATTACH '/tmp/x' AS x", "PRAGMA user_version = 7",
                            "CREATE TEMP TABLE t (a)", "BEGIN", "DELETE FROM request_coded RETURNING id"})
        EXPECT_THAT(fault(measure("count", sql)), HasSubstr("it does something else than reading")) << sql;
    EXPECT_THAT(fault(measure("count", "VACUUM")), HasSubstr("holds no SELECT"));
    EXPECT_THAT(fault(measure("count", "SELECT load_extension('x')")), HasSubstr("load_extension"));
    EXPECT_THAT(fault(measure("count", "SELECT random()")), HasSubstr("the function random is not allowed"));
    EXPECT_EQ(figure(measure("count", request_columns + " FROM current_request")).numerator, 1);
}

TEST_F(Contract, the_columns_are_those_of_the_kind) {
    requests(2);
    const auto from = " FROM current_request";
    EXPECT_THAT(fault(measure("count", "SELECT site, period, id FROM current_request")),
                HasSubstr("has no column \"record\""));
    EXPECT_THAT(fault(measure("proportion", request_columns + from)),
                HasSubstr("has no column \"numerator\", which a proportion needs"));
    EXPECT_THAT(fault(measure("rate", request_columns + ", 1 AS numerator" + from)),
                HasSubstr("has no column \"denominator\""));
    EXPECT_THAT(fault(measure("median", request_columns + from)), HasSubstr("has no column \"value\""));
    EXPECT_THAT(fault(measure("count", request_columns + from, "-- dimension: d\n")),
                HasSubstr("has no column \"dimension\""));
    EXPECT_THAT(fault(measure("count", request_columns + ", 'a' AS dimension" + from)),
                HasSubstr("header does not say what it is"));
    EXPECT_THAT(fault(measure("count", request_columns + ", row" + from)),
                HasSubstr("a column \"row\", which means nothing"));
    EXPECT_THAT(fault(measure("count", request_columns + ", 1 AS evidence_id" + from)), HasSubstr("belong together"));
    EXPECT_THAT(fault(measure("count", request_columns + from + "; SELECT 2")), HasSubstr("more than one statement"));
}

TEST_F(Contract, the_values_are_those_of_the_kind) {
    requests(2);
    const auto from = " FROM current_request";
    EXPECT_THAT(fault(measure("proportion", request_columns + ", NULL AS numerator" + from)),
                HasSubstr("numerator of a row is not 0 or 1"));
    EXPECT_THAT(fault(measure("proportion", request_columns + ", 2 AS numerator" + from)),
                HasSubstr("neither 0 nor 1"));
    EXPECT_THAT(fault(measure("rate", request_columns + ", 1 AS numerator, 0 AS denominator" + from)),
                HasSubstr("exposure not above 0"));
    EXPECT_THAT(fault(measure("ratio", request_columns + ", 1 AS numerator, -1 AS denominator" + from)),
                HasSubstr("a ratio has a part below 0"));
    EXPECT_THAT(fault(measure("mean", request_columns + ", 'many' AS value" + from)),
                HasSubstr("value of a row is not a number"));
    EXPECT_THAT(fault(measure("count", "SELECT NULL AS site, period, 'request' AS record, id" + std::string(from))),
                HasSubstr("no site, period, record or id"));
}

TEST_F(Contract, no_row_counts_twice) {
    requests(2);
    EXPECT_THAT(fault(measure("count", "SELECT a.site, a.period, 'request' AS record, a.id FROM current_request a JOIN "
                                       "current_request b ON b.site = a.site")),
                HasSubstr("counts a row of east, 2012-13 more than once"));
}

TEST_F(Contract, a_cell_without_figure_says_why) {
    const auto m =
        measure("count", request_columns + " FROM current_request", "-- not_applicable: north: has no requests\n");
    const auto all = cells(m, {{}, {"2012-13"}});
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(std::get<NoData>(all[0].state).reason, "the return carries no request records");
    EXPECT_EQ(std::get<NotApplicable>(all[1].state).reason, "has no requests");
    EXPECT_THAT(std::get<NotApplicable>(all[2].state).reason, ::testing::Not(::testing::IsEmpty()));
    EXPECT_EQ(std::get<NoData>(cells(m, {{"east"}, {"2011-12"}}).at(0).state).reason, "no return stands");
}

TEST_F(Contract, sites_and_periods_can_be_chosen) {
    requests(2);
    const auto m = measure("count", request_columns + " FROM current_request");
    EXPECT_EQ(cells(m, {{"east"}, {}}).size(), 2u);
    EXPECT_EQ(cells(m, {{"east", "north"}, {"2012-13"}}).size(), 2u);
    EXPECT_EQ(cells(m, {{"THE EAST"}, {"2012-13"}}).at(0).site, "east");
    EXPECT_THROW(cells(m, {{"west"}, {}}), UsageError);
    EXPECT_THROW(cells(m, {{}, {"1999"}}), UsageError);
}

TEST_F(Contract, a_record_type_the_store_does_not_have_is_told) {
    auto m = measure("count", request_columns + " FROM current_request");
    m.records = {"visit"};
    EXPECT_THAT(fault(m), HasSubstr("names a record type that the store does not have: no such table: visit"));
}

TEST(StoreForMeasures, must_be_a_store) {
    const auto file = std::filesystem::path(::testing::TempDir()) / ("pilotage_no_store_" + std::to_string(::getpid()));
    EXPECT_THROW(Evaluation{file}, EnvironmentError);
    std::ofstream(file) << "not a database, though long enough to look like one at a first glance";
    EXPECT_THROW(Evaluation{file}, EnvironmentError);
    std::ofstream(file, std::ios::trunc).close();
    EXPECT_THROW(Evaluation{file}, EnvironmentError);
    std::filesystem::remove(file);
    EXPECT_THROW(Evaluation{std::filesystem::path(::testing::TempDir())}, EnvironmentError);
}

TEST_F(Contract, a_store_whose_last_ingest_was_cut_off_is_as_it_was_before) {
    requests(3);
    // A transaction that has spilled into the file: a copy made now is what a killed process leaves behind.
    store_.execute("PRAGMA cache_size = 1");
    store_.execute("BEGIN");
    requests(2000);
    const auto copy = store_.file().parent_path() / "copy.sqlite";
    std::filesystem::copy_file(store_.file(), copy);
    std::filesystem::copy_file(store_.file().string() + "-journal", copy.string() + "-journal");
    store_.execute("ROLLBACK");
    const auto m = measure("count", request_columns + " FROM current_request");
    EXPECT_EQ(std::get<Figure>(Evaluation(copy).compare(m, {}).cells.at(0).state).numerator, 3);
}

} // namespace
} // namespace pilotage::measure
