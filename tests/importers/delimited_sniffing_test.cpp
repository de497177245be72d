// What is found out about a text of which nothing is told, and what is said of it.
#include "tests/importers/reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage::importers::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> reasons(const std::string& content, const Options& options = {}) {
    const ScratchFile file(content);
    return open(file.path(), options)->reasons();
}

TEST(DelimitedSniffing, every_decision_has_its_reason) {
    EXPECT_THAT(reasons("ref;name\n1;\"a;b\"\n2;x\n"),
                ElementsAre("UTF-8: all of the file is ASCII.",
                            "Delimiter semicolon: with it, 3 of the first 3 rows have 2 cells.",
                            "Quotation mark \": cells of those rows stand in it (1).",
                            "Row 1 is taken as the headings: its cells are texts, all filled and all different."));
    EXPECT_THAT(reasons("caf\xe9,x\n1,2\n"), Contains("Windows-1252: some of its bytes are not UTF-8 (1)."));
    EXPECT_THAT(reasons("caf\xc3\xa9,x\n1,2\n"), Contains("UTF-8: so are its signs beyond ASCII (1)."));
    EXPECT_THAT(reasons("\xef\xbb\xbf" "a,b\n"), Contains("UTF-8: the file begins with its byte-order mark."));
    EXPECT_THAT(reasons("sep=|\na|b\n"), Contains("Delimiter pipe: the file's first line says so."));
    EXPECT_THAT(reasons("name\nSmith\n"), Contains("No delimiter: none of the usual ones divides the rows into columns."));
    Options options;
    options.delimiter = ',';
    options.encoding = "UTF-8";
    options.quote = '\0';
    EXPECT_THAT(reasons("a,b\n", options),
                ElementsAre("UTF-8: it was given.", "Delimiter comma: it was given.",
                            "No quotation marks: so it was given.",
                            "Row 1 is taken as the headings: its cells are texts, all filled and all different."));
}

TEST(DelimitedSniffing, the_row_of_headings_is_judged) {
    EXPECT_THAT(reasons("title of it\n\nref,name\n1,x\n"), Contains(HasSubstr("Row 2 is taken as the headings")));
    EXPECT_THAT(reasons("1,2012-04-01,x\n2,2012-04-02,y\n"), Contains(HasSubstr("Row 1 is taken as data")));
    EXPECT_THAT(reasons("ref,,name\n1,2,x\n"), Contains(HasSubstr("one of its cells is empty")));
    EXPECT_THAT(reasons("ref,ref\n1,2\n"), Contains(HasSubstr("two of its cells are alike")));
    EXPECT_THAT(reasons(""), Not(Contains(HasSubstr("Row"))));
}

TEST(DelimitedSniffing, single_quotation_marks) {
    const auto read = drain("'ref','name'\n'1','a, b'\n'2','it''s'\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"ref", "name"}, Cells{"1", "a, b"}, Cells{"2", "it's"}));
    EXPECT_THAT(read.issues, IsEmpty());
    EXPECT_THAT(drain("ref,name\n1,O'Brien\n2,'tis\n3,x'\n").cells()[2], ElementsAre("2", "'tis")) << "apostrophes";
    EXPECT_THAT(drain("a,b\n\"x\",'y'\n'z','w'\n").cells()[1], ElementsAre("x", "'y'")) << "double ones come first";
}

TEST(DelimitedSniffing, lines_of_comments) {
    const std::string text = "# made 2012-04-01, \"by hand\n#\nref;cost\n1;2,50\n# half way\n2;3,75\n";
    const auto read = drain(text);
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"ref", "cost"}, Cells{"1", "2,50"}, Cells{"2", "3,75"}));
    EXPECT_THAT(read.places(), ElementsAre("table.comment_line 1:0", "table.comment_line 2:0", "table.comment_line 5:0"));
    EXPECT_EQ(read.rows[0].number, 1u);
    EXPECT_EQ(read.rows[0].line, 3u);
    EXPECT_EQ(read.rows[2].line, 6u);
    EXPECT_THAT(reasons(text), Contains(HasSubstr("Comments begin with #")));
    for (const std::string end : {"\r\n", "\r"}) {
        const auto other = drain("# x" + end + "a,b" + end + "1,2" + end + "# y");
        EXPECT_THAT(other.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
        EXPECT_EQ(other.issues.size(), 2u);
    }
}

