#include "tests/importers/workbook.hpp"

#include <gmock/gmock.h>

namespace pilotage::importers::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(XlsxCells, texts_of_every_kind) {
    const auto read = read_xlsx(workbook_parts(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"
        "<row r='2'><c r='A2' t='inlineStr'><is><t>in</t></is></c><c r='B2' t='inlineStr'><is><r><t "
        "xml:space='preserve'>a </t></r><r><t>b</t></r></is></c>"
        "<c r='C2' t='str'><f>A1</f><v>of a formula</v></c></row>",
        {},
        "<si><t>plain</t></si><si><r><rPr><b/></rPr><t xml:space='preserve'>rich </t></r><r><t>text</t></r><rPh sb='0' "
        "eb='1'><t>hint</t></rPh></si>"
        "<si><t xml:space='preserve'>  kept  </t></si>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: text[plain] text[rich text] text[  kept  ]",
                                       "Data!2: text[in] text[a b] text[of a formula]"));
    EXPECT_THAT(read.issues, IsEmpty());
    EXPECT_EQ(read.format, "xlsx");
}

TEST(XlsxCells, escapes_and_line_breaks) {
    const auto read = read_xlsx(workbook_parts(
        "<row><c t='inlineStr'><is><t>a_x000D_\nb</t></is></c><c t='inlineStr'><is><t>_x005F_x000D_ _x12_</t></is></c>"
        "<c t='inlineStr'><is><t>_xD83D__xDE00_</t></is></c></row>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: text[a\r\nb]{a\nb} text[_x000D_ _x12_] text[\xF0\x9F\x98\x80]"));
}

TEST(XlsxCells, values_that_are_no_text) {
    const auto read = read_xlsx(workbook_parts(
        "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='e'><v>#DIV/0!</v></c>"
        "<c r='D1'><v>0.1</v></c><c r='E1' t='n'><v>1E3</v></c><c r='F1'><v>0012</v></c><c "
        "r='G1'><v>-0</v></c></row>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: boolean[true]{TRUE} boolean[false]{FALSE} error[#DIV/0!] number[0.1] "
                                       "number[1000] number[12] number[0]"));
}

TEST(XlsxCells, formats_decide_what_a_number_is) {
    const auto read = read_xlsx(workbook_parts(
        "<row r='1'><c r='A1' s='1'><v>40634</v></c><c r='B1' s='2'><v>40634.5</v></c><c r='C1' "
        "s='3'><v>0.256</v></c><c r='D1' s='4'><v>1234.5</v></c>"
        "<c r='E1' s='5'><v>1.5</v></c><c r='F1' s='6'><v>0.75</v></c><c r='G1' s='1'><v>40634.25</v></c><c r='H1' "
        "s='99'><v>5</v></c></row>",
        "<numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy\\ hh:mm'/><numFmt numFmtId='165' "
        "formatCode='[$£-809]#,##0.00'/>"
        "<numFmt numFmtId='166' formatCode='[h]:mm'/></numFmts><cellStyleXfs><xf "
        "numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
        "<xf numFmtId='164'/><xf numFmtId='9'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='21'/></cellXfs>"
        "<dxfs><dxf><numFmt numFmtId='165' formatCode='0'/></dxf></dxfs>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: date[2011-04-01]{01/04/2011} datetime[2011-04-01T12:00:00]{01/04/2011 "
                                       "12:00} percentage[0.256]{26%} "
                                       "currency[1234.5]{£1,234.50} time[36:00:00]{36:00} time[18:00:00] "
                                       "datetime[2011-04-01T06:00:00]{01/04/2011} number[5]"));
}

TEST(XlsxCells, days_that_never_were_stay_numbers) {
    const auto read = read_xlsx(workbook_parts(
        "<row r='1'><c r='A1' s='1'><v>60</v></c><c r='B1' s='1'><v>59</v></c><c r='C1' s='1'><v>61</v></c>"
        "<c r='D1' s='1'><v>-3</v></c><c r='E1' s='1'><v>2958465</v></c><c r='F1' s='1'><v>2958466</v></c></row>",
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: number[60]{29/02/1900} date[1900-02-28]{28/02/1900} "
                                       "date[1900-03-01]{01/03/1900} number[-3]{27/12/1899} "
                                       "date[9999-12-31]{31/12/9999} number[2958466]{01/01/10000}"));
}

