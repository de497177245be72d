// Legacy workbooks that are damaged, encrypted or lie about themselves.
#include "examples/generate/compound_writer.hpp"
#include "examples/generate/xls_writer.hpp"
#include "tests/importers/workbook.hpp"

#include <gmock/gmock.h>

namespace pilotage::importers::test {
namespace {

using generate::append_little;
using generate::XlsWriter;
using ::testing::HasSubstr;
using ::testing::StartsWith;

WorkbookReading read_bytes(const std::string& bytes, const Options& options = {}) {
    return read_workbook(bytes, "data.xls", options);
}

std::string small_workbook() {
    XlsWriter book;
    book.sheet("S");
    for (std::uint32_t i = 0; i < 40; ++i) {
        book.text(i, 0, "text " + std::to_string(i));
        book.number(i, 1, i + 0.25);
        book.date(i, 2, 40634 + i);
    }
    return book.file();
}

void put_little(std::string& bytes, std::size_t at, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i, value >>= 8)
        bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value & 0xFF);
}

// The first record of a kind in a stream that lies behind the header without gaps.
std::size_t record_at(const std::string& bytes, unsigned kind) {
    for (std::size_t at = 512; at + 4 < bytes.size();) {
        const auto little = [&](std::size_t i) {
            return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) |
                   static_cast<unsigned>(static_cast<unsigned char>(bytes[i + 1])) << 8;
        };
        if (little(at) == kind) return at;
        at += 4 + little(at + 2);
    }
    ADD_FAILURE() << "there is no such record";
    return 512;
}

TEST(XlsHostile, encrypted) {
    std::string bytes = small_workbook();
    put_little(bytes, record_at(bytes, 0x0042), 0x002F, 2);
    const auto read = read_bytes(bytes);
    EXPECT_EQ(read.refusal, "format.encrypted");
    EXPECT_THAT(read.remedy, HasSubstr("Remove the password"));
}

TEST(XlsHostile, other_documents) {
    EXPECT_EQ(read_bytes(generate::compound_file({{"WordDocument", std::string(5000, 'x')}})).refusal,
              "format.unknown");
    EXPECT_EQ(read_bytes(generate::compound_file({{"Workbook", std::string(5000, '\1')}})).refusal, "format.unknown");
    EXPECT_EQ(read_bytes("no container at all").refusal, "format.unknown");
}

TEST(XlsHostile, chains_that_run_in_circles) {
    const std::string good = small_workbook();
    const std::size_t table = good.size() - 512;
    for (const std::uint32_t target : {0u, 1u, 2u}) {
        std::string bytes = good;
        put_little(bytes, table + 2 * 4, target, 4); // the third sector leads back
        EXPECT_THAT(read_bytes(bytes).message, HasSubstr("circle")) << target;
    }
    std::string outside = good;
    put_little(outside, table, 0x00FFFFFF, 4);
    EXPECT_THAT(read_bytes(outside).message, HasSubstr("leads outside"));
}

TEST(XlsHostile, an_index_that_runs_in_a_circle) {
    std::string bytes = small_workbook();
    put_little(bytes, 68, 0, 4); // the index of tables is a sector of cells
    put_little(bytes, 72, 1, 4);
    EXPECT_THAT(read_bytes(bytes).refusal, StartsWith("format."));
}

TEST(XlsHostile, impossible_sizes) {
    std::string bytes = small_workbook();
    put_little(bytes, 30, 31, 2);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("impossible sizes"));
    bytes = small_workbook();
    put_little(bytes, bytes.find(std::string("W\0o\0r\0k\0b\0o\0o\0k\0", 16)) + 120, 0x7FFFFFFF, 4);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("shorter than it says"));
}

TEST(XlsHostile, a_sheet_that_is_not_there) {
    std::string bytes = small_workbook();
    put_little(bytes, record_at(bytes, 0x0085) + 4, 0x7FFFFFFF, 4);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("the sheet is not in it"));
    put_little(bytes, record_at(bytes, 0x0085) + 4, 20, 4);
    EXPECT_THAT(read_bytes(bytes).message, HasSubstr("does not begin where it should"));
}

