// Encodings: marked, asked for, or found out; and bytes that mean nothing.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::importers::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string utf16(const std::u16string& text, bool big, bool mark) {
    std::string bytes;
    for (const char16_t unit : (mark ? u"\xfeff" : u"") + text) {
        const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

TEST(DelimitedEncoding, utf8_with_and_without_mark) {
    for (const std::string mark : {"", "\xef\xbb\xbf"}) {
        const auto read = drain(mark + "n\xc3\xa4me,b\n\xe2\x82\xac,\xf0\x9f\x98\x80\n");
        EXPECT_THAT(read.cells(), ElementsAre(Cells{"n\xc3\xa4me", "b"}, Cells{"\xe2\x82\xac", "\xf0\x9f\x98\x80"}));
        EXPECT_THAT(read.issues, IsEmpty());
    }
}

TEST(DelimitedEncoding, a_mark_before_a_quote_does_not_hide_it) {
    EXPECT_THAT(drain("\xef\xbb\xbf\"a,b\",c\n").cells(), ElementsAre(Cells{"a,b", "c"}));
}

TEST(DelimitedEncoding, windows_1252_is_found_and_read) {
    const auto read = drain("name,cost\r\nM\xfcller,\x80" "5\r\nO\x92" "Brien,\xa3" "6\r\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"name", "cost"}, Cells{"M\xc3\xbcller", "\xe2\x82\xac" "5"},
                                          Cells{"O\xe2\x80\x99" "Brien", "\xc2\xa3" "6"}));
    EXPECT_EQ(read.decisions, "Windows-1252, comma, CRLF");
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedEncoding, latin_1_is_read_as_windows_1252) {
    Options options;
    for (const auto* name : {"ISO-8859-1", "latin1", "cp1252", "Windows-1252"}) {
        options.encoding = name;
        EXPECT_THAT(drain("a\x93,\xe9\n", options).cells(), ElementsAre(Cells{"a\xe2\x80\x9c", "\xc3\xa9"})) << name;
    }
}

TEST(DelimitedEncoding, another_single_byte_charset_when_asked_for) {
    Options options;
    options.encoding = "ISO-8859-15";
    EXPECT_THAT(drain("a,\xa4\n", options).cells(), ElementsAre(Cells{"a", "\xe2\x82\xac"}));
    options.encoding = "CP850";
    EXPECT_THAT(drain("a,\x81\n", options).cells(), ElementsAre(Cells{"a", "\xc3\xbc"}));
}

TEST(DelimitedEncoding, charsets_that_are_not_read_are_refused_by_name) {
    Options options;
    for (const auto* name : {"klingon", "SHIFT_JIS", "UTF-32", "UTF-7"}) {
        options.encoding = name;
        const auto read = drain("a,b\n", options);
        ASSERT_TRUE(read.malformed) << name;
        EXPECT_EQ(read.malformed->rule, "encoding.unsupported");
        EXPECT_NE(read.malformed->message.find(name), std::string::npos);
    }
    EXPECT_EQ(drain(std::string("\xff\xfe\0\0a\0\0\0", 8)).malformed->rule, "encoding.unsupported");
}

TEST(DelimitedEncoding, each_undefined_byte_of_windows_1252_is_told) {
    for (const char byte : {'\x81', '\x8d', '\x8f', '\x90', '\x9d'}) {
        const auto read = drain(std::string("a,b\nx,\xe9\ny,1") + byte + "2\n");
        EXPECT_EQ(read.rows[2].cells[1], "1\xef\xbf\xbd" "2");
        EXPECT_THAT(read.places(), ElementsAre("encoding.undefined_byte 3:2"));
        EXPECT_EQ(read.issues[0].row, 3u);
        EXPECT_EQ(read.issues[0].severity, Issue::Severity::error);
    }
}

TEST(DelimitedEncoding, an_undefined_byte_stands_at_its_own_line_and_cell) {
    const auto read = drain("a,b,c\n\xe9,\"one\ntwo \x81\x81 \x8d\",\x8f\n");
    EXPECT_THAT(read.places(), ElementsAre("encoding.undefined_byte 3:2", "encoding.undefined_byte 3:3"));
    EXPECT_NE(read.issues[0].message.find("0x81"), std::string::npos);
    EXPECT_NE(read.issues[0].message.find("2 more"), std::string::npos);
}

