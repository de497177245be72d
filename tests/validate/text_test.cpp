#include "core/text.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace pilotage {
namespace {

TEST(Closest, takes_the_fewest_edits) {
    const std::vector<std::string> commands{"check", "compare", "ingest", "init", "status"};
    EXPECT_EQ(closest("chekc", commands), "check");
    EXPECT_EQ(closest("compar", commands), "compare");
    EXPECT_EQ(closest("stattus", commands), "status");
    EXPECT_EQ(closest("publish", commands), "");
    EXPECT_EQ(closest("", commands), "");
}

TEST(Closest, case_spaces_and_punctuation_are_no_edits) {
    const std::vector<std::string> words{"--no-store", "Home care", "PD"};
    EXPECT_EQ(closest("--nostore", words), "--no-store");
    EXPECT_EQ(closest("HOME-CARE", words), "Home care");
    EXPECT_EQ(closest("p.d.", words), "PD");
}

TEST(Closest, short_codes_are_not_near_each_other) {
    const std::vector<std::string> codes{"PDA", "VI", "HI", "init", "check"};
    EXPECT_EQ(closest("PDB", codes), "");
    EXPECT_EQ(closest("LI", codes), "");
    EXPECT_EQ(closest("int", codes), "init") << "a longer word with a letter too few";
    EXPECT_EQ(closest("chk", codes), "");
}

TEST(Closest, nearer_ones_win_whatever_the_order) {
    EXPECT_EQ(closest("period", std::vector<std::string>{"--periods", "--period"}), "--period");
    EXPECT_EQ(closest("period", std::vector<std::string>{"--period", "--periods"}), "--period");
    EXPECT_EQ(closest("ini", std::vector<std::string>{"init", "INI"}), "INI");
}

TEST(MarkupText, escapes_what_ends_text_or_an_attribute) {
    EXPECT_EQ(markup_text("a & b < c > \"d\" 'e' caf\xC3\xA9"), "a &amp; b &lt; c &gt; &quot;d&quot; 'e' caf\xC3\xA9");
}

} // namespace
} // namespace pilotage
