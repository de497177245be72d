// What plugins share to read tables, with a host that keeps what it is handed.
#include "importers/cell_text.hpp"
#include "importers/plugin_support.hpp"
#include "tests/plugin/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace pilotage::importers {
namespace {

using plugin::test::TemporaryFolder;
using testing::ElementsAre;
using testing::IsEmpty;

/// Has one type "visit" with the fields day, code and pounds; writes down records, rows left out and findings as text.
class KeepingHost final : public abi::ReadHost {
public:
    std::uint32_t source(abi::Text, abi::Text table) noexcept override {
        tables.emplace_back(sdk::view(table));
        return static_cast<std::uint32_t>(tables.size() - 1);
    }
    std::uint32_t local_type(abi::Text name) noexcept override { return sdk::view(name) == "visit" ? 0 : abi::none; }
    std::uint32_t local_field(std::uint32_t, abi::Text name) noexcept override {
        for (std::uint32_t i = 0; i < 3; ++i)
            if (sdk::view(name) == names[i]) return i;
        return abi::none;
    }
    std::int32_t record(const abi::LocalRecord& record) noexcept override {
        std::string text = std::to_string(record.row) + ":";
        for (std::uint32_t i = 0; i < record.field_count; ++i)
            text += " " + std::string(names[record.fields[i].field]) + "@" + std::to_string(record.fields[i].column) +
                    "=" + std::string(sdk::view(record.fields[i].value));
        records.push_back(text);
        return abi::ok;
    }
    std::int32_t leave_out(std::uint32_t, std::uint64_t row, std::uint64_t, abi::Text reason) noexcept override {
        left_out.push_back(std::to_string(row) + " " + std::string(sdk::view(reason)));
        return abi::ok;
    }
    std::int32_t finding(const abi::Finding& finding) noexcept override {
        findings.push_back(std::string(sdk::view(finding.rule)) + " " + std::to_string(finding.row) + "/" +
                           std::to_string(finding.column));
        return abi::ok;
    }
    std::int32_t progress(std::uint64_t, std::uint64_t) noexcept override { return abi::ok; }

