// How text is cut into records and cells, and what is said about text that breaks the rules.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::importers::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DelimitedRecords, plain_cells) {
    const auto read = drain("a,b,c\n1,2,3\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b", "c"}, Cells{"1", "2", "3"}));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedRecords, quoted_cells_hold_delimiters_breaks_and_doubled_quotes) {
    const auto read = drain("a,b\n\"x,y\",\"line 1\r\nline 2\"\n\"say \"\"hi\"\"\",\"\"\"\"\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"x,y", "line 1\r\nline 2"}, Cells{"say \"hi\"", "\""}));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedRecords, empty_cells_stay_also_at_the_end) {
    const auto read = drain("a,b,c\n,,\n\"\",x,\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b", "c"}, Cells{"", "", ""}, Cells{"", "x", ""}));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedRecords, empty_cells_are_of_the_empty_type) {
    const ScratchFile file("a,\"\",\"x\"\n");
    const auto reader = open(file.path(), {});
    Row row;
    ASSERT_TRUE(reader->next(row));
    EXPECT_EQ(row.cells()[0].type, CellType::text);
    EXPECT_EQ(row.cells()[1].type, CellType::empty);
    EXPECT_EQ(row.cells()[2].type, CellType::text);
    EXPECT_EQ(row.cells()[2].shown.data(), nullptr);
}

TEST(DelimitedRecords, all_line_ends_mixed) {
    const auto read = drain("a,b\r\n1,2\n3,4\r5,6\r\n7,8");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}, Cells{"3", "4"}, Cells{"5", "6"}, Cells{"7", "8"}));
    EXPECT_THAT(read.places(), ElementsAre("format.mixed_line_ends 0:0"));
    EXPECT_EQ(read.rows[4].line, 5u);
}

TEST(DelimitedRecords, a_row_is_a_record_and_a_line_is_a_line) {
    const auto read = drain("a,b\r\n\r\n1,\"x\r\ny\rz\nw\"\r\n\n2,3\n");
    ASSERT_EQ(read.rows.size(), 3u);
    EXPECT_EQ(read.rows[1].number, 2u);
    EXPECT_EQ(read.rows[1].line, 3u);
    EXPECT_EQ(read.rows[2].number, 3u);
    EXPECT_EQ(read.rows[2].line, 8u);
}

TEST(DelimitedRecords, blank_lines_are_yielded_when_asked_for) {
    Options options;
    options.blank_rows = true;
    const auto read = drain("a,b\n\n1,2\n", options);
    ASSERT_EQ(read.rows.size(), 3u);
    EXPECT_THAT(read.rows[1].cells, IsEmpty());
    EXPECT_EQ(read.rows[1].line, 2u);
    EXPECT_EQ(read.rows[2].number, 2u);
}

TEST(DelimitedRecords, a_file_without_rows) {
    EXPECT_THAT(drain("").rows, IsEmpty());
    EXPECT_THAT(drain("\r\n\n\r").rows, IsEmpty());
    EXPECT_THAT(drain("\xef\xbb\xbf").rows, IsEmpty());
}

TEST(DelimitedRecords, ragged_rows_are_told_and_kept) {
    const auto read = drain("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n");
    EXPECT_THAT(read.places(), ElementsAre("table.ragged_row 2:0", "table.ragged_row 3:0", "table.ragged_row 4:0"));
    EXPECT_EQ(read.issues[0].severity, Issue::Severity::error);
    EXPECT_EQ(read.issues[1].severity, Issue::Severity::error);
    EXPECT_EQ(read.issues[2].severity, Issue::Severity::warning) << "surplus cells are empty";
    EXPECT_EQ(read.rows[2].cells.size(), 4u);
}

TEST(DelimitedRecords, title_lines_above_the_table_are_not_ragged) {
    const auto read = drain("Referrals 2013\n\na,b,c\n1,2,3\n4,5,6\n7\n");
    EXPECT_THAT(read.places(), ElementsAre("table.ragged_row 6:0"));
}

TEST(DelimitedRecords, an_unclosed_quote_costs_its_own_cell_only) {
    const auto read = drain("a,b,c\n1,\"x,3\n4,5,6\n7,8,9\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b", "c"}, Cells{"1", "\"x", "3"}, Cells{"4", "5", "6"}, Cells{"7", "8", "9"}));
    EXPECT_THAT(read.places(), ElementsAre("table.unclosed_quote 2:2"));
    EXPECT_EQ(read.issues[0].row, 2u);
}

TEST(DelimitedRecords, an_unclosed_quote_is_found_where_a_later_cell_opens) {
    const auto read = drain("a,b\n\"x,1\n2,3\n\"y\",4\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"\"x", "1"}, Cells{"2", "3"}, Cells{"y", "4"}));
    EXPECT_THAT(read.places(), ElementsAre("table.unclosed_quote 2:1"));
}

TEST(DelimitedRecords, an_unclosed_quote_stands_at_its_own_line_of_a_long_record) {
    const auto read = drain("a,b\n\"one\ntwo\",\"x\n3,4\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"one\ntwo", "\"x"}, Cells{"3", "4"}));
    EXPECT_THAT(read.places(), ElementsAre("table.unclosed_quote 3:2"));
    EXPECT_EQ(read.rows[2].line, 4u);
}

TEST(DelimitedRecords, a_file_that_ends_inside_quotes) {
    const auto read = drain("a,b\n1,\"cut off");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "\"cut off"}));
    EXPECT_THAT(read.places(), ElementsAre("table.unclosed_quote 2:2"));
}