TEST(XlsxCells, dates_from_1904) {
    auto parts = workbook_parts("<row r='1'><c r='A1' s='1'><v>0</v></c><c r='B1' s='1'><v>39172.5</v></c></row>",
                                "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>");
    for (auto& [name, content] : parts)
        if (name == "xl/workbook.xml") content.insert(content.find("<sheets>"), "<workbookPr date1904='1'/>");
    const auto read = read_xlsx(parts);
    EXPECT_THAT(read.rows,
                ElementsAre("Data!1: date[1904-01-01]{01/01/1904} datetime[2011-04-01T12:00:00]{01/04/2011}"));
    EXPECT_EQ(read.decisions, "dates count from 1904");
}

TEST(XlsxCells, iso_dates) {
    const auto read = read_xlsx(workbook_parts(
        "<row r='1'><c r='A1' t='d'><v>2011-04-01</v></c><c r='B1' t='d'><v>2011-04-01T13:45:30.25Z</v></c>"
        "<c r='C1' t='d'><v>T06:00:00</v></c><c r='D1' t='d'><v>2011-02-30</v></c></row>"));
    EXPECT_THAT(read.rows,
                ElementsAre("Data!1: date[2011-04-01]{01/04/2011} datetime[2011-04-01T13:45:30.250]{01/04/2011 "
                            "13:45:30} time[06:00:00] text[2011-02-30]"));
    EXPECT_THAT(read.issues, ElementsAre("warning table.odd_cell Data!1:4"));
}

TEST(XlsxCells, places_given_or_counted) {
    const auto read = read_xlsx(workbook_parts("<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c "
                                               "r='D5'><v>4</v></c><c><v>5</v></c><c r='B5'><v>2</v></c></row>"
                                               "<row><c r='$C$6'><v>3</v></c></row><row r='9'/><row r='10'><c r='A10' "
                                               "s='3'/></row><row r='12' hidden='1'><c r='A12'><v>9</v></c></row>"));
    EXPECT_THAT(read.rows,
                ElementsAre("Data!1: number[1] number[2]", "Data!5: empty[] number[2] empty[] number[4] number[5]",
                            "Data!6: empty[] empty[] number[3]", "Data!12: number[9]"));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(XlsxCells, blank_rows_on_demand) {
    Options options;
    options.blank_rows = true;
    const auto read = read_xlsx(workbook_parts("<row r='2'><c r='A2'><v>1</v></c></row><row r='4'/>"), options);
    EXPECT_THAT(read.rows, ElementsAre("Data!1:", "Data!2: number[1]", "Data!3:", "Data!4:"));
}

TEST(XlsxCells, only_the_first_cell_of_a_merged_range_has_a_value) {
    auto parts = workbook_parts("<row r='1'><c r='A1' t='inlineStr'><is><t>Title</t></is></c><c r='B1'/><c "
                                "r='C1'/></row><row r='3'><c r='C3'><v>1</v></c></row>");
    for (auto& [name, content] : parts)
        if (name == "xl/worksheets/sheet1.xml")
            content.insert(content.find("</worksheet>"), "<mergeCells count='1'><mergeCell ref='A1:C2'/></mergeCells>");
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre("Data!1: text[Title]", "Data!3: empty[] empty[] number[1]"));
}

TEST(XlsxCells, what_is_doubtful_is_told) {
    const auto read = read_xlsx(
        workbook_parts("<row r='3'><c r='A3'><v>1,5</v></c><c r='B3' t='s'><v>9</v></c><c r='C3' t='zz'><v>q</v></c><c "
                       "r='5'><v>5</v></c><c r='E3'><f>A3</f></c><c r='F3' t='str'><f>A4</f><v></v></c></row>"
                       "<row r='2'><c r='A2'><v>1</v></c><c r='A2'><v>2</v></c></row>"));
    EXPECT_THAT(read.rows, ElementsAre("Data!3: text[1,5] empty[] text[q] number[5]", "Data!2: number[2]"));
    EXPECT_THAT(read.issues, ElementsAre("warning table.odd_cell Data!3:1", "error table.text_missing Data!3:2",
                                         "warning table.odd_cell Data!3:3", "warning table.odd_place Data!3:4",
                                         "warning table.formula_without_value Data!3:5",
                                         "warning table.odd_place Data!2:0", "warning table.cell_twice Data!2:1"));
}

} // namespace
} // namespace pilotage::importers::test
