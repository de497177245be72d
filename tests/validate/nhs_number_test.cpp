#include "core/validate/nhs_number.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace pilotage {
namespace {

using enum NhsNumberVerdict;

TEST(NhsNumber, takes_ten_digits_together_or_spaced_3_3_4) {
    EXPECT_EQ(check_nhs_number("9434765919"), valid);
    EXPECT_EQ(check_nhs_number("943 476 5919"), valid);
    EXPECT_EQ(check_nhs_number(" 9434765919 "), valid);
    EXPECT_EQ(nhs_number_digits("943 476 5919"), "9434765919");
    for (const char* text : {"", " ", "943476591", "94347659190", "943-476-5919", "94 34765919", "943  476 5919",
                             "943 4765919", "9434 76 5919", "943476591X", "943 476 591X",
                             "\xEF\xBC\x99"
                             "434765919",
                             "9434765919\n"})
        EXPECT_EQ(check_nhs_number(text), shape) << text;
    EXPECT_EQ(nhs_number_digits("943476591"), "");
}

TEST(NhsNumber, checks_the_last_digit) {
    EXPECT_EQ(check_nhs_number("9434765918"), check_digit);
    EXPECT_EQ(check_nhs_number("9434765991"), check_digit);
    EXPECT_EQ(check_nhs_number("4010232137"), valid);
    EXPECT_EQ(nhs_number_digits("9434765918"), "");
}

TEST(NhsNumber, has_one_check_digit_for_nine_digits_or_none) {
    int without = 0, zeros = 0;
    for (int n = 400000000; n < 400002200; ++n) {
        int fits = 0;
        for (char digit = '0'; digit <= '9'; ++digit)
            if (check_nhs_number(std::to_string(n) + digit) == valid) ++fits, zeros += digit == '0' ? 1 : 0;
        EXPECT_LE(fits, 1);
        without += fits == 0 ? 1 : 0;
    }
    EXPECT_EQ(without, 201); // one in eleven would need the check digit 10
    EXPECT_EQ(zeros, 200);   // and one in eleven has 0 for 11
}

TEST(NhsNumber, refuses_one_digit_repeated_though_some_pass_the_check) {
    for (char digit = '0'; digit <= '9'; ++digit)
        EXPECT_EQ(check_nhs_number(std::string(10, digit)), repeated) << digit;
    EXPECT_EQ(check_nhs_number("111 111 1111"), repeated);
}

TEST(NhsNumber, agrees_with_published_verdicts) {
    const std::filesystem::path file = std::filesystem::path(PILOTAGE_REFERENCE_DIR) / "corpora/nhs-number.tsv";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the published verdicts are not on this machine";
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    int cases = 0;
    while (std::getline(in, line)) {
        const auto tab = line.find('\t');
        const auto verdict = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
        EXPECT_EQ(check_nhs_number(line.substr(0, tab)) == valid, verdict == "valid") << line;
        ++cases;
    }
    EXPECT_EQ(cases, 15);
}

} // namespace
} // namespace pilotage
