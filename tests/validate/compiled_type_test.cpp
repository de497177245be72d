// Compiled types against Xerces-C 3.2.4, over whole sets of values.
#include "tests/validate/compiled_pair.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace pilotage::validate {
namespace {

using test::each_text;
using test::element;
using test::long_tests;
using test::Pair;
using test::restriction;

struct Exhaustive {
    const char* name;
    const char* base;
    const char* facets;
    const char* alphabet;
    std::size_t length;
    std::size_t left = 0; ///< valid texts that are left to Xerces: spaces around them, unusual forms of numbers
};

void PrintTo(const Exhaustive& given, std::ostream* out) {
    *out << given.name;
}

class CompiledType : public testing::TestWithParam<Exhaustive> {};

TEST_P(CompiledType, judges_every_short_text_as_xerces_does) {
    const auto& given = GetParam();
    Pair pair(element("r", restriction(given.base, given.facets)));
    ASSERT_EQ(explain(pair.schema)[0].field_left_because[0], "");
    std::string first;
    each_text(given.alphabet, given.length, [&](const std::string& text) {
        if (first.empty()) first = pair.difference(0, {{0, text}});
    });
    EXPECT_EQ(first, "");
    EXPECT_GT(pair.accepted, 0u);
    EXPECT_LT(pair.accepted, pair.judged);
    EXPECT_LE(pair.arbitrated(), given.left);
}

INSTANTIATE_TEST_SUITE_P(
    Exhaustive, CompiledType,
    testing::Values(
        Exhaustive{"decimal", "decimal", "", "+-.019 ", 5, 1676},
        Exhaustive{"integer", "integer", "", "+-.09 ", 5, 244},
        Exhaustive{"non_negative", "nonNegativeInteger", "", "+-01 ", 5, 206},
        Exhaustive{"positive", "positiveInteger", "", "+-01", 6}, Exhaustive{"byte", "byte", "", "-+0128", 5},
        Exhaustive{"boolean", "boolean", "", "true01 ", 4, 18},
        Exhaustive{"total_digits", "decimal", "<xs:totalDigits value=\"2\"/>", "-.019", 5, 104},
        Exhaustive{"fraction_digits", "decimal", "<xs:fractionDigits value=\"1\"/>", "-.019", 5, 182},
        Exhaustive{"both_digits", "decimal", "<xs:totalDigits value=\"3\"/><xs:fractionDigits value=\"2\"/>", ".012", 6,
                   133},
        Exhaustive{"inclusive", "decimal", "<xs:minInclusive value=\"-1.5\"/><xs:maxInclusive value=\"10\"/>", "-.0159",
                   5, 451},
        Exhaustive{"exclusive", "integer", "<xs:minExclusive value=\"1\"/><xs:maxExclusive value=\"20\"/>", "-+0129",
                   4},
        Exhaustive{"string", "string", "<xs:minLength value=\"2\"/><xs:maxLength value=\"3\"/>", "aZ \t\n\r\xC3\xA9",
                   4},
        Exhaustive{"normalized", "normalizedString", "<xs:length value=\"3\"/>", "a \t\n\r", 5, 117},
        Exhaustive{"normalized_pattern", "normalizedString", "<xs:pattern value=\"a\\tb|b\"/>", "ab\t ", 4},
        Exhaustive{"token", "token", "<xs:minLength value=\"1\"/><xs:maxLength value=\"3\"/>", "a \t\nb", 5, 2684},
        Exhaustive{"enumeration", "string",
                   "<xs:enumeration value=\"ab\"/><xs:enumeration value=\"a b\"/><xs:enumeration value=\"b\"/>", "ab ",
                   5},
        Exhaustive{"number_enumeration", "decimal", "<xs:enumeration value=\"1\"/><xs:enumeration value=\"2.5\"/>",
                   "+.0125", 5, 32},
        Exhaustive{"pattern_classes", "string", "<xs:pattern value=\"[^a-c1][A-C\\-]?\\d*\"/>", "aAD-1x2", 4},
        Exhaustive{"pattern_groups", "string", "<xs:pattern value=\"(ab|c)+d{1,2}|e?\"/>", "abcde", 6},
        Exhaustive{"pattern_two", "string", "<xs:pattern value=\"a.\"/><xs:pattern value=\"b\\s\\S\"/>", "ab \n\r1", 4},
        Exhaustive{"pattern_counts", "string", "<xs:pattern value=\"a{2}b{0,1}c{1,}\"/>", "abc", 7},
        Exhaustive{"pattern_words", "string", "<xs:pattern value=\"\\w+\"/>", "a0Z_-+$", 4, 660},
        Exhaustive{"pattern_number", "integer", "<xs:pattern value=\"[1-9][0-9]*\"/>", "+-012", 5},
        Exhaustive{"year_month", "gYearMonth", "", "0129-", 7}, Exhaustive{"year", "gYear", "", "0129-Z", 5, 1278}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(CompiledText, judges_long_texts_with_one_odd_place_as_xerces_does) {
    std::size_t refused = 0;
    for (const std::size_t length : {8, 9, 14, 15, 16, 22, 23, 24}) {
        Pair pair(element("r", restriction("token", "<xs:length value=\"" + std::to_string(length) + "\"/>")));
        const auto plain = std::string("the quick brown fox jumps").substr(0, length - 1) + ".";
        EXPECT_EQ(pair.difference(0, {{0, plain}}), "");
        EXPECT_EQ(pair.accepted, 1u);
        for (const char* odd : {"\x01", "\x1F", " ", "  ", "\t", "\n", "\x7F", "\x80", "\x9F", "\xA0", "\xC3",
                                "\xC3\xA9", "\xE2\x80\x93", "\xEF\xBF\xBE", "\xFF"})
            for (std::size_t at = 0; at + std::strlen(odd) <= length; ++at) {
                auto text = plain;
                text.replace(at, std::strlen(odd), odd);
                ASSERT_EQ(pair.difference(0, {{0, text}}), "") << length << " characters, odd at " << at;
            }
        refused += pair.judged - pair.accepted;
    }
    EXPECT_GT(refused, 500u);
}

TEST(CompiledDate, judges_the_calendar_as_xerces_does) {
    Pair pair(element("r", restriction("date", "")));
    std::string first;
    for (int year = 0; year <= 9999 && first.empty(); ++year) {
        const bool edge =
            year < 30 || year % 100 == 0 || year % 400 == 4 || (year >= 1890 && year <= 2035) || year > 9990;
        if (!long_tests && !edge) continue;
        for (int month = 0; month <= 13; ++month)
            for (int day = 0; day <= 32; ++day) {
                char text[48];
                std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                if (first.empty()) first = pair.difference(0, {{0, text}});
            }
    }
    EXPECT_EQ(first, "");
    EXPECT_GT(pair.accepted, 90'000u);
    EXPECT_EQ(pair.arbitrated(), 0u);
}

TEST(CompiledDate, judges_what_people_write_instead_as_xerces_does) {
    Pair pair(
        element("r",
                restriction("date", "<xs:minInclusive value=\"2011-04-01\"/><xs:maxExclusive value=\"2014-04-01\"/>")) +
        element("t", restriction("time", "")) + element("d", restriction("dateTime", "")));
    for (const char* text : {"2011-04-01",
                             "2014-03-31",
                             "2014-04-01",
                             "2011-03-31",
                             " 2012-01-01",
                             "2012-01-01 ",
                             "2012-01-01Z",
                             "2012-01-01+01:00",
                             "2012-01-01+14:01",
                             "2012-01-01-14:01",
                             "2012-01-01+13:60",
                             "2014-04-01+14:00",
                             "2012-1-1",
                             "12-01-01",
                             "02012-01-01",
                             "-2012-01-01",
                             "2012/01/01",
                             "2012-01-01T00:00:00",
                             "",
                             "2012-01-0a",
                             "2012-02-30",
                             "2012-00-10"})
        EXPECT_EQ(pair.difference(0, {{0, text}}), "");
    for (const char* text :
         {"00:00:00", "23:59:59", "24:00:00", "24:00:01", "23:59:60", "12:00", "12:00:00.5", "12:00:00.",
          "12:00:00.123456789", "12:00:00.1234567890123", "12:00:00Z", "1:00:00", "12:60:00", "12:00:00,5"})
        EXPECT_EQ(pair.difference(1, {{0, text}}), "") << text;
    for (const char* text : {"2012-02-29T12:00:00", "2013-02-29T12:00:00", "2012-02-29T24:00:00", "2012-02-29 12:00:00",
                             "2012-02-29T12:00:00Z", "2012-02-29T12:00:00.25", "0000-01-01T00:00:00", "2012-02-29T"})
        EXPECT_EQ(pair.difference(2, {{0, text}}), "") << text;
}

TEST(CompiledType, unions_lists_and_steps_of_derivation_are_judged_as_xerces_does) {
    Pair pair("<xs:simpleType name=\"small\"><xs:restriction base=\"xs:integer\"><xs:maxInclusive "
              "value=\"9\"/></xs:restriction></xs:simpleType>"
              "<xs:simpleType name=\"word\"><xs:restriction base=\"xs:token\"><xs:pattern value=\"[a-z1 "
              "]+\"/></xs:restriction></xs:simpleType>"
              "<xs:simpleType name=\"short\"><xs:restriction base=\"word\"><xs:pattern value=\".{1,3}\"/><xs:maxLength "
              "value=\"2\"/></xs:restriction></xs:simpleType>" +
              element("u", "<xs:union memberTypes=\"small short\"/>") +
              element("l", "<xs:restriction><xs:simpleType><xs:list itemType=\"small\"/></xs:simpleType><xs:minLength "
                           "value=\"2\"/><xs:maxLength value=\"3\"/></xs:restriction>") +
              element("s", "<xs:restriction base=\"short\"><xs:enumeration value=\"a1\"/><xs:enumeration "
                           "value=\"aa\"/></xs:restriction>"));
    for (std::uint32_t type = 0; type < 3; ++type) {
        std::string first;
        each_text("a1 -9", 5, [&](const std::string& text) {
            if (first.empty()) first = pair.difference(type, {{0, text}});
        });
        EXPECT_EQ(first, "") << type;
    }
    EXPECT_LE(pair.arbitrated(), 210u); // with spaces around them
}

TEST(CompiledType, says_what_it_leaves_to_xerces) {
    Pair pair(element("r", restriction("string", "<xs:pattern value=\"\\p{Lu}+\"/>")) +
              element("f", restriction("float", "")) + element("n", restriction("NCName", "")));
    for (const auto& plan : explain(pair.schema)) {
        EXPECT_EQ(plan.content_left_because, "");
        EXPECT_NE(plan.field_left_because[0], "");
    }
    for (std::uint32_t type = 0; type < 3; ++type)
        for (const char* text : {"AB", "Ab", "\xC3\x89", "1", "1e5", "INF", "-0", "a:b", ""})
            EXPECT_EQ(pair.difference(type, {{0, text}}), "");
}

} // namespace
} // namespace pilotage::validate