TEST(XlsHostile, a_count_of_strings_that_lies) {
    const std::string good = small_workbook();
    const auto rows = read_bytes(good).rows;
    std::string more = good;
    put_little(more, record_at(more, 0x00FC) + 8, 0xFFFFFFFF, 4);
    EXPECT_EQ(read_bytes(more).rows, rows);
    std::string fewer = good;
    put_little(fewer, record_at(fewer, 0x00FC) + 8, 39, 4);
    EXPECT_THAT(read_bytes(fewer).issues, ::testing::ElementsAre("error table.text_missing S!40:1"));
}

TEST(XlsHostile, a_string_longer_than_the_table) {
    std::string bytes = small_workbook();
    put_little(bytes, record_at(bytes, 0x00FC) + 12, 0xFFFF, 2);
    EXPECT_EQ(read_bytes(bytes).refusal, "format.truncated");
}

TEST(XlsHostile, empty_records_without_end) {
    std::string bytes = small_workbook();
    const std::size_t at = record_at(bytes, 0x00FC);
    std::string stream = bytes.substr(512, at + 12 - 512); // the table of strings, without its strings
    put_little(stream, at - 512 + 2, 8, 2);
    for (int i = 0; i < 500000; ++i) stream += std::string("\x3C\0\0\0", 4);
    EXPECT_EQ(read_bytes(generate::compound_file({{"Workbook", stream}})).refusal, "format.truncated");
}

TEST(XlsHostile, dimensions_that_lie) {
    std::string bytes = small_workbook();
    const auto rows = read_bytes(bytes).rows;
    std::size_t at = bytes.find(std::string("\x00\x02\x0E\x00", 4));
    put_little(bytes, at + 8, 0x7FFFFFFF, 4);
    EXPECT_EQ(read_bytes(bytes).rows, rows);
    put_little(bytes, at + 8, 0, 4);
    EXPECT_EQ(read_bytes(bytes).rows, rows);
}

TEST(XlsHostile, a_column_beyond_the_sheet) {
    std::string bytes = small_workbook();
    std::size_t at = bytes.find(std::string("\xFD\x00\x0A\x00", 4));
    put_little(bytes, at + 6, 256, 2);
    EXPECT_EQ(read_bytes(bytes).refusal, "limit.columns");
}

TEST(XlsHostile, cut_off_anywhere) {
    const std::string bytes = small_workbook();
    const auto whole = read_bytes(bytes).rows;
    for (std::size_t size = 8; size < bytes.size(); size += 101) {
        const auto read = read_bytes(bytes.substr(0, size));
        EXPECT_TRUE(!read.refusal.empty() || read.rows == whole) << size;
    }
}

TEST(XlsHostile, any_byte_may_be_wrong) {
    const std::string bytes = small_workbook();
    for (const int flip : {0x01, 0x80, 0xFF})
        for (std::size_t at = 0; at < bytes.size(); at += 3) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ flip);
            read_bytes(damaged); // whatever comes of it, it comes as rows or as a refusal
        }
}

TEST(XlsHostile, sheets_beyond_the_limits) {
    Options options;
    options.limits.rows = 40;
    options.limits.columns = 3;
    EXPECT_EQ(read_bytes(small_workbook(), options).refusal, "");
    options.limits.rows = 39;
    const auto many_rows = read_bytes(small_workbook(), options);
    EXPECT_EQ(many_rows.refusal, "limit.rows");
    EXPECT_EQ(many_rows.rows.size(), 39u);
    EXPECT_THAT(many_rows.message, HasSubstr("limit of 39"));
    options = {};
    options.limits.columns = 2;
    const auto wide = read_bytes(small_workbook(), options);
    EXPECT_EQ(wide.refusal, "limit.columns");
    EXPECT_THAT(wide.message, HasSubstr("limit of 2"));
}

TEST(XlsHostile, texts_beyond_the_cap) {
    Options options;
    options.limits.cell_bytes = 5;
    EXPECT_EQ(read_bytes(small_workbook(), options).refusal, "limit.cell_bytes");
    options = {};
    options.limits.shared_string_bytes = 100;
    EXPECT_EQ(read_bytes(small_workbook(), options).refusal, "limit.shared_strings");
    options = {};
    options.limits.file_bytes = 1000;
    EXPECT_EQ(read_bytes(small_workbook(), options).refusal, "limit.file_bytes");
}

} // namespace
} // namespace pilotage::importers::test