    static constexpr std::string_view names[] = {"day", "code", "pounds"};
    std::vector<std::string> tables, records, left_out, findings;
};

Plan visits() {
    Plan plan;
    plan.tables = {{"visit",
                    "visits",
                    {{"day", {"Date of visit", "Day"}, Reads::date},
                     {"code", {"Code"}, Reads::code},
                     {"pounds", {"Cost (\u00a3)"}, Reads::number, Needed::no}}}};
    plan.tables_are_files = true;
    plan.nulls = {"NULL"};
    return plan;
}

KeepingHost read(const std::string& csv, const Plan& plan = visits()) {
    const TemporaryFolder folder;
    sdk::Submission submission;
    submission.files.push_back({folder.write("visits.csv", csv).string(), "visits.csv"});
    KeepingHost host;
    sdk::LocalWriter out(host);
    read_tables(submission, out, plan);
    return host;
}

std::string text(CellType type, std::string_view value, Reads reads) {
    std::string scratch;
    Cell cell;
    cell.type = type;
    cell.value = value;
    return std::string(text_of(cell, reads, scratch));
}

TEST(TableReading, HeadingsMatchWithoutCaseSpaceAndPunctuation) {
    const auto host = read("code;DATE  of Visit;cost\nab;01/02/2013;3\n");
    EXPECT_THAT(host.findings, IsEmpty());
    EXPECT_THAT(host.records, ElementsAre("2: day@2=01/02/2013 code@1=AB pounds@3=3"));
}

TEST(TableReading, HeadingsMayStandBelowTitles) {
    const auto host = read("Visits of the year\n\nDay,Code\n01/02/2013,A\n");
    EXPECT_THAT(host.records, ElementsAre("3: day@1=01/02/2013 code@2=A"));
}

TEST(TableReading, EmptyCellsKeepTheirColumns) {
    const auto host = read("Day,Code,Cost\n,A,NULL\n01/02/2013, ,null\n");
    EXPECT_THAT(host.records, ElementsAre("2: day@1= code@2=A pounds@3=", "3: day@1=01/02/2013 code@2= pounds@3="));
}

TEST(TableReading, AnEmptyCellMaySayWhatStandsAbove) {
    auto plan = visits();
    plan.tables[0].columns[0].blank = Blank::as_above;
    plan.nulls = {"as above"};
    const auto host = read("Day,Code\n,A\n01/02/2013,B\n,C\nAs above,D\nTotal,\n02/02/2013,E\n,F\n", plan);
    EXPECT_THAT(host.records, ElementsAre("2: day@1= code@2=A", "3: day@1=01/02/2013 code@2=B",
                                          "4: day@1=01/02/2013 code@2=C", "5: day@1=01/02/2013 code@2=D",
                                          "7: day@1=02/02/2013 code@2=E", "8: day@1=02/02/2013 code@2=F"));
}

TEST(TableReading, NoTableBeginsWithWhatStoodAtTheEndOfAnother) {
    auto plan = visits();
    plan.tables[0].columns[0].blank = Blank::as_above;
    const TemporaryFolder folder;
    sdk::Submission submission;
    for (const std::string name : {"a.csv", "b.csv"})
        submission.files.push_back(
            {folder.write(name, name == "a.csv" ? "Day,Code\n01/02/2013,A\n" : "Day,Code\n,B\n").string(), name});
    KeepingHost host;
    sdk::LocalWriter out(host);
    read_tables(submission, out, plan);
    EXPECT_THAT(host.records, ElementsAre("2: day@1=01/02/2013 code@2=A", "2: day@1= code@2=B"));
}

TEST(TableReading, FilesAreReadInTheOrderOfThePlan) {
    auto plan = visits();
    plan.tables.push_back({"visit", "wards", {{"code", {"Ward"}}, {"pounds", {"Cost of a day"}}}, Needed::no});
    const TemporaryFolder folder;
    sdk::Submission submission;
    for (const auto& [name, text] :
         std::initializer_list<std::pair<std::string, std::string>>{{"1.csv", "nothing known\n"},
                                                                    {"2.csv", "Ward,Cost of a day\nN,90\n"},
                                                                    {"3.csv", "A title\nDay,Code\n01/02/2013,A\n"}})
        submission.files.push_back({folder.write(name, text).string(), name});
    KeepingHost host;
    sdk::LocalWriter out(host);
    read_tables(submission, out, plan);
    EXPECT_THAT(host.records, ElementsAre("3: day@1=01/02/2013 code@2=A", "2: code@1=N pounds@2=90"));
    EXPECT_THAT(host.findings, ElementsAre("file.not_recognised 0/0"));
}

TEST(TableReading, AMissingColumnMakesTheTableUnusable) {
    auto plan = visits();
    plan.tables[0].columns[2].needed = Needed::yes;
    const auto host = read("Day,Code,Ward\n01/02/2013,A,x\n", plan);
    EXPECT_THAT(host.findings, ElementsAre("table.unknown_column 1/3", "table.missing_column 1/0"));
    EXPECT_THAT(host.records, IsEmpty());
}

TEST(TableReading, AHeadingTwiceMakesTheTableUnusable) {
    const auto host = read("Day,Code,code\n01/02/2013,A,B\n");
    EXPECT_THAT(host.findings, ElementsAre("table.duplicate_heading 1/3"));
    EXPECT_THAT(host.records, IsEmpty());
}

TEST(TableReading, AnUnknownColumnIsNotRead) {
    const auto host = read("Day,Ward,Code\n01/02/2013,x,A\n");
    EXPECT_THAT(host.findings, ElementsAre("table.unknown_column 1/2"));
    EXPECT_THAT(host.records, ElementsAre("2: day@1=01/02/2013 code@3=A"));
}

TEST(TableReading, TotalsAndRepeatedHeadingsAreLeftOut) {
    const auto host = read("Day,Code,Cost\n01/02/2013,A,1\nDay,Code,Cost\n02/02/2013,A,2\nTotal,,3\n");
    EXPECT_EQ(host.records.size(), 2u);
    EXPECT_THAT(host.left_out, ElementsAre("3 the headings again", "5 a row of totals"));
    EXPECT_THAT(host.findings, ElementsAre("table.repeated_heading 3/0"));
}

TEST(TableReading, ThePlanMayLeaveRowsOut) {
    auto plan = visits();
    plan.leave_out = [](const TableShape&, const Row& row) -> std::string_view {
        return row.cells()[1].value == "X" ? "not ours" : "";
    };
    const auto host = read("Day,Code\n01/02/2013,A\n02/02/2013,X\n", plan);
    EXPECT_EQ(host.records.size(), 1u);
    EXPECT_THAT(host.left_out, ElementsAre("3 not ours"));
}

TEST(TableReading, ClosingLinesAreCompared) {
    auto plan = visits();
    plan.tables[0].closing = "END";
    EXPECT_THAT(read("Day,Code\n01/02/2013,A\nEnd,Rows: 1\n", plan).findings, IsEmpty());
    EXPECT_THAT(read("Day,Code\n01/02/2013,A\nEND,Rows: 2\n", plan).findings,
                ElementsAre("table.trailer_disagrees 3/0"));
    EXPECT_THAT(read("Day,Code\n01/02/2013,A\nEND,\n", plan).findings, ElementsAre("table.trailer_disagrees 3/0"));
    EXPECT_THAT(read("Day,Code\n01/02/2013,A\n", plan).findings, ElementsAre("table.trailer_missing 0/0"));
}

TEST(TableReading, RaggedRowsAreToldAgainstTheHeadings) {
    const auto host = read("Title,of,many,cells\nDay,Code,Cost\n01/02/2013,A\n01/02/2013,A,1,,\n01/02/2013,A,1,x\n");
    EXPECT_THAT(host.findings, ElementsAre("table.ragged_row 3/0", "table.ragged_row 4/0", "table.ragged_row 5/0"));
    EXPECT_EQ(host.records.size(), 3u);
}

TEST(TableReading, ErrorsOfFormulasAreFindings) {
    EXPECT_THAT(read("Day,Code\n#REF!,A\n").findings, ElementsAre("table.error_value 2/1"));
    EXPECT_THAT(read("Day,Code\n01/02/2013,#1\n").findings, IsEmpty());
}

TEST(TableReading, WhatIsNotThereIsTold) {
    EXPECT_THAT(read("Colour,Taste\nred,sweet\n").findings, ElementsAre("file.not_recognised 0/0", "file.missing 0/0"));
    EXPECT_THAT(read("Day,Code\n").findings, ElementsAre("file.empty 0/0"));
    EXPECT_THAT(read("").findings, ElementsAre("file.empty 0/0", "file.missing 0/0"));
}

TEST(CellText, CodesAreInCapitals) {
    EXPECT_EQ(text(CellType::text, " ab1 ", Reads::code), "AB1");
    EXPECT_EQ(text(CellType::text, "AB1", Reads::code), "AB1");
}

TEST(CellText, DatesOfWorkbooksAreWrittenAsTextWouldBe) {
    EXPECT_EQ(text(CellType::date, "2013-04-30", Reads::date), "30/04/2013");
    EXPECT_EQ(text(CellType::datetime, "2013-04-30T12:00:00", Reads::date), "30/04/2013");
    EXPECT_EQ(text(CellType::text, " 30/4/2013 ", Reads::date), "30/4/2013");
    EXPECT_EQ(text(CellType::number, "41394", Reads::date), "41394");
}

TEST(CellText, NumbersLoseThePoundAndTheThousands) {
    EXPECT_EQ(text(CellType::text, "\u00a31,234.50", Reads::number), "1234.50");
    EXPECT_EQ(text(CellType::text, "1,234,567", Reads::number), "1234567");
    EXPECT_EQ(text(CellType::text, "1,5", Reads::number), "1,5");
    EXPECT_EQ(text(CellType::text, "about 20", Reads::number), "about 20");
}

TEST(CellText, SharesTypedAsPercentages) {
    EXPECT_EQ(text(CellType::text, "45%", Reads::share), "0.45");
    EXPECT_EQ(text(CellType::text, "100%", Reads::share), "1");
    EXPECT_EQ(text(CellType::text, "5 %", Reads::share), "0.05");
    EXPECT_EQ(text(CellType::text, "12.5%", Reads::share), "0.125");
    EXPECT_EQ(text(CellType::text, "0%", Reads::share), "0");
    EXPECT_EQ(text(CellType::percentage, "0.45", Reads::share), "0.45");
    EXPECT_EQ(text(CellType::text, "most%", Reads::share), "most%");
}

} // namespace
} // namespace pilotage::importers
