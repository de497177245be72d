// Every limit refuses, says which one it is, and lets pass what just fits.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::importers::test {
namespace {

Options limited(void (*set)(Limits&)) {
    Options options;
    set(options.limits);
    return options;
}

TEST(DelimitedLimits, bytes_of_the_file) {
    const auto options = limited([](Limits& limits) { limits.file_bytes = 8; });
    EXPECT_FALSE(drain("a,b\n1,2\n", options).malformed);
    const auto read = drain("a,b\n1,23\n", options);
    ASSERT_TRUE(read.malformed);
    EXPECT_EQ(read.malformed->rule, "limit.file_bytes");
    EXPECT_NE(read.malformed->message.find("8 bytes"), std::string::npos);
}

TEST(DelimitedLimits, bytes_of_a_file_that_grows_meanwhile) {
    const ScratchFile file("a,b\n" + std::string(300'000, 'x') + "\n");
    const auto reader = open(file.path(), limited([](Limits& limits) { limits.file_bytes = 300'100; }));
    std::ofstream(file.path(), std::ios::app) << std::string(600'000, 'y');
    Row row;
    EXPECT_THROW(while (reader->next(row)) {}, Malformed);
}

TEST(DelimitedLimits, bytes_of_a_plain_cell) {
    const auto options = limited([](Limits& limits) { limits.cell_bytes = 5; });
    EXPECT_FALSE(drain("a,b\n12345,2\n", options).malformed);
    const auto read = drain("a,b\n1,2\n3,123456\n", options);
    ASSERT_TRUE(read.malformed);
    EXPECT_EQ(read.malformed->rule, "limit.cell_bytes");
    EXPECT_EQ(read.malformed->row, 3u);
    EXPECT_EQ(read.malformed->line, 3u);
    EXPECT_EQ(read.malformed->column, 2u);
    EXPECT_EQ(read.rows.size(), 2u) << "the rows before are read";
    EXPECT_EQ(drain("a,b\n1,123456", options).malformed->rule, "limit.cell_bytes") << "at the end of the file too";
}

TEST(DelimitedLimits, bytes_of_a_quoted_cell) {
    const auto options = limited([](Limits& limits) { limits.cell_bytes = 5; });
    EXPECT_EQ(drain("a,b\n\"12345\",2\n", options).rows[1].cells[0], "12345");
    EXPECT_EQ(drain("a,b\n\"123456\",2\n", options).malformed->rule, "limit.cell_bytes");
    EXPECT_EQ(drain("a,b\n\"12\"4567,2\n", options).malformed->rule, "limit.cell_bytes");
}

TEST(DelimitedLimits, a_quoted_cell_that_grows_over_lines_and_the_limit_is_unclosed) {
    const auto options = limited([](Limits& limits) { limits.cell_bytes = 20; });
    const auto read = drain("a,b\n\"x,1\n22,333\n4444,55555\n6,7\n\"y\",8\n", options);
    ASSERT_FALSE(read.malformed);
    EXPECT_THAT(read.places(), testing::ElementsAre("table.unclosed_quote 2:1"));
    EXPECT_EQ(read.rows.size(), 6u);
}

TEST(DelimitedLimits, cells_of_a_row) {
    const auto options = limited([](Limits& limits) { limits.columns = 3; });
    EXPECT_FALSE(drain("1,2,3\n", options).malformed);
    const auto read = drain("1,2,3\n1,2,3,4\n", options);
    ASSERT_TRUE(read.malformed);
    EXPECT_EQ(read.malformed->rule, "limit.columns");
    EXPECT_EQ(read.malformed->row, 2u);
}

TEST(DelimitedLimits, rows) {
    const auto options = limited([](Limits& limits) { limits.rows = 2; });
    EXPECT_FALSE(drain("a\n\n1\n", options).malformed);
    const auto read = drain("a\n1\n2\n", options);
    ASSERT_TRUE(read.malformed);
    EXPECT_EQ(read.malformed->rule, "limit.rows");
    EXPECT_EQ(read.rows.size(), 2u);
}

TEST(DelimitedLimits, bytes_of_a_row) {
    const auto options = limited([](Limits& limits) { limits.row_bytes = 1 << 20, limits.columns = 1 << 30; });
    std::string row;
    for (int i = 0; i < 400'000; ++i) row += "123456789,";
    const auto read = drain("a,b\n" + row, options);
    ASSERT_TRUE(read.malformed);
    EXPECT_EQ(read.malformed->rule, "limit.row_bytes");
    EXPECT_EQ(read.malformed->line, 2u);
}

TEST(DelimitedLimits, the_largest_cell_of_the_default_limits_is_read) {
    const std::string cell(1 << 20, 'x');
    EXPECT_EQ(drain("a,b\n" + cell + ",2\n\"" + cell + "\",3\n").rows[2].cells[0].size(), cell.size());
    EXPECT_EQ(drain("a,b\n" + cell + "x,2\n").malformed->rule, "limit.cell_bytes");
}

} // namespace
} // namespace pilotage::importers::test
