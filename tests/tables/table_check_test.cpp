// Tables against a schema alone: what the headings bind to, which type a row is, and what is told of it.
#include "core/error.hpp"
#include "core/tables/table_check.hpp"

#include "tests/validate/temporary_file.hpp"

#include <gmock/gmock.h>

namespace pilotage::tables {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string mark(const std::string& source, const std::string& text) {
    return "<xs:annotation><xs:appinfo source=\"urn:pilotage:" + source + "\">" + text +
           "</xs:appinfo></xs:annotation>";
}
std::string element(const std::string& name, const std::string& type, const std::string& attributes = "",
                    const std::string& marks = "") {
    return "<xs:element name=\"" + name + "\" type=\"xs:" + type + "\" " + attributes + ">" + marks + "</xs:element>";
}
std::string record(const std::string& name, const std::string& elements, const std::string& marks = "") {
    return "<xs:element name=\"" + name + "\">" + marks + "<xs:complexType><xs:sequence>" + elements +
           "</xs:sequence></xs:complexType></xs:element>";
}
const std::string optional = "minOccurs=\"0\"";

struct Checked {
    TableCounts counts;
    std::vector<std::string> told; ///< "error schema.type visits.csv:2:1 field [value]"
    std::vector<Finding> findings;
};

Checked check(const std::string& declarations, const std::string& content, const std::string& type = "",
              const std::string& name = "visits.csv", validate::Judge judge = validate::Judge::compiled) {
    const test::TemporaryFolder folder;
    const auto schema = validate::Schema::load(folder.write("site.xsd", test::schema_text(declarations)));
    TableJob job{folder.write(name, content).string(), type, {}, judge};
    Checked checked;
    checked.counts = check_table(schema, job,
                                 {[&](const Finding& finding) {
                                      checked.told.push_back(std::string(name_of(finding.severity)) + " " +
                                                             finding.rule + " " + to_string(finding.place) + " " +
                                                             finding.field + " [" + finding.value + "]");
                                      checked.findings.push_back(finding);
                                  },
                                  [](std::uint64_t, std::uint64_t) {}});
    EXPECT_EQ(checked.counts.read, checked.counts.valid + checked.counts.invalid);
    return checked;
}

const std::string visit = record("visit", element("day", "date") + element("hours", "integer", optional) +
                                              element("carer", "string", optional + " maxOccurs=\"2\""));

TEST(TableCheck, takes_every_row_for_a_record_of_the_only_type) {
    const auto checked = check(visit, "day,hours\n2013-04-30,4\n2013-05-01,\n\n2013-05-02, 3 \n");
    EXPECT_EQ(checked.counts, (TableCounts{3, 3, 0}));
    EXPECT_THAT(checked.told, IsEmpty());
}

TEST(TableCheck, tells_each_fault_at_its_cell) {
    const auto checked = check(visit, "hours,day\n4,2013-04-31\nfour,2013-04-30\n5,\n");
    EXPECT_EQ(checked.counts, (TableCounts{3, 0, 3}));
    EXPECT_THAT(checked.told, ElementsAre("error schema.type visits.csv:2:2 day [2013-04-31]",
                                          "error schema.type visits.csv:3:1 hours [xxxx]",
                                          "error schema.missing visits.csv:4:2 day []"));
}

TEST(TableCheck, binds_columns_by_the_schemas_headings_in_any_order) {
    const auto schema = record("visit", element("day", "date", "", mark("heading", "Day of visit")) +
                                            element("hours", "integer", optional));
    EXPECT_EQ(check(schema, "hours,\"Day\n of visit \"\n4,2013-04-30\n").counts, (TableCounts{1, 1, 0}));
    EXPECT_EQ(check(schema, "hours,day\n4,2013-04-30\n").counts, (TableCounts{1, 1, 0}));
}

TEST(TableCheck, tells_of_a_heading_that_the_schema_does_not_have_and_reads_on) {
    const auto checked = check(visit, "day,huors,Mrs Example Person\n2013-04-30,4,x\n");
    EXPECT_EQ(checked.counts, (TableCounts{1, 1, 0}));
    EXPECT_THAT(checked.told, ElementsAre("error table.unknown_column visits.csv:1:2  [huors]",
                                          "error table.unknown_column visits.csv:1:3  [Mrs xxxxxxx xxxxxx]"));
    EXPECT_EQ(checked.findings[0].remedy, "Did you mean \"hours\"?");
}

TEST(TableCheck, does_not_read_a_table_whose_columns_cannot_be_told) {
    EXPECT_THAT(check(visit, "day,hours,day\n2013-04-30,4,2013-04-30\n").told,
                ElementsAre("fatal table.duplicate_heading visits.csv:1:3 day []"));
    const auto missing = check(visit, "hours,carer\n4,A\n");
    EXPECT_THAT(missing.told, ElementsAre("fatal table.missing_column visits.csv:1 day []"));
    EXPECT_EQ(missing.findings[0].expected, "a column headed \"day\"");
    EXPECT_EQ(missing.counts.read, 0u);
    EXPECT_THAT(check(visit, "2013-04-30,4\n2013-05-01,3\n").told,
                ElementsAre("fatal table.heading_row visits.csv:1  []"));
}

TEST(TableCheck, lets_an_element_that_may_repeat_have_several_columns) {
    EXPECT_EQ(check(visit, "carer,day,carer\nA,2013-04-30,B\n,2013-04-30,B\n").counts, (TableCounts{2, 2, 0}));
    EXPECT_THAT(check(visit, "carer,day,carer,carer\nA,2013-04-30,B,C\nA,2013-04-30,,C\n").told,
                ElementsAre("error schema.repeated visits.csv:2:4 carer [C]"));
}

TEST(TableCheck, takes_a_blank_for_nothing_and_an_empty_row_for_no_record) {
    const auto schema = mark("blank", "NULL") + visit;
    const auto checked = check(schema, "day,hours\n2013-04-30,null\n ,\nNULL,4\n , Null\n");
    EXPECT_EQ(checked.counts, (TableCounts{3, 1, 2}));
    EXPECT_THAT(checked.told, ElementsAre("error schema.missing visits.csv:4:1 day []",
                                          "error schema.missing visits.csv:5:1 day []"));
    EXPECT_EQ(check(visit, "day,hours\n2013-04-30,null\n").counts, (TableCounts{1, 0, 1}));
}

TEST(TableCheck, tells_of_values_beside_the_headings) {
    const auto checked = check(visit, "day,,hours\n2013-04-30,x,4\n2013-04-30,,4\n");
    EXPECT_EQ(checked.counts, (TableCounts{2, 1, 1}));
    EXPECT_THAT(checked.told, ElementsAre("error schema.unexpected visits.csv:2:2  []"));
}

TEST(TableCheck, does_not_judge_a_row_that_the_reader_finds_damaged) {
    const auto checked = check(visit, "day,hours\n2013-04-30,4\nnever\n2013-04-30,4\n");
    EXPECT_EQ(checked.counts, (TableCounts{3, 2, 1}));
    EXPECT_THAT(checked.told, ElementsAre("error table.ragged_row visits.csv:3  []"));
}

const std::string events =
    record("carer", element("kind", "string") + element("who", "string", optional) + element("day", "date", optional),
           mark("rows", "who = Carer | Unpaid carer")) +
    record("review", element("kind", "string") + element("day", "date") + element("who", "string", optional),
           mark("rows", "kind = Review")) +
    record("request",
           element("kind", "string") + element("day", "date") + element("who", "string", optional) +
               element("route", "string", optional),
           mark("rows", "kind = Request | New request")) +
    record("never", element("other", "string"));

TEST(TableCheck, tells_types_by_marks_the_first_that_fits) {
    const auto checked = check(events, "kind,day,who,route\n"
                                       "REVIEW,2013-04-30,,\n"
                                       "review,,carer,\n"
                                       "Review,,client,\n"
                                       "new request,2013-04-30,,post\n"
                                       "Review,2013-04-30,,post\n"
                                       "Reviews,2013-04-30,,\n"
                                       ",2013-04-30,,\n");
    EXPECT_EQ(checked.counts, (TableCounts{7, 3, 4}));
    EXPECT_THAT(checked.told, ElementsAre("error schema.missing visits.csv:4:2 day []",
                                          "error schema.unexpected visits.csv:6:4 route [xxxx]",
                                          "error record.unknown_type visits.csv:7:1 kind [Reviews]",
                                          "error record.unknown_type visits.csv:8:1 kind []"));
    EXPECT_EQ(checked.findings[2].remedy, "Did you mean \"Review\"?");
    EXPECT_EQ(checked.findings[2].expected, "one of Review, Request, New request");
}

TEST(TableCheck, misses_the_columns_that_tell_the_types) {
    EXPECT_THAT(check(events, "day,route\n2013-04-30,post\n").told,
                ElementsAre("fatal table.missing_column visits.csv:1 kind []"));
    const auto marked =
        record("visit", element("kind", "string", optional) + element("day", "date"), mark("rows", "kind = Visit"));
    const auto checked = check(marked, "day\n2013-04-30\n");
    EXPECT_THAT(checked.told, ElementsAre("fatal table.missing_column visits.csv:1 kind []"));
    EXPECT_THAT(checked.findings[0].message, HasSubstr("says which record a row is"));
}

TEST(TableCheck, takes_the_type_that_was_asked_for) {
    EXPECT_EQ(check(events, "kind,day\nReview,2013-04-30\n", "request").counts, (TableCounts{1, 1, 0}));
    EXPECT_EQ(check(events, "other\nx\n", "never").counts, (TableCounts{1, 1, 0}));
}

/// What the usage error says and advises; empty when there was none.
std::string usage(const std::string& declarations, const std::string& type) {
    try {
        check(declarations, "day\n2013-04-30\n", type);
    } catch (const UsageError& e) {
        return std::string(e.what()) + " " + e.hint();
    }
    return {};
}

TEST(TableCheck, says_what_to_choose_from_where_the_type_cannot_be_told) {
    EXPECT_EQ(
        usage(visit + record("call", element("day", "date")), ""),
        "The schema has several record types, and no marks that say which rows are which. Name one with --record: "
        "visit, call.");
    EXPECT_EQ(usage(visit, "vist"), "The schema has no record type \"vist\". Did you mean \"visit\"?");
    EXPECT_THAT(usage(element("day", "date"), ""), HasSubstr("has no record type"));
    EXPECT_EQ(usage(visit, "visit"), "");
}

TEST(TableCheck, masks_what_is_personal) {
    const auto schema =
        record("visit", element("day", "date") + element("who", "integer", optional, mark("privacy", "identifier")));
    EXPECT_THAT(check(schema, "day,who\n2013-04-30,AB 123\n").told,
                ElementsAre("error schema.type visits.csv:2:2 who [xx ###]"));
}

TEST(TableCheck, reads_records_of_json_whose_columns_come_late) {
    const auto checked = check(
        visit, "[{\"day\":\"2013-04-30\"},{\"day\":\"2013-04-30\",\"hours\":\"many\"},{\"hours\":3}]", "", "v.json");
    EXPECT_EQ(checked.counts, (TableCounts{3, 1, 2}));
    ASSERT_GE(checked.told.size(), 2u);
    EXPECT_THAT(checked.told, testing::Contains(HasSubstr("schema.type")));
    EXPECT_THAT(checked.told, testing::Contains(HasSubstr("schema.missing")));
}

/// A sheet of text cells; those that begin with # are errors of formulas.
std::string sheet(const std::string& name, const std::vector<std::vector<std::string>>& rows, bool hidden = false) {
    std::string text = "<t:table t:name=\"" + name + "\"" + (hidden ? " t:style-name=\"h\"" : "") + ">";
    for (const auto& row : rows) {
        text += "<t:table-row>";
        for (const auto& cell : row)
            text += "<t:table-cell office:value-type=\"string\"" +
                    std::string(cell.starts_with('#') ? " c:value-type=\"error\"" : "") + "><x:p>" + cell +
                    "</x:p></t:table-cell>";
        text += "</t:table-row>";
    }
    return text + "</t:table>";
}
std::string workbook(const std::string& sheets) {
    const std::string ns = "urn:oasis:names:tc:opendocument:xmlns:";
    return "<office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" "
           "xmlns:office=\"" +
           ns + "office:1.0\" xmlns:t=\"" + ns + "table:1.0\" xmlns:x=\"" + ns + "text:1.0\" xmlns:s=\"" + ns +
           "style:1.0\" xmlns:c=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
           "<office:automatic-styles><s:style s:name=\"h\" s:family=\"table\"><s:table-properties t:display=\"false\"/>"
           "</s:style></office:automatic-styles><office:body><office:spreadsheet>" +
           sheets + "</office:spreadsheet></office:body></office:document>";
}

TEST(TableCheck, checks_each_sheet_that_begins_with_headings) {
    const auto checked =
        check(visit,
              workbook(sheet("Notes", {{"Nothing to check"}}) +
                       sheet("April", {{"day", "hours"}, {"2013-04-30", "4"}, {"2013-04-31"}}) +
                       sheet("Old", {{"day"}, {"2012-04-30"}}, true) +
                       sheet("May", {{"carer", "day"}, {"#REF!", "2013-05-01"}, {"A", "2013-05-01", "4"}})),
              "", "visits.fods");
    EXPECT_EQ(checked.counts, (TableCounts{4, 1, 3}));
    EXPECT_THAT(checked.told,
                ElementsAre("warning table.unknown_sheet Notes!1  []", "error schema.type April!A3 day [2013-04-31]",
                            "warning table.hidden Old!1  []", "error table.error_value May!A2  []",
                            "error schema.unexpected May!C3  []"));
    EXPECT_THAT(check(visit, workbook(sheet("Notes", {{"a"}}) + sheet("More", {{"b"}})), "", "visits.fods").told,
                testing::Contains("fatal table.heading_row visits.fods  []"));
}

TEST(TableCheck, tells_of_files_without_rows_and_files_that_cannot_be_read) {
    EXPECT_THAT(check(visit, "").told, ElementsAre(HasSubstr("error file.empty visits.csv")));
    EXPECT_THAT(check(visit, "day,hours\n").told, ElementsAre(HasSubstr("warning file.empty visits.csv")));
    EXPECT_THAT(check(visit, "%PDF-1.4 and so on").told, ElementsAre(HasSubstr("fatal format.unknown visits.csv")));
    EXPECT_THAT(check(visit, "day\n2013-04-30\n", "", "folder/visits.csv").told, IsEmpty());
    const test::TemporaryFolder folder;
    const auto schema = validate::Schema::load(folder.write("site.xsd", test::schema_text(visit)));
    std::vector<std::string> rules;
    check_table(schema, {(folder.path() / "nowhere.csv").string(), {}, {}},
                {[&](const Finding& finding) { rules.push_back(finding.rule); }, [](std::uint64_t, std::uint64_t) {}});
    EXPECT_THAT(rules, ElementsAre("file.unreadable"));
}

TEST(TableCheck, has_the_same_words_from_xerces_alone) {
    const std::string content =
        "kind,day,who,route\nREVIEW,2013-04-30,,\nReview,2013-02-29,,x\nRequest,,,\nRequest, ,client,y\n";
    const auto compiled = check(events, content);
    EXPECT_GE(compiled.told.size(), 4u);
    EXPECT_EQ(compiled.told, check(events, content, "", "visits.csv", validate::Judge::reference).told);
}

} // namespace
} // namespace pilotage::tables