TEST(DelimitedRecords, an_unclosed_quote_far_before_the_end) {
    std::string content = "a,b\n1,\"x\n";
    for (int i = 0; i < 300'000; ++i) content += std::to_string(i) + ",y\n";
    const auto read = drain(content);
    ASSERT_EQ(read.rows.size(), 300'002u);
    EXPECT_THAT(read.places(), ElementsAre("table.unclosed_quote 2:2"));
    EXPECT_EQ(read.rows.back().cells, (Cells{"299999", "y"}));
    EXPECT_EQ(read.rows.back().line, 300'002u);
}

TEST(DelimitedRecords, text_after_a_closing_quote_is_kept) {
    const auto read = drain("a,b\n\"x \"\"y\"\"\"tail,1\n\"q\" ,2\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"x \"y\"tail", "1"}, Cells{"q ", "2"}));
    EXPECT_THAT(read.places(), ElementsAre("table.text_after_quote 2:1", "table.text_after_quote 3:1"));
}

TEST(DelimitedRecords, stray_quotes_are_kept_and_noted_once_a_cell) {
    const auto read = drain("a,b\n5\" by 6\",x\"\"\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"5\" by 6\"", "x\"\""}));
    EXPECT_THAT(read.places(), ElementsAre("table.stray_quote 2:1", "table.stray_quote 2:2"));
    EXPECT_EQ(read.issues[0].severity, Issue::Severity::note);
}

TEST(DelimitedRecords, without_quoting_a_quote_is_text) {
    Options options;
    options.quote = '\0';
    const auto read = drain("a,b\n\"x,y\"\n", options);
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"\"x", "y\""}));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedRecords, another_quote) {
    Options options;
    options.quote = '\'';
    EXPECT_THAT(drain("a,b\n'x,''y',\"z\n", options).cells(), ElementsAre(Cells{"a", "b"}, Cells{"x,'y", "\"z"}));
}

TEST(DelimitedRecords, issues_never_quote_a_value) {
    const auto read = drain("a,b\nSECRET\"x,\"SECRET\"SECRET\n\"SECRET,1\nSECRET\n\xc3\xa9\xc3\xa9SECRET\xff,SECRET\n");
    ASSERT_GE(read.issues.size(), 5u);
    for (const auto& issue : read.issues) {
        EXPECT_EQ(issue.message.find("SECRET"), std::string::npos) << issue.rule;
        EXPECT_FALSE(issue.remedy.empty()) << issue.rule;
    }
}

/// The window slides in blocks: whatever stands across an edge of it must read as anywhere else.
TEST(DelimitedRecords, block_edges_make_no_difference) {
    const std::string tail = "\"q\"\"q\r\nw\",\xe2\x82\xac,\xf0\x9f\x98\x80\r\n\r\n\"a\",b,c\r\n";
    for (std::size_t before = 0; before < tail.size() + 4; ++before) {
        const auto line = [](std::size_t size) { return std::string(size - 4, 'f') + ",,\r\n"; };
        std::string content = "x,y,z\r\n";
        std::size_t rows = 1;
        const std::size_t size = (256u << 10) - before;
        for (; size - content.size() >= 8192; ++rows) content += line(4096);
        content += line(size - content.size());
        ++rows;
        const auto read = drain(content + tail);
        ASSERT_EQ(read.rows.size(), rows + 2) << before;
        EXPECT_EQ(read.rows[rows].cells, (Cells{"q\"q\r\nw", "\xe2\x82\xac", "\xf0\x9f\x98\x80"})) << before;
        EXPECT_EQ(read.rows[rows].line, rows + 1);
        EXPECT_EQ(read.rows[rows + 1].line, rows + 4);
        EXPECT_THAT(read.issues, IsEmpty());
    }
}

/// Signs are looked for in 64 bytes at once, but not near the end.
TEST(DelimitedRecords, where_a_record_begins_makes_no_difference) {
    const std::string tail = "\"q\"\"q\r\nw\",\xe2\x82\xac,\xf0\x9f\x98\x80\r\n\r\n,\"a\",\r\ni\"nch,,\" b,\"\r\n";
    for (std::size_t before = 0; before < 140; ++before)
        for (const std::size_t after : {0, 1, 63, 64, 65, 200}) {
            const auto long_cell = [](std::size_t size) { return ',' + std::string(size, 'f') + ",\r\n"; };
            const auto read = drain("x,y,z\r\n" + long_cell(before) + tail + (after == 0 ? "" : long_cell(after)));
            ASSERT_EQ(read.rows.size(), after == 0 ? 5u : 6u) << before << ' ' << after;
            EXPECT_EQ(read.rows[1].cells, (Cells{"", std::string(before, 'f'), ""})) << before;
            EXPECT_EQ(read.rows[2].cells, (Cells{"q\"q\r\nw", "\xe2\x82\xac", "\xf0\x9f\x98\x80"})) << before;
            EXPECT_EQ(read.rows[3].cells, (Cells{"", "a", ""})) << before;
            EXPECT_EQ(read.rows[4].cells, (Cells{"i\"nch", "", " b,"})) << before;
            EXPECT_EQ(read.issues.size(), 1u) << before;
        }
}

TEST(DelimitedRecords, a_file_that_shrinks_while_it_is_read_ends_early) {
    std::string content = "a,b\n";
    for (int i = 0; i < 200'000; ++i) content += "12345,67890\n";
    const ScratchFile file(content);
    const auto reader = open(file.path(), {});
    Row row;
    ASSERT_TRUE(reader->next(row));
    std::filesystem::resize_file(file.path(), 4);
    std::uint64_t rows = 1;
    while (reader->next(row)) ++rows;
    EXPECT_LT(rows, 200'001u);
    EXPECT_GT(rows, 1u);
}

} // namespace
} // namespace pilotage::importers::test
