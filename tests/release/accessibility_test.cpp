// The written workbooks keep the rules of accessible spreadsheets, and a workbook that breaks one is found to.
#include "core/release/accessibility/read_workbook.hpp"
#include "core/release/accessibility/workbook_rules.hpp"
#include "core/release/release_files.hpp"
#include "core/release/workbook/zip_package.hpp"
#include "importers/memory_file.hpp"
#include "importers/reader.hpp"
#include "tests/release/sample_release.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace pilotage::release::accessibility {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

const std::string& sample(const std::string& form) {
    static const auto files = files_of(pilotage::testing::sample_release());
    return std::ranges::find(files, "release." + form, &ReleaseFile::name)->bytes;
}

std::vector<WorkbookFault> faults_of(const std::string& bytes) {
    return check_workbook(read_workbook(std::make_shared<importers::MemoryFile>(bytes)));
}

/// "rule at place", each once.
std::vector<std::string> said(const std::vector<WorkbookFault>& faults) {
    std::vector<std::string> texts;
    for (const auto& fault : faults) texts.push_back(fault.rule + (fault.place.empty() ? "" : " at " + fault.place));
    return texts;
}

/// One fault, made by changing one part of the sample: the first `from` in it, behind `behind`, becomes `to`. A part
/// that the sample does not have is added.
struct Bad {
    const char *form, *part, *from, *to;
    const char* fault;
    const char* behind = "";
};

void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.form << ": " << bad.fault;
}

constexpr const char* content = "content.xml";
constexpr const char* book = "xl/workbook.xml";
constexpr const char* strings = "xl/sharedStrings.xml";
constexpr const char* share = "xl/worksheets/sheet5.xml"; // Table_2
constexpr const char* core = "docProps/core.xml";

class BadWorkbooks : public ::testing::TestWithParam<Bad> {};

TEST_P(BadWorkbooks, TheFaultIsFound) {
    const auto& bad = GetParam();
    auto parts = workbook::unzipped(sample(bad.form));
    auto part = std::ranges::find(parts, bad.part, &workbook::Part::name);
    if (part == parts.end()) part = parts.insert(parts.end(), {bad.part, bad.from});
    const auto at = part->bytes.find(bad.from, part->bytes.find(bad.behind));
    ASSERT_NE(at, std::string::npos) << part->bytes;
    part->bytes.replace(at, std::string_view(bad.from).size(), bad.to);
    EXPECT_THAT(said(faults_of(workbook::zipped(parts))), Contains(bad.fault));
}

constexpr const char* table_2 = "<table:table table:name=\"Table_2\"";
constexpr const char* settings = "settings.xml";
constexpr const char* frozen_settings =
    R"(<s xmlns:c="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><c:config-item-map-entry c:name="Table_2">)"
    R"(<c:config-item c:name="VerticalSplitMode">2</c:config-item></c:config-item-map-entry>)"
    R"(<c:config-item c:name="ActiveTable">Table_2</c:config-item></s>)";

