// Workbooks as offices send them: far-off cells, many sheets with markers, hidden sheets and headings of several lines;
// and what is sent instead of them: locked files, wrong endings.
#include "tests/importers/record_text.hpp"
#include "tests/importers/workbook.hpp"
#include "tests/importers/zip_writer.hpp"

#include <gmock/gmock.h>

namespace pilotage::importers::test {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(RealWorkbooks, the_last_cell_of_a_sheet_is_read) {
    const auto read = read_xlsx(workbook_parts("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>first</v></c><c r=\"XFD1\"><v>1</v></c></row>"
                                               "<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"));
    ASSERT_THAT(read.rows, SizeIs(2));
    EXPECT_THAT(read.rows[0], ::testing::StartsWith("Data!1: text[first] empty[]"));
    EXPECT_THAT(read.rows[1], ::testing::StartsWith("Data!1048576:"));
    EXPECT_THAT(read.rows[1], ::testing::EndsWith("number[2]"));
    EXPECT_EQ(std::count(read.rows[1].begin(), read.rows[1].end(), ']'), 16384);
}

TEST(RealWorkbooks, statistics_with_29_sheets_notes_and_markers) {
    auto parts = workbook_parts("");
    std::string sheets, relationships;
    for (int i = 1; i <= 29; ++i) {
        const std::string id = std::to_string(i);
        sheets += "<sheet name=\"Table " + id + "\" sheetId=\"" + id + "\" r:id=\"r" + id + "\"/>";
        relationships += "<Relationship Id=\"r" + id + "\" Type=\"x/worksheet\" Target=\"worksheets/s" + id + ".xml\"/>";
        put(parts, "xl/worksheets/s" + id + ".xml",
            "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>Table " + id +
                ": persons [note 1]</v></c></row><row r=\"4\"><c t=\"str\"><v>[c]</v></c><c t=\"str\"><v>[x]</v></c>"
                "<c t=\"str\"><v>[z]</v></c><c><v>5</v></c></row></sheetData></worksheet>");
    }
    put(parts, "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>" + sheets +
            "</sheets></workbook>");
    put(parts, "xl/_rels/workbook.xml.rels", "<Relationships>" + relationships + "</Relationships>");
    const auto read = read_xlsx(parts);
    EXPECT_THAT(read.tables, SizeIs(29));
    ASSERT_THAT(read.rows, SizeIs(58));
    EXPECT_EQ(read.rows[56], "Table 29!1: text[Table 29: persons [note 1]]");
    EXPECT_EQ(read.rows[57], "Table 29!4: text[[c]] text[[x]] text[[z]] number[5]");
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(RealWorkbooks, a_survey_with_a_hidden_sheet_and_headings_of_several_lines) {
    auto parts = workbook_parts("<row><c t=\"str\"><v>How satisfied are you?\n(1 = not at all)_x000D_\n</v></c></row>");
    put(parts, "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
        "<sheet name=\"Data\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/></sheets></workbook>");
    const auto read = read_xlsx(parts);
    ASSERT_THAT(read.tables, SizeIs(1));
    EXPECT_TRUE(read.tables[0].hidden);
    ASSERT_THAT(read.rows, SizeIs(1));
    EXPECT_THAT(read.rows[0], HasSubstr("text[How satisfied are you?\n(1 = not at all)"));
}

TEST(RealWorkbooks, a_million_repeated_rows_and_columns_of_an_ods_cost_nothing_where_they_are_blank) {
    const std::string content =
        "<o:d xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        "xmlns:x=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><t:table t:name=\"S\"><t:table-row>"
        "<t:table-cell o:value-type=\"float\" o:value=\"1\"/><t:table-cell t:number-columns-repeated=\"16383\"/>"
        "</t:table-row><t:table-row t:number-rows-repeated=\"1048574\"><t:table-cell "
        "t:number-columns-repeated=\"16384\"/></t:table-row><t:table-row><t:table-cell o:value-type=\"float\" "
        "o:value=\"2\"/></t:table-row></t:table></o:d>";
    const ZipWriter file({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}, ".ods");
    const auto reading = read_all(file.path());
    EXPECT_THAT(reading.rows, ElementsAre("S 1@0: 1", "S 1048576@0: 2")) << reading.fault.message;
}

/// The archive with a password on each entry.
class LockedZip {
public:
    explicit LockedZip(const std::string& name) : file_({{name, "a,b\n1,2\n"}}, ".zip") {
        zip_t* const archive = zip_open(file_.path().c_str(), 0, nullptr);
        zip_file_set_encryption(archive, 0, ZIP_EM_AES_256, "secret");
        zip_close(archive);
    }
    const std::string& path() const { return file_.path(); }

private:
    ZipWriter file_;
};

TEST(RealWorkbooks, locked_archives_say_that_they_are) {
    for (const std::string name : {"data.csv", "xl/workbook.xml"}) {
        const LockedZip file(name);
        const auto reading = read_all(file.path());
        EXPECT_EQ(reading.fault.rule, "format.encrypted") << reading.fault.message;
        EXPECT_THAT(reading.fault.message, HasSubstr("password"));
        EXPECT_THAT(reading.fault.remedy, HasSubstr("password"));
    }
}

TEST(RealWorkbooks, a_wrong_ending_is_told_and_the_content_counts) {
    const std::string book = zipped(workbook_parts("<row><c><v>1</v></c></row>"));
    for (const std::string ending : {".xls", ".csv", ".ods", ".zip", ".json"}) {
        const auto reading = read_text(book, ending);
        EXPECT_THAT(reading.rows, ElementsAre("Data 1@0: 1")) << ending;
        EXPECT_THAT(reading.rules(), ElementsAre("format.disagrees")) << ending;
    }
    EXPECT_THAT(read_text(book, ".xlsx").rules(), IsEmpty());
    EXPECT_THAT(read_text(book, ".xlsm").rules(), IsEmpty());
}

TEST(RealWorkbooks, bombs_of_entities_are_refused_wherever_they_stand) {
    const std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    auto parts = workbook_parts("<row><c t=\"s\"><v>0</v></c></row>", "", "<si><t>x</t></si>");
    put(parts, "xl/sharedStrings.xml", bomb + "<sst><si><t>&b;</t></si></sst>");
    const auto read = read_xlsx(parts);
    EXPECT_EQ(read.refusal, "format.doctype");
    EXPECT_THAT(read.message, HasSubstr("sharedstrings.xml"));
}

} // namespace
} // namespace pilotage::importers::test
