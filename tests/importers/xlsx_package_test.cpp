#include "tests/importers/reading.hpp"
#include "tests/importers/workbook.hpp"

#include <gmock/gmock.h>
#include <xlsxwriter.h>

namespace pilotage::importers::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string one_row = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>40634</v></c></row>";
const std::string one_style = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>";
const std::string one_string = "<si><t>text</t></si>";
const std::string one_row_read = "Data!1: text[text] date[2011-04-01]{01/04/2011}";

void replace_in(Parts& parts, const std::string& part, const std::string& from, const std::string& to) {
    for (auto& [name, content] : parts) {
        if (name != part) continue;
        for (auto at = content.find(from); at != std::string::npos; at = content.find(from, at + to.size()))
            content.replace(at, from.size(), to);
    }
}

Parts plain() {
    return workbook_parts(one_row, one_style, one_string);
}

TEST(XlsxPackage, strict_namespaces) {
    auto parts = plain();
    for (auto& [name, content] : parts) {
        replace_in(parts, name, "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                   "http://purl.oclc.org/ooxml/spreadsheetml/main");
        replace_in(parts, name, "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                   "http://purl.oclc.org/ooxml/officeDocument/relationships");
    }
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
}

TEST(XlsxPackage, prefixed_names) {
    auto parts = plain();
    put(parts, "xl/worksheets/sheet1.xml",
        "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData><x:row "
        "r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c>"
        "<x:c r='B1' s='1'><x:v>40634</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
}

TEST(XlsxPackage, elements_of_other_namespaces_are_not_cells) {
    auto parts = plain();
    replace_in(parts, "xl/worksheets/sheet1.xml", "<row r='1'>", "<row r='1'><c xmlns='urn:other' r='C1'><v>9</v></c>");
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
}

TEST(XlsxPackage, absolute_paths_other_cases_and_backslashes) {
    auto parts = plain();
    replace_in(parts, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "/XL/Worksheets/Sheet1.xml");
    replace_in(parts, "xl/_rels/workbook.xml.rels", "\"styles.xml\"", "\"../xl/./styles.xml\"");
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
    for (auto& part : parts)
        if (part.first == "xl/worksheets/sheet1.xml") part.first = "XL\\Worksheets\\SHEET1.XML";
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
}

TEST(XlsxPackage, no_styles_and_no_strings) {
    const auto read =
        read_xlsx(workbook_parts("<row r='1'><c r='A1' s='7'><v>40634</v></c><c r='B1' t='s'><v>0</v></c></row>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: number[40634]"));
    EXPECT_THAT(read.issues, ElementsAre("error table.text_missing Data!1:2"));
}

TEST(XlsxPackage, utf16_parts) {
    auto parts = plain();
    std::string wide("\xFF\xFE", 2);
    for (const char c : std::string(
             "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>text</t></si></sst>"))
        wide += {c, '\0'};
    put(parts, "xl/sharedStrings.xml", wide);
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre(one_row_read));
}

TEST(XlsxPackage, sheets_in_order_with_hidden_ones_and_charts) {
    auto parts = plain();
    put(parts, "xl/workbook.xml",
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
        "<sheets><sheet name='Notes &amp; codes' sheetId='9' state='veryHidden' r:id='rId8'/><sheet name='Chart' "
        "sheetId='3' r:id='rId9'/>"
        "<sheet name='Data' sheetId='1' r:id='rId1'/><sheet name='Old' sheetId='2' state='hidden' "
        "r:id='rId7'/></sheets></workbook>");
    replace_in(parts, "xl/_rels/workbook.xml.rels", "</Relationships>",
               "<Relationship Id='rId9' Type='urn:x/chartsheet' Target='chartsheets/sheet1.xml'/><Relationship "
               "Id='rId8' Type='urn:x/worksheet' Target='worksheets/notes.xml'/>"
               "<Relationship Id='rId7' Type='urn:x/worksheet' Target='worksheets/old.xml'/></Relationships>");
    for (const char* name : {"xl/worksheets/notes.xml", "xl/worksheets/old.xml"})
        put(parts, name,
            "<worksheet "
            "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row><c><v>7</v></c></row></"
            "sheetData></worksheet>");
    const auto read = read_xlsx(parts);
    ASSERT_THAT(read.tables, SizeIs(3));
    EXPECT_EQ(read.tables[0].name, "Notes & codes");
    EXPECT_TRUE(read.tables[0].hidden);
    EXPECT_FALSE(read.tables[1].hidden);
    EXPECT_TRUE(read.tables[2].hidden);
    EXPECT_THAT(read.rows, ElementsAre("Notes & codes!1: number[7]", one_row_read, "Old!1: number[7]"));

    Options options;
    options.table = "Data";
    EXPECT_THAT(read_xlsx(parts, options).rows, ElementsAre(one_row_read));
    options.table = "Datta";
    EXPECT_EQ(read_xlsx(parts, options).refusal, "table.missing");
}

TEST(XlsxPackage, a_sheet_that_is_not_in_the_file) {
    auto parts = plain();
    remove(parts, "xl/worksheets/sheet1.xml");
    EXPECT_EQ(read_xlsx(parts).refusal, "format.malformed");
}

TEST(XlsxPackage, archives_that_are_no_workbooks) {
    EXPECT_EQ(read_xlsx({{"word/document.xml", "<w/>"}}).refusal, "format.unknown");
    auto parts = plain();
    replace_in(parts, "_rels/.rels", "xl/workbook.xml", "xl/workbook.bin");
    put(parts, "xl/workbook.bin", "binary");
    const auto read = read_xlsx(parts);
    EXPECT_EQ(read.refusal, "format.unknown");
    EXPECT_THAT(read.remedy, HasSubstr(".xlsx"));
}

TEST(XlsxPackage, workbooks_of_libxlsxwriter) {
    const ScratchFile file("", "made.xlsx");
    lxw_workbook* book = workbook_new(file.path().c_str());
    lxw_worksheet* first = workbook_add_worksheet(book, "Cases");
    lxw_worksheet* second = workbook_add_worksheet(book, "Lists");
    worksheet_hide(second);
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    lxw_format* bold = workbook_add_format(book);
    format_set_bold(bold);
    worksheet_write_string(first, 0, 0, "Réf <1> & \"more\"", nullptr);
    lxw_datetime when = {2011, 4, 1, 0, 0, 0};
    worksheet_write_datetime(first, 1, 0, &when, date);
    worksheet_write_boolean(first, 1, 1, 1, nullptr);
    worksheet_write_number(first, 1, 2, 0.1, nullptr);
    worksheet_write_formula_num(first, 1, 3, "=A2+1", nullptr, 40635);
    worksheet_write_formula_str(first, 1, 4, "=\"a\"", nullptr, "a");
    lxw_rich_string_tuple bold_part = {bold, const_cast<char*>("bold ")};
    lxw_rich_string_tuple plain_part = {nullptr, const_cast<char*>("plain")};
    lxw_rich_string_tuple* rich[] = {&bold_part, &plain_part, nullptr};
    worksheet_write_rich_string(first, 2, 0, rich, nullptr);
    worksheet_merge_range(first, 3, 0, 3, 2, "merged", nullptr);
    worksheet_write_string(second, 0, 1, "code", nullptr);
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);

    const auto read = read_workbook_file(file.path());
    EXPECT_THAT(
        read.rows,
        ElementsAre("Cases!1: text[Réf <1> & \"more\"]",
                    "Cases!2: date[2011-04-01]{01/04/2011} boolean[true]{TRUE} number[0.1] number[40635] text[a]",
                    "Cases!3: text[bold plain]", "Cases!4: text[merged]", "Lists!1: empty[] text[code]"));
    EXPECT_THAT(read.issues, IsEmpty());
    EXPECT_TRUE(read.tables.at(1).hidden);
}

} // namespace
} // namespace pilotage::importers::test
