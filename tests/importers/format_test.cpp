// What a file is, told by its content; and one clear sentence for what is not read.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <system_error>

namespace pilotage::importers::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Drained drain_named(const std::string& content, const std::string& name) {
    const ScratchFile file(content, name);
    return drain_file(file.path());
}

/// The beginning of an archive with one stored entry, and its directory.
std::string archive(const std::string& first, const std::string& content, const std::string& others) {
    std::string bytes("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 26);
    bytes += static_cast<char>(first.size());
    bytes += std::string("\0\0\0", 3) + first + content;
    return bytes + "PK\x01\x02" + std::string(42, '\0') + first + others + "PK\x05\x06" + std::string(18, '\0');
}

std::string compound(const std::u16string& stream) {
    std::string bytes(2048, '\0');
    bytes.replace(0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    bytes[48] = 1; // the directory begins in sector 1, after the header and sector 0
    for (std::size_t i = 0; i < stream.size(); ++i) bytes[1024 + 128 + 2 * i] = static_cast<char>(stream[i]);
    return bytes;
}

TEST(Format, text_with_a_notation_of_its_own_is_told_by_content_and_then_by_ending) {
    struct Case {
        std::string content, name, format;
        bool agrees;
    };
    const Case cases[] = {
        {"{\"a\": 1}\n", "a.json", "json", true},
        {"\xef\xbb\xbf [\n {\"a\": 1}]\n", "a.txt", "json", false},
        {"[1, 2]", "a.json", "json", true},
        {"[1, 2]\n", "a.csv", "delimited", true},
        {"[c],[x]\n", "a.csv", "delimited", true},
        {"a,b\n1,2\n", "a.json", "delimited", false},
        {"<?xml version=\"1.0\"?><a/>", "a.xml", "xml", true},
        {"\xef\xbb\xbf\r\n<a><b/></a>", "a.csv", "xml", false},
        {"<3 of them,b\n1,2\n", "a.csv", "delimited", true},
        {"a,b\n", "a.xml", "delimited", false},
    };
    for (const auto& [content, name, format, agrees] : cases) {
        const ScratchFile file(content, name);
        std::vector<std::string> rules;
        Options options;
        options.issues = [&](const Issue& issue) { rules.push_back(issue.rule); };
        EXPECT_EQ(open(file.path(), options)->format(), format) << content;
        EXPECT_EQ(std::count(rules.begin(), rules.end(), "format.disagrees"), agrees ? 0 : 1) << content;
    }
}

TEST(Format, what_is_not_read_is_refused_by_its_name) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"%PDF-1.7\n", "a PDF document"},
        {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "a workbook in the XML of Excel 2003"},
        {"<html><body>", "a web page"},
        {"\r\n<style>x</style><table border=1>", "a web page"},
        {std::string("SQLite format 3\0", 16), "an SQLite database"},
        {archive("[Content_Types].xml", "", "word/document.xml"), "a Word document"},
        {archive("[Content_Types].xml", "", "xl/workbook.bin xl/styles.bin"), "a binary workbook (XLSB)"},
        {archive("referrals.csv", "a,b\n", ""), "a ZIP archive"},
        {compound(u"WordDocument"), "a Word document"},
        {std::string("\x09\x08\x08\0\0\x05\x05\0", 8), "a workbook older than Excel 97"},
        {std::string(400, '\x02') + std::string(200, 'x'), "a file that is not text"},
        {std::string(400, '\0'), "a file that is not text"},
    };
    for (const auto& [content, name] : cases) {
        const auto read = drain(content);
        ASSERT_TRUE(read.malformed) << name;
        EXPECT_EQ(read.malformed->rule, "format.unknown");
        EXPECT_THAT(read.malformed->message, HasSubstr("This is " + name));
        EXPECT_FALSE(read.malformed->remedy.empty());
        EXPECT_EQ(std::count(read.malformed->message.begin(), read.malformed->message.end(), '.'), 1) << "one sentence";
    }
}

TEST(Format, locked_files_are_told_from_broken_ones) {
    for (const auto& content : {compound(u"EncryptedPackage"), std::string("-----BEGIN PGP MESSAGE-----\n")}) {
        const auto read = drain(content);
        ASSERT_TRUE(read.malformed);
        EXPECT_EQ(read.malformed->rule, "format.encrypted");
    }
}

TEST(Format, tables_that_look_like_other_formats_are_read) {
    for (const std::string content : {"[id],[name]\n1,2\n", "{a},b\n1,2\n", "<5,>6\n1,2\n", "PK,b\n1,2\n", "GIF8,b\n1,2\n", "BZh,b\n1,2\n"}) {
        const auto read = drain(content);
        EXPECT_FALSE(read.malformed) << content;
        EXPECT_EQ(read.rows.size(), 2u);
    }
}

TEST(Format, a_name_that_disagrees_with_the_content_is_told) {
    for (const auto* name : {"a.xls", "a.XLSX", "a.pdf"}) {
        const auto read = drain_named("a,b\n1,2\n", name);
        EXPECT_EQ(read.rows.size(), 2u);
        EXPECT_THAT(read.places(), ElementsAre("format.disagrees 0:0")) << name;
        EXPECT_THAT(read.issues[0].message, HasSubstr("it is delimited text"));
    }
    for (const auto* name : {"a.csv", "a.CSV", "a.txt", "a.dat", "no_ending", "a.b/c"})
        EXPECT_THAT(drain_named("a,b\n1,2\n", std::string(name) == "a.b/c" ? "c" : name).issues, IsEmpty()) << name;
}

TEST(Format, what_is_no_file_is_an_error_of_the_system) {
    EXPECT_THROW(open("/no/such/file.csv"), std::system_error);
    EXPECT_THROW(open("/tmp"), std::system_error);
    EXPECT_THROW(open("/dev/zero"), std::system_error);
}

} // namespace
} // namespace pilotage::importers::test
