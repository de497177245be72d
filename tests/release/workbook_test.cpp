// The spreadsheet forms hold what the CSV files hold; they are read back by the importers.
#include "core/release/comparison_files.hpp"
#include "core/release/release_files.hpp"
#include "core/release/workbook/ods_writer.hpp"
#include "core/release/workbook/release_workbook.hpp"
#include "core/release/workbook/xlsx_writer.hpp"
#include "core/release/workbook/zip_package.hpp"
#include "importers/memory_file.hpp"
#include "importers/reader.hpp"
#include "tests/release/sample_release.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace pilotage::release::workbook {
namespace {

using pilotage::testing::sample_release;

using Rows = std::vector<std::vector<std::string>>;

std::string bytes_of(const std::string& form, const Release& release) {
    for (auto& file : files_of(release))
        if (file.name == "release." + form) return file.bytes;
    throw std::runtime_error("no release." + form);
}

/// The rows of each sheet that the importer sees.
std::map<std::string, Rows> sheets_in(const std::string& form, const Release& release) {
    std::map<std::string, Rows> sheets;
    importers::Options options;
    options.issues = [](const importers::Issue& issue) { ADD_FAILURE() << issue.rule << ": " << issue.message; };
    const auto reader = importers::open_bytes(std::make_shared<importers::MemoryFile>(bytes_of(form, release)),
                                              "release." + form, options);
    EXPECT_EQ(reader->format(), form);
    importers::Row row;
    while (reader->next(row)) {
        auto& cells = sheets[std::string(row.table)].emplace_back();
        for (const auto& cell : row.cells()) cells.emplace_back(cell.value);
    }
    return sheets;
}

/// The table of a sheet: its rows of headings and of cells, each as long as the first.
Rows table_in(Rows sheet, const std::string& first_heading) {
    const auto head = std::ranges::find_if(sheet, [&](const auto& row) { return row.at(0) == first_heading; });
    Rows table(head, sheet.end());
    for (auto& row : table) row.resize(table.front().size());
    return table;
}

std::vector<std::string> column(const Rows& table, const std::string& heading) {
    std::vector<std::string> cells;
    const auto at = std::ranges::find(table.at(0), heading) - table[0].begin();
    for (std::size_t i = 1; i < table.size(); ++i) cells.push_back(table[i].at(static_cast<std::size_t>(at)));
    return cells;
}

/// A column of a table of the release, as CSV has it; nothing where a cell is empty.
std::vector<std::string> csv_column(const Release& release, const std::string& table, const std::string& name,
                                    const std::string& measure = "") {
    std::vector<std::string> cells;
    for (const auto& t : tables_of(release)) {
        if (t.name != table) continue;
        const auto at = [&](std::string_view wanted) {
            return static_cast<std::size_t>(std::ranges::find(t.columns, wanted, &TableColumn::name) -
                                            t.columns.begin());
        };
        for (const auto& row : t.rows) {
            if (!measure.empty() && row[at("measure")] != TableCell(measure)) continue;
            const auto& cell = row.at(at(name));
            if (const auto* number = std::get_if<double>(&cell))
                cells.push_back(shortest(*number));
            else
                cells.push_back(cell.index() == 0 ? "" : std::get<std::string>(cell));
        }
    }
    return cells;
}

/// Where the CSV has nothing a workbook has a sign, so only what the CSV has is compared.
void expect_same(const std::vector<std::string>& csv, const std::vector<std::string>& cells, const std::string& what) {
    ASSERT_EQ(csv.size(), cells.size()) << what;
    for (std::size_t i = 0; i < csv.size(); ++i)
        if (csv[i].empty())
            EXPECT_THAT(cells[i], ::testing::AnyOf("[x]", "[c]", "[z]", "open", "")) << what << ", row " << i;
        else
            EXPECT_EQ(cells[i], csv[i]) << what << ", row " << i;
}

class Forms : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Workbooks, Forms, ::testing::Values("xlsx", "ods"));

TEST_P(Forms, FiguresAreThoseOfTheCsvFiles) {
    const auto release = sample_release();
    auto sheets = sheets_in(GetParam(), release);
    const auto figures = [&](const char* sheet, const char* csv, const char* measure, auto columns) {
        const auto table = table_in(sheets.at(sheet), "Period");
        for (const auto& [heading, name] : columns)
            expect_same(csv_column(release, csv, name, measure), column(table, heading),
                        std::string(measure) + " " + name);
    };
    using Columns = std::vector<std::pair<const char*, const char*>>;
    const Columns ends{{"Period", "period"},
                       {"Lower end of 95% interval", "lower"},
                       {"Upper end of 95% interval", "upper"},
                       {"Interval method", "method"},
                       {"Sites added up", "sites"},
                       {"Comparability", "comparability"}};
    const auto with = [&](Columns more) {
        more.insert(more.end(), ends.begin(), ends.end());
        return more;
    };
    figures("Table_1", "figures", "requests", with({{"Value (requests)", "value"}}));
    figures("Table_2", "figures", "direct_share",
            with({{"Numerator", "numerator"},
                  {"Denominator", "denominator"},
                  {"Value (percentage)", "value"},
                  {"Signs", "signs"}}));
    figures("Table_3", "figures", "quality_of_life",
            with({{"Denominator", "denominator"}, {"Value (score)", "value"}}));
    figures("Table_9", "quality", "records_received", with({{"Value (requests)", "value"}}));
    EXPECT_EQ(column(table_in(sheets.at("Table_1"), "Period"), "Period (2)")[0], "'+plus"); // the dimension
}