INSTANTIATE_TEST_SUITE_P(
    Xlsx, BadWorkbooks,
    ::testing::Values(
        Bad{"xlsx", core, "<dc:language>en-GB<", "<dc:language><", "properties"},
        Bad{"xlsx", core, "Figures by site and period after disclosure control, with their intervals", "",
            "properties"},
        Bad{"xlsx", "xl/vbaProject.bin", "", "x", "macros"},
        Bad{"xlsx", book, "<workbookView ", "<workbookView activeTab=\"4\" ", "opens_at"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"TABLE_3\"", "tab_name at Table_3"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"Sheet1\"", "tab_name at Sheet1"},
        Bad{"xlsx", "xl/tables/table4.xml", "displayName=\"Table_2\"", "displayName=\"Table_3\"",
            "tab_name at Table_3"},
        Bad{"xlsx", book, "name=\"Cover\"", "name=\"Front\"", "cover"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"Cover_2\"", "cover at Cover_2"},
        Bad{"xlsx", book, "name=\"Contents\"", "name=\"List\"", "contents"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"More_contents\"", "contents at More_contents"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"Endnotes\"", "notes at Endnotes"},
        Bad{"xlsx", "xl/worksheets/sheet2.xml", "'Table_2'!A1", "'Table_1'!A1", "contents at Table_2"},
        Bad{"xlsx", share, "'Contents'!A1", "'Nowhere'!A1", "link at Table_2!A8"},
        Bad{"xlsx", strings, "<t>Back to the contents<", "<t>here<", "link_text at Table_2!A8"},
        Bad{"xlsx", strings, "Source: hand-made [source 1]<", "Source: hand-made<", "notes at Notes"},
        Bad{"xlsx", strings, "<t>[source 1]<", "<t>[source 2]<", "notes at Table_1"},
        Bad{"xlsx", strings, "<t>[note 2]<", "<t>[note 1]<", "notes at Notes!A6"},
        Bad{"xlsx", strings, "[c] means: confidential", "c means: confidential", "signs at Table_2!C12"},
        Bad{"xlsx", book, "name=\"Table_2\"", "name=\"Table_2\" state=\"hidden\"", "hidden at Table_2"},
        Bad{"xlsx", share, "<row r=\"11\"", "<row hidden=\"1\" r=\"11\"", "hidden at Table_2"},
        Bad{"xlsx", share, "<col min=\"2\"", "<col hidden=\"1\" min=\"2\"", "hidden at Table_2"},
        Bad{"xlsx", share, "<sheetView workbookViewId=\"0\"/>",
            "<sheetView workbookViewId=\"0\"><pane ySplit=\"9\" state=\"frozen\"/></sheetView>", "frozen at Table_2"},
        Bad{"xlsx", share, "</sheetData>", "</sheetData><autoFilter ref=\"A9:L15\"/>", "filter at Table_2"},
        Bad{"xlsx", "xl/tables/table4.xml", "<tableColumns", "<autoFilter ref=\"A9:L15\"/><tableColumns",
            "filter at Table_2"},
        Bad{"xlsx", share, "</worksheet>", "<drawing/></worksheet>", "objects at Table_2"},
        Bad{"xlsx", share, "</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A9:B9\"/></mergeCells>",
            "merged at Table_2!A9"},
        Bad{"xlsx", share, "<c r=\"A1\"", "<c r=\"M1\"", "title at Table_2"},
        Bad{"xlsx", share, "<c r=\"C10\"", "<c r=\"C10\"><f>7+8</f><v>15</v></c><c r=\"M10\"",
            "formula at Table_2!C10"},
        Bad{"xlsx", "xl/styles.xml", "<fill><patternFill patternType=\"none\"/></fill>",
            "<fill><patternFill patternType=\"solid\"/></fill>", "fill at Table_2!A1"},
        Bad{"xlsx", "xl/tables/table4.xml", "showRowStripes=\"0\"", "name=\"TableStyleMedium2\" showRowStripes=\"1\"",
            "fill at Table_2"},
        Bad{"xlsx", "xl/styles.xml", "<sz val=\"12\"/>", "<sz val=\"9\"/>", "text_size at Table_2!A2"},
        Bad{"xlsx", strings, "<t>'=South<", "<t>=South<", "harmless at Table_2!B11"},
        Bad{"xlsx", share, "<tableParts count=\"1\"><tablePart", "<tableParts count=\"0\"><other",
            "one_table at Table_2"},
        Bad{"xlsx", "xl/tables/table4.xml", "ref=\"A9:L15\"", "ref=\"B9:L15\"", "table_place at Table_2!B9"},
        Bad{"xlsx", "xl/tables/table4.xml", "ref=\"A9:L15\"", "ref=\"A9:L14\"", "table_place at Table_2!A15"},
        Bad{"xlsx", share, "<c r=\"A3\"", "<c r=\"B3\"", "gap at Table_2!A3"},
        Bad{"xlsx", share, "<c r=\"A3\"", "<c r=\"B3\"", "table_place at Table_2!B3"},
        Bad{"xlsx", share, "<c r=\"D9\"", "<c r=\"M9\"", "header at Table_2!D9"},
        Bad{"xlsx", strings, "<t>Site or total<", "<t>period<", "header at Table_2!B9"},
        Bad{"xlsx", "xl/tables/table4.xml", "ref=\"A9:L15\"", "headerRowCount=\"0\" ref=\"A9:L15\"",
            "header at Table_2"},
        Bad{"xlsx", strings, "<t>[x]<", "<t>12<", "number_as_text at Table_2!C11"},
        Bad{"xlsx", share, "<c r=\"C10\"", "<c r=\"M10\"", "blank_number at Table_2!C10"},
        Bad{"xlsx", share, "max=\"2\" width=\"14.7109375\"", "max=\"2\" width=\"3\"", "width at Table_2!B11"},
        Bad{"xlsx", "xl/worksheets/sheet1.xml", "<c r=\"A21\" s=\"2\"", "<c r=\"A21\" s=\"6\"", "wrap at Cover!A21"}));