TEST(DelimitedSniffing, headings_and_values_may_begin_like_comments) {
    EXPECT_THAT(drain("#,name\n1,x\n2,y\n").cells()[0], ElementsAre("#", "name"));
    EXPECT_THAT(drain("a,b\n#1,x\n2,y\n").cells()[1], ElementsAre("#1", "x"));
    EXPECT_THAT(drain("# made\n#,name\n1,x\n").cells(), ElementsAre(Cells{"#", "name"}, Cells{"1", "x"}));
    EXPECT_THAT(drain("#\n#1\n#2\n").rows.size(), 3u) << "one column";
    Options none;
    none.comment = '\0';
    EXPECT_EQ(drain("# made\na,b\n", none).rows.size(), 2u);
}

TEST(DelimitedSniffing, a_sign_of_comments_can_be_given) {
    Options options;
    options.comment = '%';
    const auto read = drain("a,b\n%1,2\n1,2\n% \"x\n", options);
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
    EXPECT_EQ(read.issues.size(), 2u);
    for (const char sign : {'"', '\n', '\xa3'}) {
        options.comment = sign;
        EXPECT_EQ(drain("a,b\n", options).malformed->rule, "format.dialect");
    }
}

TEST(DelimitedSniffing, a_comment_longer_than_a_block_is_passed_over) {
    const auto read = drain("# x\na,b\n1,2\n# " + std::string(700'000, 'y') + "\xe9\r\n3,4\xe9\r\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}, Cells{"3", "4\xc3\xa9"}));
    EXPECT_EQ(read.rows[2].line, 5u);
}

TEST(DelimitedSniffing, spaces_around_delimiters) {
    const auto read = drain("ref ; name ; n\n1 ; \"x; y \" ; 3\n2 ; w ; 4\n");
    EXPECT_THAT(read.cells(), ElementsAre(Cells{"ref", "name", "n"}, Cells{"1", "x; y ", "3"}, Cells{"2", "w", "4"}));
    ASSERT_THAT(read.places(), ElementsAre("table.spaces_around 0:0"));
    EXPECT_THAT(read.issues[0].message, HasSubstr("around 9 cells"));
    EXPECT_THAT(drain("a, b, c\n1, \"x, y\", 3\n").cells()[1], ElementsAre("1", "x, y", "3"));
    EXPECT_THAT(drain("a\t b\n1\t  2\n3\t \"4\"\n").cells()[2], ElementsAre("3", "4")) << "a tab is the delimiter";
}

TEST(DelimitedSniffing, some_spaces_are_text) {
    EXPECT_THAT(drain("a,b,c\n1, x,2\n3,y,4\n").cells()[1], ElementsAre("1", " x", "2"));
    Options options;
    options.spaces_around = true;
    const auto read = drain("a,b\n 1 ,\t\"x\" \n", options);
    EXPECT_THAT(read.cells()[1], ElementsAre("1", "x"));
    EXPECT_EQ(read.issues.size(), 1u);
    options.spaces_around = false;
    EXPECT_THAT(drain("a, b\n1, 2\n", options).cells()[1], ElementsAre("1", " 2"));
}

TEST(DelimitedSniffing, a_plugin_may_refuse_repairs) {
    Options strict;
    strict.lenient = false;
    const std::pair<std::string, std::string> cases[] = {
        {"a,b\n1,\"x\n", "table.unclosed_quote"},     {"a,b\n1,\"x\"y\n", "table.text_after_quote"},
        {"a,b\n1\n", "table.ragged_row"},             {"a,b\n1,2,\n", "table.ragged_row"},
        {"a,b\n\x81,2\n", "encoding.undefined_byte"}, {std::string("a,b\n1,\0\n", 8), "encoding.nul_byte"},
    };
    for (const auto& [text, rule] : cases) {
        const auto read = drain(text, strict);
        ASSERT_TRUE(read.malformed) << rule;
        EXPECT_EQ(read.malformed->rule, rule);
        EXPECT_EQ(read.malformed->line, 2u);
        EXPECT_EQ(read.rows.size(), 1u) << "what stood before is given";
        EXPECT_FALSE(drain(text).malformed) << rule;
    }
    EXPECT_FALSE(drain("# x\na,b\r\n1,x\"\n", strict).malformed) << "notes are no repairs";
}

} // namespace
} // namespace pilotage::importers::test