TEST_P(Forms, OtherTablesAreThoseOfTheCsvFiles) {
    const auto release = sample_release();
    auto sheets = sheets_in(GetParam(), release);
    const auto same = [&](const char* sheet, const char* first, const char* csv,
                          const std::vector<std::pair<const char*, const char*>>& columns) {
        const auto table = table_in(sheets.at(sheet), first);
        for (const auto& [heading, name] : columns)
            expect_same(csv_column(release, csv, name), column(table, heading), std::string(csv) + " " + name);
    };
    same("Table_4", "Measure", "differences",
         {{"Kind of difference", "of"},
          {"Period", "period"},
          {"Earlier period", "earlier"},
          {"Difference", "difference"},
          {"Lower end of 95% interval", "lower"},
          {"Upper end of 95% interval", "upper"},
          {"Interval method", "method"},
          {"Comparability", "comparability"}});
    same("Table_5", "Measure", "tests",
         {{"Pilot sites", "pilots"},
          {"Comparison sites", "comparators"},
          {"Difference", "difference"},
          {"p-value", "p"},
          {"Least possible p-value", "least_possible_p"},
          {"Test", "method"}});
    same("Table_6", "Measure", "funnels",
         {{"Denominator", "size"},
          {"Value", "value"},
          {"Value of all sites", "target"},
          {"Lower limit at 0.025", "lower95"},
          {"Upper limit at 0.001", "upper998"}});
    same("Table_7", "Measure", "charts",
         {{"Value", "value"},
          {"Mean of the periods", "mean"},
          {"Lower limit", "lower"},
          {"Upper limit", "upper"},
          {"Rules that it is a signal by", "rules"}});
    same("Table_8", "Site", "returns",
         {{"State of the return", "state"},
          {"Records read", "read"},
          {"Accepted", "accepted"},
          {"Rejected", "rejected"},
          {"Duplicate", "duplicate"},
          {"Left out", "left_out"},
          {"Share accepted", "accepted_share"},
          {"Areas served within the period", "areas"}});
    same("Table_10", "Measure", "strata",
         {{"Period", "period"},
          {"Stratum", "stratum"},
          {"People", "people"},
          {"Numerator", "numerator"},
          {"Denominator", "denominator"}});
    same("Table_11", "Id", "measures",
         {{"Id", "measure"}, {"Title", "title"}, {"Kind", "kind"}, {"Decimal places", "places"}});
    same("Table_12", "Id", "sites",
         {{"Id", "site"}, {"Council", "council"}, {"First day", "start"}, {"Last day", "end"}});
    same("Table_13", "Period", "periods", {{"Period", "period"}, {"First day", "start"}, {"Last day", "end"}});
    EXPECT_EQ(sheets.size(), 16U); // with cover, contents and notes
}

TEST(Workbook, BothFormsHaveTheSameCells) {
    const auto release = sample_release();
    EXPECT_EQ(sheets_in("xlsx", release), sheets_in("ods", release));
}

TEST_P(Forms, TextsThatASpreadsheetWouldRunAreHarmless) {
    std::size_t harmless = 0;
    for (const auto& [name, rows] : sheets_in(GetParam(), sample_release()))
        for (const auto& row : rows)
            for (const auto& cell : row) {
                if (cell.starts_with('\'')) ++harmless;
                if (!cell.empty() && std::string_view("=+@").find(cell.front()) != std::string_view::npos)
                    ADD_FAILURE() << name << " has the cell " << cell;
            }
    EXPECT_GT(harmless, 10U); // the study, a site, a part
}

TEST_P(Forms, TheSameReleaseGivesTheSameBytes) {
    const auto release = sample_release();
    EXPECT_EQ(bytes_of(GetParam(), release), bytes_of(GetParam(), release));
    auto later = release;
    later.data_date = "2014-05-13";
    EXPECT_NE(bytes_of(GetParam(), release), bytes_of(GetParam(), later));
}

TEST(Workbook, OpenDocumentBeginsWithItsTypeNotPacked) {
    const auto bytes = bytes_of("ods", sample_release());
    EXPECT_EQ(bytes.substr(30, 8), "mimetype");
    EXPECT_EQ(bytes.substr(38, std::string_view(ods_media_type).size()), ods_media_type);
    EXPECT_EQ(unzipped(bytes).at(0).packed, false);
}

TEST(Workbook, NumbersAreShownAsPeopleReadThem) {
    EXPECT_EQ(text_of(Number{1234567.25, {1, false}}), "1,234,567.2");
    EXPECT_EQ(text_of(Number{-999, {0, false}}), "-999");
    EXPECT_EQ(text_of(Number{-1000, {0, false}}), "-1,000");
    EXPECT_EQ(text_of(Number{0.4125, {1, true}}), "41.2%");
    EXPECT_EQ(text_of(Date{2011, 4, 1}), "1 April 2011");
}

TEST(Workbook, ATextTooLongForACellIsRefused) {
    EXPECT_THROW(plain_text(std::string(40'000, 'x')), std::exception);
    EXPECT_EQ(plain_text("\t=1\n+1"), "'=1 +1");
}

TEST(Workbook, NotesAreNumberedOnceAndKnowTheirTables) {
    const auto book = workbook_of(sample_release());
    const auto notes = std::ranges::find(book.sheets, "Notes", &Sheet::name);
    ASSERT_NE(notes, book.sheets.end());
    const auto& rows = notes->table->rows;
    EXPECT_EQ(std::get<std::string>(rows.at(0)[0]), "[note 1]");
    EXPECT_EQ(std::get<std::string>(rows[0][1]), "The site served 275 of the period's 366 days");
    EXPECT_EQ(std::get<std::string>(rows[0][2]), "Tables 1, 9");
    EXPECT_EQ(std::get<std::string>(rows.back()[0]), "[source 2]");
}

} // namespace
} // namespace pilotage::release::workbook