INSTANTIATE_TEST_SUITE_P(
    Ods, BadWorkbooks,
    ::testing::Values(
        Bad{"ods", "meta.xml", "<dc:language>en-GB<", "<dc:language><", "properties"},
        Bad{"ods", "meta.xml", "Figures by site and period after disclosure control, with their intervals", "",
            "properties"},
        Bad{"ods", "Basic/script-lc.xml", "", "<a/>", "macros"}, //
        Bad{"ods", settings, "", frozen_settings, "opens_at"},   //
        Bad{"ods", settings, "", frozen_settings, "frozen at Table_2"},
        Bad{"ods", content, "table:name=\"Table_2\"", "table:name=\"TABLE_3\"", "tab_name at Table_3"},
        Bad{"ods", content, "table:name=\"Table_2\"", "table:name=\"Sheet1\"", "tab_name at Sheet1"},
        Bad{"ods", content, "<table:database-range table:name=\"Table_2\"",
            "<table:database-range table:name=\"Table_3\"", "tab_name at Table_3"},
        Bad{"ods", content, "table:name=\"Cover\"", "table:name=\"Front\"", "cover"},
        Bad{"ods", content, "table:name=\"Table_2\"", "table:name=\"Cover_2\"", "cover at Cover_2"},
        Bad{"ods", content, "table:name=\"Contents\"", "table:name=\"List\"", "contents"},
        Bad{"ods", content, "table:name=\"Table_2\"", "table:name=\"More_contents\"", "contents at More_contents"},
        Bad{"ods", content, "table:name=\"Table_2\"", "table:name=\"Endnotes\"", "notes at Endnotes"},
        Bad{"ods", content, "#Table_2.A1", "#Table_1.A1", "contents at Table_2"},
        Bad{"ods", content, "#Contents.A1", "#Nowhere.A1", "link at Table_2!A8", table_2},
        Bad{"ods", content, ">Back to the contents<", ">here<", "link_text at Table_2!A8", table_2},
        Bad{"ods", content, "Source: another source [source 2]", "Source: another source", "notes at Notes"},
        Bad{"ods", content, ">[source 2]<", ">[source 3]<", "notes at Table_3"},
        Bad{"ods", content, ">[note 2]<", ">[note 1]<", "notes at Notes!A6"},
        Bad{"ods", content, "[c] means: confidential", "c means: confidential", "signs at Table_2!C12"},
        Bad{"ods", content, "table:display=\"true\"", "table:display=\"false\"", "hidden at Table_2",
            "style:name=\"Sheet\""},
        Bad{"ods", content, "<table:table-row ", "<table:table-row table:visibility=\"collapse\" ", "hidden at Table_2",
            table_2},
        Bad{"ods", content, "<table:table-column ", "<table:table-column table:visibility=\"collapse\" ",
            "hidden at Table_2", table_2},
        Bad{"ods", content, "table:display-filter-buttons=\"false\"", "table:display-filter-buttons=\"true\"",
            "filter at Table_2", "<table:database-range table:name=\"Table_2\""},
        Bad{"ods", content, "<text:p>Period<", "<office:annotation/><text:p>Period<", "objects at Table_2", table_2},
        Bad{"ods", content, "<table:table-cell ", "<table:table-cell table:number-columns-spanned=\"2\" ",
            "merged at Table_2!A5", "<text:p>Higher is better."},
        Bad{"ods", content, "<text:p>Table 2: Share of direct requests</text:p>", "<text:p/>", "title at Table_2",
            table_2},
        Bad{"ods", content, "office:value-type=\"float\"", "table:formula=\"of:=7+8\" office:value-type=\"float\"",
            "formula at Table_2!C10", table_2},
        Bad{"ods", content, "fo:padding-top", "fo:background-color=\"#ffff00\" fo:padding-top", "fill at Table_2!A10",
            "style:name=\"Cell\""},
        Bad{"ods", "styles.xml", "fo:font-size=\"12pt\"", "fo:font-size=\"10pt\"", "text_size at Table_2!A2"},
        Bad{"ods", content, ">'=South<", ">=South<", "harmless at Table_2!B11", table_2},
        Bad{"ods", content, "table:target-range-address=\"Table_2.A9:Table_2.L15\"", "table:target-range-address=\"\"",
            "one_table at Table_2"},
        Bad{"ods", content, "Table_2.A9:Table_2.L15", "Table_2.B9:Table_2.L15", "table_place at Table_2!B9"},
        Bad{"ods", content, "Table_2.A9:Table_2.L15", "Table_2.A9:Table_2.L14", "table_place at Table_2!A15"},
        Bad{"ods", content, "Table_2.A9:Table_2.L15", "Table_1.A9:Table_1.L15", "one_table at Table_1"},
        Bad{"ods", content, "<text:p>Denominator: requests.</text:p>", "<text:p/>", "gap at Table_2!A3", table_2},
        Bad{"ods", content, "</table:table-cell>",
            "</table:table-cell><table:table-cell><text:p>x</text:p></table:table-cell>", "table_place at Table_2!B1",
            table_2},
        Bad{"ods", content, "<text:p>Denominator</text:p>", "<text:p/>", "header at Table_2!D9", table_2},
        Bad{"ods", content, "<text:p>Site or total</text:p>", "<text:p>period</text:p>", "header at Table_2!B9",
            table_2},
        Bad{"ods", content, "table:contains-header=\"true\"", "table:contains-header=\"false\"", "header at Table_2",
            "<table:database-range table:name=\"Table_2\""},
        Bad{"ods", content, ">[x]<", ">12<", "number_as_text at Table_2!C11", table_2},
        Bad{"ods", content, "office:value=\"15\"><text:p>15</text:p>", "office:value=\"15\">",
            "blank_number at Table_2!C10", table_2},
        Bad{"ods", content, "style:column-width=\"", "style:column-width=\"0.", "width at Table_2!B9",
            "style:name=\"Width14\""},
        Bad{"ods", content, "table:style-name=\"TextWrapped\"", "table:style-name=\"Text\"", "wrap at Cover!A21",
            "Other forms of the same figures"}));

TEST(Accessibility, TheSampleHasNoFault) {
    EXPECT_THAT(said(faults_of(sample("xlsx"))), IsEmpty());
    EXPECT_THAT(said(faults_of(sample("ods"))), IsEmpty());
}

TEST(Accessibility, WhatIsNoWorkbookIsRefused) {
    EXPECT_THROW(faults_of("a,b\n"), importers::Malformed);
    EXPECT_THROW(faults_of(sample("ods").substr(0, 2000)), importers::Malformed);
}

} // namespace
} // namespace pilotage::release::accessibility
