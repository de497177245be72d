// Archives and parts that no office program makes: each is refused by name, none costs memory or time.
#include "examples/generate/compound_writer.hpp"
#include "tests/importers/workbook.hpp"

#include <gmock/gmock.h>

namespace pilotage::importers::test {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Parts plain() {
    return workbook_parts("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", "<cellXfs><xf numFmtId='0'/></cellXfs>",
                          "<si><t>text</t></si>");
}

WorkbookReading read_bytes(const std::string& bytes, const Options& options = {}) {
    return read_workbook(bytes, "data.xlsx", options);
}

// Where the header of an entry begins in the central directory.
std::size_t central(const std::string& archive, const std::string& name) {
    for (auto at = archive.find("PK\x01\x02"); at != std::string::npos; at = archive.find("PK\x01\x02", at + 1))
        if (archive.compare(at + 46, name.size(), name) == 0) return at;
    ADD_FAILURE() << name << " is not in the archive";
    return 0;
}

void put_little(std::string& bytes, std::size_t at, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i, value >>= 8)
        bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value & 0xFF);
}

TEST(XlsxHostile, a_document_type_is_refused_in_every_part) {
    const std::string bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    for (const char* name : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                             "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
        auto parts = plain();
        for (auto& part : parts)
            if (part.first == name) part.second = bomb + part.second;
        EXPECT_EQ(read_xlsx(parts).refusal, "format.doctype") << name;
    }
}

TEST(XlsxHostile, bombs_are_refused_before_they_unpack) {
    auto parts = plain();
    put(parts, "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" +
            std::string(40 << 20, ' ') + "</sheetData></worksheet>");
    const std::string bytes = zipped(parts);
    EXPECT_EQ(read_bytes(bytes).refusal, "format.archive_limit");
    Options options;
    options.limits.ratio = 100000;
    EXPECT_EQ(read_bytes(bytes, options).refusal, "");
    options.limits.unpacked_bytes = 10 << 20;
    EXPECT_EQ(read_bytes(bytes, options).refusal, "format.archive_limit");
}

TEST(XlsxHostile, a_bomb_that_lies_about_its_size) {
    auto parts = plain();
    put(parts, "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" +
            std::string(40 << 20, ' ') + "</sheetData></worksheet>");
    std::string bytes = zipped(parts);
    put_little(bytes, central(bytes, "xl/worksheets/sheet1.xml") + 24, 1000, 4);
    EXPECT_THAT(read_bytes(bytes).refusal, AnyOf("format.archive_limit", "format.malformed"));
}

TEST(XlsxHostile, more_entries_than_allowed) {
    auto parts = plain();
    Options options;
    options.limits.entries = 5;
    EXPECT_EQ(read_xlsx(parts, options).refusal, "limit.entries");
    EXPECT_THAT(read_xlsx(parts, options).message, HasSubstr("more than 5 entries"));
}

TEST(XlsxHostile, entries_that_overlap) {
    std::string bytes = zipped(plain());
    std::uint32_t offset = 0;
    for (int i = 4; i-- > 0;)
        offset = offset << 8 |
                 static_cast<unsigned char>(bytes[central(bytes, "xl/styles.xml") + 42 + static_cast<std::size_t>(i)]);
    put_little(bytes, central(bytes, "xl/sharedStrings.xml") + 42, offset, 4);
    const auto read = read_bytes(bytes);
    EXPECT_EQ(read.refusal, "format.malformed");
    EXPECT_THAT(read.message, HasSubstr("overlap"));
}

TEST(XlsxHostile, two_parts_of_one_name) {
    auto parts = plain();
    parts.emplace_back("xl/Worksheets/SHEET1.xml", "<worksheet/>");
    EXPECT_THAT(read_xlsx(parts).message, HasSubstr("two parts of the same name"));
}

TEST(XlsxHostile, encrypted_entries) {
    std::string bytes = zipped(plain());
    bytes[central(bytes, "xl/styles.xml") + 8] |= 1;
    const auto read = read_bytes(bytes);
    EXPECT_EQ(read.refusal, "format.encrypted");
    EXPECT_THAT(read.remedy, HasSubstr("password"));
}

TEST(XlsxHostile, encrypted_workbooks) {
    const auto read = read_workbook(
        generate::compound_file({{"EncryptionInfo", "x"}, {"EncryptedPackage", std::string(5000, 'x')}}), "data.xls");
    EXPECT_EQ(read.refusal, "format.encrypted");
    EXPECT_THAT(read.remedy, HasSubstr("Remove the password"));
}

TEST(XlsxHostile, unknown_compression) {
    std::string bytes = zipped(plain());
    put_little(bytes, central(bytes, "xl/styles.xml") + 10, 14, 2);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("compressed in a way"));
}

TEST(XlsxHostile, long_sizes_that_lie) {
    std::string bytes = zipped(plain());
    // All ones promise 64-bit sizes in an extra field, which is not there.
    put_little(bytes, central(bytes, "xl/styles.xml") + 24, 0xFFFFFFFF, 4);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("directory is not whole"));
}

