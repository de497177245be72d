// Delimiters: given, declared in the file, or found out.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::importers::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DelimitedDialect, the_usual_delimiters_are_found) {
    for (const std::string d : {",", ";", "\t", "|", "\x1f"}) {
        const auto read = drain("ref" + d + "name" + d + "n\n1" + d + "\"x, y; z\"" + d + "3\n2" + d + "w" + d + "4\n");
        EXPECT_THAT(read.cells(), ElementsAre(Cells{"ref", "name", "n"}, Cells{"1", "x, y; z", "3"}, Cells{"2", "w", "4"})) << d;
        EXPECT_THAT(read.issues, IsEmpty());
    }
}

TEST(DelimitedDialect, decimal_commas_do_not_mislead) {
    const auto read = drain("ref;cost;hours\n1;12,50;3,5\n2;8,00;2,0\n3;7,25;1,5\n");
    EXPECT_EQ(read.rows[1].cells, (Cells{"1", "12,50", "3,5"}));
    EXPECT_EQ(read.decisions, "UTF-8, semicolon, LF");
}

TEST(DelimitedDialect, commas_in_text_do_not_mislead) {
    const auto read = drain("a\tb\none, two, three\tx\nfour, five\ty\nsix\tz\n");
    EXPECT_EQ(read.rows[1].cells, (Cells{"one, two, three", "x"}));
}

TEST(DelimitedDialect, one_column_is_one_column) {
    const auto read = drain("name\nSmith\nJones\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"name"}, Cells{"Smith"}, Cells{"Jones"}));
    EXPECT_THAT(read.issues, IsEmpty());
}

TEST(DelimitedDialect, headings_alone_suffice) {
    EXPECT_THAT(drain("a;b;c").cells(), ElementsAre(Cells{"a", "b", "c"}));
}

TEST(DelimitedDialect, a_given_delimiter_is_obeyed) {
    Options options;
    options.delimiter = ':';
    EXPECT_THAT(drain("a,b:c,d\n1,2:3,4\n", options).cells(), ElementsAre(Cells{"a,b", "c,d"}, Cells{"1,2", "3,4"}));
}

TEST(DelimitedDialect, ascii_separators) {
    const auto read = drain("a\x1f" "b\x1e" "1\x1f" "x\"y\x1e" "2\x1f" "3\x1e\n4\x1f" "5");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "x\"y"}, Cells{"2", "3"}, Cells{"4", "5"}));
    EXPECT_EQ(read.rows[2].number, 3u);
    EXPECT_EQ(read.rows[3].line, 2u);
}

TEST(DelimitedDialect, a_record_separator_is_text_under_other_delimiters) {
    EXPECT_THAT(drain("a,b\n1\x1e,2\n").cells(), ElementsAre(Cells{"a", "b"}, Cells{"1\x1e", "2"}));
}

TEST(DelimitedDialect, a_declared_delimiter_is_not_a_row) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto read = drain("sep=;" + end + "a;b" + end + "1,2;3" + end);
        EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1,2", "3"}));
        EXPECT_EQ(read.rows[0].number, 1u);
        EXPECT_EQ(read.rows[0].line, 2u);
    }
    EXPECT_THAT(drain("sep=1,b\n2,3\n").rows[0].cells, ElementsAre("sep=1", "b")) << "not a declaration";
}

TEST(DelimitedDialect, a_declaration_of_a_sign_that_cannot_divide_cells_is_text) {
    EXPECT_THAT(drain("sep=\n\na,b\n\"c\n").cells(), ElementsAre(Cells{"sep="}, Cells{"a", "b"}, Cells{"\"c"}));
    EXPECT_EQ(drain("sep=\"\na,b\n1,2\n").rows.size(), 3u);
    EXPECT_EQ(drain("sep=\xc3\xa9\na,b\n1,2\n").rows.size(), 3u);
}

TEST(DelimitedDialect, a_delimiter_beyond_ascii) {
    Options options;
    options.delimiter = '\xa7'; // the section sign of Latin-1
    const std::string utf8 = "a\xc2\xa7" "b\n\"x\xc2\xa7y\"\xc2\xa7z\xc2\xa3\n";
    EXPECT_THAT(drain(utf8, options).cells(), ElementsAre(Cells{"a", "b"}, Cells{"x\xc2\xa7y", "z\xc2\xa3"}));
    const std::string latin = "a\xa7" "b\n\"x\xa7y\"\xa7z\xa3\n";
    EXPECT_THAT(drain(latin, options).cells(), ElementsAre(Cells{"a", "b"}, Cells{"x\xc2\xa7y", "z\xc2\xa3"}));
}

TEST(DelimitedDialect, signs_that_cannot_be_told_apart_are_refused) {
    Options options;
    options.delimiter = '"';
    EXPECT_EQ(drain("a\n", options).malformed->rule, "format.dialect");
    options.delimiter = '\n';
    EXPECT_EQ(drain("a\n", options).malformed->rule, "format.dialect");
}

TEST(DelimitedDialect, rows_longer_than_the_sample_are_read) {
    std::string heading = "a", values = "1";
    for (int i = 1; i < 9000; ++i) heading += ",a long heading " + std::to_string(i), values += "," + std::to_string(i);
    Options options;
    options.limits.columns = 9000;
    const auto read = drain(heading + "\n" + values + "\n", options);
    ASSERT_FALSE(read.malformed) << read.malformed->message;
    ASSERT_EQ(read.rows.size(), 2u);
    EXPECT_EQ(read.rows[1].cells.size(), 9000u);
    EXPECT_THAT(read.issues, IsEmpty());
}

} // namespace
} // namespace pilotage::importers::test
