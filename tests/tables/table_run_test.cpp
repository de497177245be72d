// A check of a table in a process of its own: its verdicts, and what bounds it.
#include "core/error.hpp"
#include "core/tables/table_run.hpp"

#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::tables {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using validate::DocumentVerdict;

std::string visit(const std::string& simple_type) {
    return test::schema_text("<xs:element name=\"visit\"><xs:complexType><xs:sequence><xs:element name=\"day\">" +
                             simple_type + "</xs:element></xs:sequence></xs:complexType></xs:element>");
}
const std::string dates = visit("<xs:simpleType><xs:restriction base=\"xs:date\"/></xs:simpleType>");

struct Told {
    TableResult result;
    std::vector<std::pair<std::size_t, std::string>> findings; ///< number of the words, and what was found where
};

Told run(const std::string& schema, const std::string& content, const validate::ChildLimits& limits = {},
         const std::string& record = "") {
    const test::TemporaryFolder folder;
    const auto xsd = folder.write("site.xsd", schema);
    Told told;
    told.result = run_table(xsd, {folder.write("visits.csv", content).string(), record, {}}, limits,
                            {[&](const Finding& finding, std::size_t words) {
                                 told.findings.emplace_back(words, finding.rule + " " + to_string(finding.place) + " " +
                                                                       finding.value + ": " + finding.message);
                             },
                             [](std::uint64_t, std::uint64_t) {}});
    return told;
}

TEST(TableRun, gives_a_verdict_of_the_worst_that_was_found) {
    EXPECT_EQ(run(dates, "day\n2013-04-30\n").result.verdict, DocumentVerdict::valid);
    EXPECT_EQ(run(dates, "day\n").result.verdict, DocumentVerdict::valid);
    EXPECT_EQ(run(dates, "day\nnever\n2013-04-30\n").result.verdict, DocumentVerdict::invalid);
    EXPECT_EQ(run(dates, "day,dya\n2013-04-30,x\n").result.verdict, DocumentVerdict::invalid);
    EXPECT_EQ(run(dates, "day,day\n2013-04-30,2013-04-30\n").result.verdict, DocumentVerdict::refused);
    EXPECT_EQ(run(test::schema_text("<xs:element/>"), "day\n").result.verdict, DocumentVerdict::schema_error);
}

TEST(TableRun, numbers_the_words_that_findings_share) {
    const auto told = run(dates, "day\nnever\n2013-02-29\nsoon\n2013-04-30\n");
    EXPECT_EQ(told.result.counts, (TableCounts{4, 1, 3}));
    EXPECT_THAT(told.findings,
                ElementsAre(testing::Pair(0, "schema.type visits.csv:2:1 xxxxx: This cannot be a value of \"day\": it "
                                             "is of another kind."),
                            testing::Pair(1, HasSubstr("schema.type visits.csv:3:1 2013-02-29: This is no day")),
                            testing::Pair(0, HasSubstr("schema.type visits.csv:4:1 xxxx:"))));
}

TEST(TableRun, keeps_every_finding_of_many) {
    std::string content = "day\n";
    for (int i = 0; i < 100'000; ++i) content += i % 2 == 0 ? "never\n" : "2013-04-30\n";
    const auto told = run(dates, content);
    EXPECT_EQ(told.result.counts, (TableCounts{100'000, 50'000, 50'000}));
    ASSERT_EQ(told.findings.size(), 50'000u);
    EXPECT_THAT(told.findings.back().second, HasSubstr("visits.csv:100000:1"));
}

TEST(TableRun, passes_on_what_is_wrong_with_the_call) {
    EXPECT_THROW(run(dates, "day\n", {}, "call"), UsageError);
}

TEST(TableRun, tells_where_the_schema_is_at_fault) {
    const auto told = run(visit("<xs:simpleType><xs:restriction base=\"nowhere\"/></xs:simpleType>"), "day\n");
    ASSERT_FALSE(told.result.schema_findings.empty());
    EXPECT_GT(told.result.schema_findings[0].line, 0u);
    EXPECT_THAT(told.result.schema_findings[0].message, HasSubstr("nowhere"));
}

TEST(TableRun, stops_a_check_that_comes_no_further) {
    validate::ChildLimits limits;
    limits.idle = std::chrono::seconds(0);
    const auto told = run(dates, "day\n2013-04-30\n", limits);
    const auto& of_schema = told.result.schema_findings; // as far as it has come by then
    const auto message = of_schema.empty() ? told.findings.at(0).second : of_schema[0].message;
    EXPECT_THAT(message, HasSubstr("was stopped: it came no further for 0 seconds."));
}

#ifndef PILOTAGE_SANITIZED // whose shadow memory has no bounds
TEST(TableRun, survives_a_check_that_needs_more_memory_than_it_may_have) {
    validate::ChildLimits limits;
    limits.memory_bytes = limits.stack_bytes = 1 << 20;
    const auto told = run(dates, "day\n2013-04-30\n", limits);
    EXPECT_EQ(told.result.verdict, DocumentVerdict::refused);
    ASSERT_EQ(told.findings.size(), 1u);
    EXPECT_THAT(told.findings[0].second, HasSubstr("limit.check visits.csv : The check broke off"));
}
#endif

} // namespace
} // namespace pilotage::tables