TEST(DelimitedEncoding, broken_utf8_in_a_utf8_file_is_told) {
    const std::string good = "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9";
    // a lone byte, an overlong form, a surrogate, beyond the last sign, a sign that is cut off
    for (const std::string bad : {"\xe9", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
        const auto read = drain("a,b\n" + good + ",x" + bad + "y\n");
        EXPECT_THAT(read.places(), ElementsAre("encoding.invalid_utf8 2:2"));
        EXPECT_THAT(read.rows[1].cells[1], testing::StartsWith("x\xef\xbf\xbd"));
        EXPECT_THAT(read.rows[1].cells[1], testing::EndsWith("\xef\xbf\xbdy"));
    }
}

TEST(DelimitedEncoding, a_sign_cut_off_by_the_end_of_the_file_is_told) {
    const auto read = drain("\xc3\xa9\xc3\xa9,b\nx,\xe2\x82");
    EXPECT_THAT(read.places(), ElementsAre("encoding.invalid_utf8 2:2"));
}

TEST(DelimitedEncoding, utf8_late_in_a_large_file_decides) {
    std::string content = "a,b\n";
    while (content.size() < 700'000) content += "plain,text\n";
    EXPECT_EQ(drain(content + "caf\xc3\xa9,x\n").rows.back().cells[0], "caf\xc3\xa9");
    EXPECT_EQ(drain(content + "caf\xe9,x\n").rows.back().cells[0], "caf\xc3\xa9");
}

TEST(DelimitedEncoding, mixed_encodings_are_doubted) {
    const auto read = drain("a,b\n\xc3\xa9,\xe9 \xe8 \xe0\n");
    EXPECT_EQ(read.rows[1].cells[1], "\xc3\xa9 \xc3\xa8 \xc3\xa0");
    EXPECT_THAT(read.places(), ElementsAre("encoding.mixed 0:0"));
}

TEST(DelimitedEncoding, utf16_with_and_without_mark) {
    for (const bool big : {false, true})
        for (const bool mark : {false, true}) {
            const auto read = drain(utf16(u"a,name\r\n1,M\u00fcller \u20ac\r\n2,\U0001f600\r\n", big, mark));
            EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "name"}, Cells{"1", "M\xc3\xbcller \xe2\x82\xac"}, Cells{"2", "\xf0\x9f\x98\x80"}));
            EXPECT_THAT(read.issues, IsEmpty());
            EXPECT_EQ(read.decisions, big ? "UTF-16BE, comma, CRLF" : "UTF-16LE, comma, CRLF");
        }
}

TEST(DelimitedEncoding, utf16_asked_for) {
    Options options;
    options.encoding = "UTF-16BE";
    EXPECT_THAT(drain(utf16(u"\u4e00,\u4e01\n", true, false), options).cells(), ElementsAre(Cells{"\xe4\xb8\x80", "\xe4\xb8\x81"}));
}

TEST(DelimitedEncoding, half_signs_of_utf16_are_told) {
    const auto read = drain(utf16(std::u16string(u"a,b\n1,x") + char16_t(0xd83d) + u"y\n2," + char16_t(0xde00) + u"\n", false, true) + "z");
    EXPECT_THAT(read.places(), ElementsAre("encoding.invalid_utf16 2:2", "encoding.invalid_utf16 3:2", "encoding.invalid_utf16 4:1",
                                           "table.ragged_row 4:0"));
    EXPECT_EQ(read.rows[1].cells[1], "x\xef\xbf\xbdy");
}

TEST(DelimitedEncoding, the_mark_beats_the_wish_and_says_so) {
    Options options;
    options.encoding = "windows-1252";
    const auto read = drain("\xef\xbb\xbf" "caf\xc3\xa9,b\n", options);
    EXPECT_EQ(read.rows[0].cells[0], "caf\xc3\xa9");
    EXPECT_THAT(read.places(), ElementsAre("encoding.disagrees 1:0"));
}

TEST(DelimitedEncoding, zero_bytes_are_kept_and_told) {
    const auto read = drain(std::string("a,b\nplain text here,1\nx\0y\0,2\n", 28));
    EXPECT_EQ(read.rows[2].cells[0], std::string("x\0y\0", 4));
    EXPECT_THAT(read.places(), ElementsAre("encoding.nul_byte 3:1"));
}

TEST(DelimitedEncoding, characters_lost_before_are_told) {
    EXPECT_THAT(drain("a,b\n1,x\xef\xbf\xbdy\n").places(), ElementsAre("encoding.lost_character 2:2"));
}

} // namespace
} // namespace pilotage::importers::test
