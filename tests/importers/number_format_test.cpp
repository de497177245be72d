// Displays found by comparing with LibreOffice (English, United Kingdom) and Excel, kept as a table.
#include "importers/spreadsheet/number_format.hpp"

#include "importers/spreadsheet/decimal.hpp"

#include <charconv>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pilotage::importers::spreadsheet {
namespace {

struct Display {
    const char* code;
    double value;
    const char* shown;
};

std::string shown(const NumberFormat& format, double value, DateSystem system = DateSystem::from_1900) {
    std::string text;
    return format.render(value, system, text) ? text : "(none)";
}

void check(std::initializer_list<Display> displays) {
    for (const auto& display : displays)
        EXPECT_EQ(shown(NumberFormat(display.code), display.value), display.shown)
            << display.code << " of " << display.value;
}

TEST(NumberFormat, general) {
    check({{"General", 0, "0"},
           {"General", 0.1 + 0.2, "0.3"},
           {"General", 1.0 / 3, "0.333333333333333"},
           {"General", -1234.5, "-1234.5"},
           {"General", 9434765919, "9434765919"},
           {"General", 1e15, "1000000000000000"},
           {"General", 1.5e20, "1.5E+20"},
           {"General", 0.00001, "0.00001"},
           {"General", 1e-10, "1E-10"},
           {"General\" u\"", -2, "-2 u"},
           {"\"a\"General", 3, "a3"}});
}

TEST(NumberFormat, digits_and_groups) {
    check({{"0", 1234.5678, "1235"},
           {"0", -0.001, "0"},
           {"0", 0.5, "1"},
           {"0", -0.5, "-1"},
           {"0.00", 1.005, "1.01"},
           {"0.00", 2.675, "2.68"},
           {"0.00", -0.001, "0.00"},
           {"#,##0", 1234567, "1,234,567"},
           {"#,##0", 12, "12"},
           {"#,##0.00", -1234567.891, "-1,234,567.89"},
           {"0.#", 0, "0"},
           {"0.#", 0.25, "0.3"},
           {"#.##", 0, ""},
           {"#.##", -0.25, "-.25"},
           {"?0.??", 0, " 0.  "},
           {"?0.??", 40634.12, "40634.12"},
           {"00000", 42, "00042"},
           {"000-00-0000", 40634, "000-04-0634"},
           {"(000) 000-0000", 1234567890, "(123) 456-7890"},
           {"0 0", 1235, "123 5"},
           {"#,##0,", 40634, "41"},
           {"0.0,,\"M\"", 12345678.9, "12.3M"},
           {"#,##0.###", 40634.1234, "40,634.123"},
           {"#,##0.###", 12, "12"},
           {".00", 12.3, "12.30"}});
}

TEST(NumberFormat, shares_and_powers) {
    check({{"0%", 0.256, "26%"},
           {"0.00%", -0.25, "-25.00%"},
           {"%0", 0.5, "%50"},
           {"0.0\"%\"", 36.7, "36.7%"},
           {"0.00E+00", 1234.5678, "1.23E+03"},
           {"0.00E+00", 0, "0.00E+00"},
           {"0.00E-00", 1234.5678, "1.23E03"},
           {"##0.0E+0", 1234.5678, "1.2E+3"},
           {"##0.0E+0", 0.00001, "10.0E-6"},
           {"0E+0", 9.9, "1E+1"}});
}

TEST(NumberFormat, fractions) {
    check({{"# ?/?", 0, "0    "},
           {"# ?/?", 1234.5678, "1234 4/7"},
           {"# ?/?", -0.25, "- 1/4"},
           {"# ?\?/?\?", 1234.5678, "1234 46/81"},
           {"# ?\?/?\?", -0.25, "-  1/4 "},
           {"?/?", 0.125, "1/8"},
           {"# ?/8", 1.25, "1 2/8"},
           {"# ?/8", 1, "1   "},
           {"0 ?/?", 0.5, "0 1/2"},
           {"0/0", 0, "0/1"},
           {"# ?/?", 0.9999, "1    "},
           {"# ?/99999999999999999999", 0.5, " 50000/100000"},
           {"?/?", -1e308, "-1E+308"}});
}

TEST(NumberFormat, sections_and_conditions) {
    check({{"#,##0.00;[Red](#,##0.00)", -1234.5, "(1,234.50)"},
           {"0;-0;\"nil\"", 0, "nil"},
           {"0;;", -1, ""},
           {"0;-0;;@", 0, ""},
           {"[<100]0.0;[>=1000]#,##0;\"mid\"", 500, "mid"},
           {"[<100]0.0;[>=1000]#,##0;\"mid\"", -1, "-1.0"},
           {"[<0]\"neg \"0;0", -1, "neg 1"},
           {"[>1]\"big\";\"small\"", -1, "small"},
           {"[=1]\"one\";[=2]\"two\";0", 2, "two"},
           {"[Color10]0", 7, "7"},
           {"+0;-0;0", 5, "+5"},
           {"-0", -1, "--1"},
           {"(0)", -1, "-(1)"},
           {"_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)", 0, " -   "},
           {"_-* #,##0_-;\\-* #,##0_-;_-* \"-\"?\?_-;_-@_-", 1234, " 1,234 "},
           {"\"x\"", -3, "x"},
           {";;;", 4, ""}});
}

TEST(NumberFormat, money) {
    check({{"[$£-809]#,##0.00", -1234.5, "-£1,234.50"},
           {"\"£\"#,##0.00", 12, "£12.00"},
           {"[$€-2] #,##0.00", 1.5, "€ 1.50"},
           {"£#,##0;[Red]-£#,##0", -7, "-£7"},
           {"#,##0.00 [$€-407]", 1, "1.00 €"}});
    EXPECT_EQ(NumberFormat("[$£-809]#,##0.00").type(), CellType::currency);
    EXPECT_EQ(NumberFormat("\"£\"#,##0").type(), CellType::currency);
    EXPECT_EQ(NumberFormat("#,##0.00;[Red](#,##0.00)").type(), CellType::number);
}

TEST(NumberFormat, dates_and_clocks) {
    constexpr double noon = 40634.5; // 1 April 2011
    constexpr double odd = 40634.123456789;
    check({{"dd/mm/yyyy", noon, "01/04/2011"},
           {"dd/mm/yyyy;@", noon, "01/04/2011"},
           {"d/m/yy", noon, "1/4/11"},
           {"yyyy-mm-dd", noon, "2011-04-01"},
           {"dddd, d mmmm yyyy", noon, "Friday, 1 April 2011"},
           {"ddd d mmm", noon, "Fri 1 Apr"},
           {"mmmmm", noon, "A"},
           {"dd.mm.yyyy", noon, "01.04.2011"},
           {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", noon, "Friday 1 April 2011"},
           {"[$-809]d mmmm yyyy", noon, "1 April 2011"},
           {"dd/mm/yyyy hh:mm", noon, "01/04/2011 12:00"},
           {"h:mm AM/PM", noon, "12:00 PM"},
           {"h:mm a/p", 0.25, "6:00 a"},
           {"hh:mm:ss", odd, "02:57:46"},
           {"hh:mm:ss.000", odd, "02:57:46.667"},
           {"mm:ss", odd, "57:46"},
           {"mm:ss.0", odd, "57:46.7"},
           {"h \"hours\" m \"min\"", 0.5, "12 hours 0 min"},
           {"[h]:mm", 1.5, "36:00"},
           {"[h]:mm:ss", -0.25, "-6:00:00"},
           {"[mm]:ss", 1.5, "2160:00"},
           {"[h]:mm:ss", 0.999999, "24:00:00"},
           {"hh:mm:ss", 0.999999, "23:59:59"},
           {"dd/mm/yyyy hh:mm", 40633.999999, "01/04/2011 00:00"},
           {"dd/mm/yyyy", 40633.999999, "31/03/2011"},
           {"dd/mm/yyyy", 1, "01/01/1900"},
           {"dd/mm/yyyy", 60, "29/02/1900"},
           {"dd/mm/yyyy", 61, "01/03/1900"},
           {"dd/mm/yyyy", 1e9, "(none)"}});
    EXPECT_EQ(shown(NumberFormat("dd/mm/yyyy"), 0, DateSystem::from_1904), "01/01/1904");
    EXPECT_EQ(shown(NumberFormat("dd/mm/yyyy"), 39172, DateSystem::from_1904), "01/04/2011");
}

TEST(NumberFormat, says_what_a_number_means) {
    const auto type = [](const char* code) { return NumberFormat(code).type(); };
    EXPECT_EQ(type("General"), CellType::number);
    EXPECT_EQ(type("0.0%"), CellType::percentage);
    EXPECT_EQ(type("0.0\"%\""), CellType::number);
    EXPECT_EQ(type("dd/mm/yyyy"), CellType::date);
    EXPECT_EQ(type("mmm-yy"), CellType::date);
    EXPECT_EQ(type("h:mm"), CellType::time);
    EXPECT_EQ(type("[h]:mm"), CellType::time);
    EXPECT_EQ(type("d/m/yy h:mm"), CellType::datetime);
    EXPECT_EQ(type("0 \"days\""), CellType::number);
    EXPECT_EQ(type("[Red]0;[Blue]-0"), CellType::number);
    EXPECT_EQ(type("@"), CellType::number);
    EXPECT_EQ(NumberFormat::built_in(14).type(), CellType::date);
    EXPECT_EQ(NumberFormat::built_in(22).type(), CellType::datetime);
    EXPECT_EQ(NumberFormat::built_in(46).type(), CellType::time);
    EXPECT_TRUE(NumberFormat::built_in(4711).is_general());
    EXPECT_EQ(shown(NumberFormat::built_in(13), 0.5), "  1/2 ");
    EXPECT_EQ(shown(NumberFormat::built_in(44), 0), " £-   ");
}

TEST(NumberFormat, texts) {
    const auto text = [](const char* code, const char* value) {
        std::string out;
        return NumberFormat(code).render_text(value, out) ? out : std::string("(as it is)");
    };
    EXPECT_EQ(text("General", "abc"), "(as it is)");
    EXPECT_EQ(text("0.00", "abc"), "(as it is)");
    EXPECT_EQ(text("@", "abc"), "(as it is)");
    EXPECT_EQ(text("dd/mm/yyyy;@", "abc"), "(as it is)");
    EXPECT_EQ(text("\"Ref: \"@", "abc"), "Ref: abc");
    EXPECT_EQ(text("_(@_)", "abc"), " abc ");
    EXPECT_EQ(text("0;0;0;\"none\"", "abc"), "none");
    EXPECT_EQ(text(";;;", "abc"), "");
}

TEST(NumberFormat, survives_any_code) {
    rc::check("no code and no number is too odd", [](const std::vector<std::uint8_t>& picks, double value) {
        static constexpr std::string_view pieces[] = {
            "0", "#",   "?",    ".",       ",",  "%", "/", "@", "E+", "e", "General", "\"",    "\\", "_", "*", "[",
            "]", "[h]", "[<5]", "[$-809]", "[$", "y", "m", "d", "h",  "s", "ss.00",   "AM/PM", ";",  "£", "8", " "};
        std::string code;
        for (const auto pick : picks) code += pieces[pick % std::size(pieces)];
        if (!std::isfinite(value)) return;
        const NumberFormat format(code);
        std::string out;
        format.render(value, DateSystem::from_1900, out);
        format.render_text("text", out);
    });
}

TEST(Decimal, canonical_numbers) {
    const auto canonical = [](double value) {
        std::string text;
        append_canonical(text, value);
        return text;
    };
    EXPECT_EQ(canonical(0.1), "0.1");
    EXPECT_EQ(canonical(1200), "1200");
    EXPECT_EQ(canonical(-0.0), "0");
    EXPECT_EQ(canonical(1e-10), "0.0000000001");
    EXPECT_EQ(canonical(1e20), "100000000000000000000");
    EXPECT_EQ(canonical(1e21), "1e+21");
    EXPECT_EQ(canonical(1.25e-30), "1.25e-30");
    EXPECT_EQ(canonical(-12345678.9), "-12345678.9");
    rc::check("a canonical number reads back the same", [&](double value) {
        if (!std::isfinite(value)) return;
        const std::string text = canonical(value);
        double back = 0;
        std::from_chars(text.data(), text.data() + text.size(), back);
        RC_ASSERT(back == value);
    });
}

} // namespace
} // namespace pilotage::importers::spreadsheet