TEST(XlsxHostile, a_wrong_check_sum) {
    std::string bytes = zipped(plain());
    const auto at = central(bytes, "xl/sharedStrings.xml") + 16;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("check sum is wrong"));
}

TEST(XlsxHostile, cut_off_anywhere) {
    const std::string bytes = zipped(plain());
    for (std::size_t size = 4; size < bytes.size(); size += 7)
        EXPECT_EQ(read_bytes(bytes.substr(0, size)).refusal, "format.malformed") << size;
}

TEST(XlsxHostile, any_byte_may_be_wrong) {
    const std::string bytes = zipped(plain());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        read_bytes(damaged); // whatever comes of it, it comes as rows or as a refusal
    }
}

TEST(XlsxHostile, xml_that_is_none) {
    auto parts = plain();
    put(parts, "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'><c "
        "r='A1'><v>1</v></c></row><row");
    const auto read = read_xlsx(parts);
    EXPECT_EQ(read.refusal, "format.malformed");
    EXPECT_THAT(read.message, HasSubstr("is not well-formed XML (line 1"));
    EXPECT_THAT(read.rows, ElementsAre("Data!1: number[1]"));
}

TEST(XlsxHostile, nesting) {
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<a>";
    auto parts = plain();
    put(parts, "xl/styles.xml", deep);
    EXPECT_EQ(read_xlsx(parts).refusal, "limit.nesting");
}

TEST(XlsxHostile, a_tag_without_end) {
    auto parts = plain();
    put(parts, "xl/styles.xml", "<styleSheet x='" + std::string(6 << 20, 'x') + "'/>");
    EXPECT_THAT(read_xlsx(parts).message, HasSubstr("has a tag of more than 4 MiB"));
}

TEST(XlsxHostile, cells_and_rows_beyond_any_sheet) {
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='1'><c r='XFE1'><v>1</v></c></row>")).refusal, "limit.columns");
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='1'><c r='XFD1'><v>1</v></c></row>")).refusal, "");
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='1'><c r='ZZZZZZZZZZZZZZZZZZZZZ1'><v>1</v></c></row>")).refusal,
              "limit.columns");
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='1048577'/>")).refusal, "limit.rows");
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='99999999999999999999999'/>")).refusal, "format.malformed");
    EXPECT_EQ(read_xlsx(workbook_parts("<row r='0'/>")).refusal, "format.malformed");
}

TEST(XlsxHostile, sheets_and_files_beyond_the_limits) {
    const auto parts = workbook_parts("<row r='3'><c r='B3'><v>1</v></c></row>");
    const auto refusal = [&](auto set) {
        Options options;
        set(options.limits);
        return read_xlsx(parts, options).refusal;
    };
    EXPECT_EQ(refusal([](Limits& l) { l.rows = 3, l.columns = 2; }), "");
    EXPECT_EQ(refusal([](Limits& l) { l.rows = 2; }), "limit.rows");
    EXPECT_EQ(refusal([](Limits& l) { l.columns = 1; }), "limit.columns");
    EXPECT_EQ(refusal([](Limits& l) { l.file_bytes = 100; }), "limit.file_bytes");
}

TEST(XlsxHostile, texts_beyond_the_caps) {
    Options options;
    options.limits.cell_bytes = 100;
    const std::string text(101, 'x');
    EXPECT_EQ(
        read_xlsx(workbook_parts("<row><c t='inlineStr'><is><t>" + text + "</t></is></c></row>"), options).refusal,
        "limit.cell_bytes");
    EXPECT_EQ(read_xlsx(workbook_parts("<row><c t='str'><v>" + text + "</v></c></row>"), options).refusal,
              "limit.cell_bytes");
    EXPECT_EQ(read_xlsx(workbook_parts("<row/>", {}, "<si><t>" + text + "</t></si>"), options).refusal,
              "limit.cell_bytes");
    options.limits.shared_string_bytes = 100;
    EXPECT_EQ(read_xlsx(workbook_parts("<row/>", {},
                                       "<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si><si><t>d</t></si><si><t>e</"
                                       "t></si><si><t>f</t></si><si><t>g</t></si>"),
                        options)
                  .refusal,
              "limit.shared_strings");
}

TEST(XlsxHostile, a_count_of_strings_that_lies) {
    auto parts = plain();
    put(parts, "xl/sharedStrings.xml",
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' count='4000000000' "
        "uniqueCount='4000000000'><si><t>text</t></si></sst>");
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre("Data!1: text[text]"));
}

TEST(XlsxHostile, names_that_lead_outside) {
    auto parts = plain();
    for (auto& part : parts)
        if (part.first == "xl/sharedStrings.xml") part.first = "../../xl/sharedStrings.xml";
    EXPECT_THAT(read_xlsx(parts).rows, ElementsAre("Data!1: text[text]")); // a name only, nothing is written anywhere
}

} // namespace
} // namespace pilotage::importers::test
