#include "core/validate/finding_causes.hpp"
#include "core/validate/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pilotage {
namespace {

using testing::ElementsAre;

Finding wrong_gender(std::uint64_t line, std::string value) {
    Finding finding = finding_of("schema.enumeration", {"people.csv", "", line, line, 4});
    finding.field = "Gender";
    finding.value = std::move(value);
    finding.expected = "one of M, F";
    return finding;
}

std::vector<std::string> places(const FindingCauses::Cause& cause, std::size_t most = SIZE_MAX) {
    std::vector<std::string> out;
    for (const auto& place : cause.places(most)) out.push_back(to_string(place));
    return out;
}

TEST(FindingCauses, keep_the_first_places_and_values_and_count_the_rest) {
    FindingCauses findings({3, 2});
    std::uint64_t line = 0;
    for (const auto* value : {"Male", "X", "Male", "Y", "Z", "X", "Male", "Male"})
        findings.add(wrong_gender(++line, value));
    EXPECT_EQ(findings.count(Severity::error), 8u);
    EXPECT_EQ(findings.count(Severity::warning), 0u);
    const auto causes = findings.causes(Severity::error);
    ASSERT_EQ(causes.size(), 1u);
    const auto& cause = *causes[0];
    EXPECT_EQ(cause.count(), 8u);
    EXPECT_EQ(cause.placed(), 8u);
    EXPECT_EQ(cause.first().place.line, 1u);
    // Those of the first value stand together.
    EXPECT_THAT(places(cause), ElementsAre("people.csv:1:4", "people.csv:3:4", "people.csv:7:4", "people.csv:2:4",
                                           "people.csv:6:4", "people.csv:4:4"));
    EXPECT_THAT(places(cause, 2), ElementsAre("people.csv:1:4", "people.csv:3:4"));
    EXPECT_THAT(cause.values(), ElementsAre("Male", "X"));
    EXPECT_TRUE(cause.more_values());
}

TEST(FindingCauses, without_limits_keep_every_place_and_value) {
    FindingCauses findings({SIZE_MAX, SIZE_MAX});
    for (std::uint64_t line = 1; line <= 100; ++line) findings.add(wrong_gender(line, std::to_string(line % 10)));
    const auto& cause = *findings.causes(Severity::error).at(0);
    EXPECT_EQ(places(cause).size(), 100u);
    EXPECT_EQ(cause.values().size(), 10u);
    EXPECT_FALSE(cause.more_values());
}

TEST(FindingCauses, part_by_rule_file_table_field_message_and_severity_alone) {
    const auto changed = [](auto change) {
        FindingCauses findings;
        findings.add(wrong_gender(2, "Male"));
        auto other = wrong_gender(3, "Male");
        change(other);
        findings.add(other);
        std::size_t causes = 0;
        for (const auto severity : {Severity::note, Severity::warning, Severity::error, Severity::fatal})
            causes += findings.causes(severity).size();
        return causes;
    };
    EXPECT_EQ(changed([](Finding& f) { f.record = "R9"; }), 1u);
    EXPECT_EQ(changed([](Finding& f) { f.value = "male"; }), 1u);
    EXPECT_EQ(changed([](Finding& f) { f.expected = "M"; }), 1u);
    EXPECT_EQ(changed([](Finding& f) { f.remedy = "Write M."; }), 1u);
    EXPECT_EQ(changed([](Finding& f) { f.severity = Severity::warning; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.rule = "schema.type"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.place.file = "other.csv"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.place.table = "Sheet1"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.field = "Sex"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.message = "Other words."; }), 2u);
}

TEST(FindingCauses, put_the_most_frequent_first) {
    FindingCauses findings;
    auto sex = wrong_gender(1, "A");
    sex.field = "Sex";
    auto age = wrong_gender(2, "B");
    age.field = "Age";
    for (const auto* one : {&sex, &age, &age}) findings.add(*one);
    const auto causes = findings.causes(Severity::error);
    ASSERT_EQ(causes.size(), 2u);
    EXPECT_EQ(causes[0]->first().field, "Age");
    EXPECT_EQ(causes[1]->first().field, "Sex");
}

TEST(FindingCauses, count_what_has_no_place_without_a_place) {
    FindingCauses findings;
    auto whole = wrong_gender(0, "");
    whole.place.column = 0;
    findings.add(whole);
    const auto& cause = *findings.causes(Severity::error).at(0);
    EXPECT_EQ(cause.count(), 1u);
    EXPECT_EQ(cause.placed(), 0u);
    EXPECT_TRUE(places(cause).empty());
    EXPECT_TRUE(cause.values().empty());
}

} // namespace
} // namespace pilotage
