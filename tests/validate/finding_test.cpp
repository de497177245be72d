#include "core/text.hpp"
#include "core/validate/finding.hpp"

#include "core/validate/finding_group.hpp"
#include "core/validate/rules.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <regex>

namespace pilotage {
namespace {

TEST(Finding, names_columns_as_spreadsheets_do) {
    EXPECT_EQ(column_letters(1), "A");
    EXPECT_EQ(column_letters(26), "Z");
    EXPECT_EQ(column_letters(27), "AA");
    EXPECT_EQ(column_letters(702), "ZZ");
    EXPECT_EQ(column_letters(703), "AAA");
    EXPECT_EQ(column_letters(16384), "XFD");
    EXPECT_EQ(column_letters(0), "");
}

TEST(Finding, writes_a_place_as_people_look_for_it) {
    EXPECT_EQ(to_string(Place{"book.xlsx", "Reviews", 17, 0, 6}), "Reviews!F17");
    EXPECT_EQ(to_string(Place{"book.xlsx", "Reviews", 17, 0, 0}), "Reviews!17");
    EXPECT_EQ(to_string(Place{"book.xlsx", "Reviews", 0, 0, 6}), "Reviews!F");
    EXPECT_EQ(to_string(Place{"book.xlsx", "Reviews", 0, 0, 0}), "Reviews");
    EXPECT_EQ(to_string(Place{"referrals.csv", "", 211, 212, 5}), "referrals.csv:212:5");
    EXPECT_EQ(to_string(Place{"referrals.csv", "", 211, 212, 0}), "referrals.csv:212");
    EXPECT_EQ(to_string(Place{"referrals.csv", "", 0, 0, 0}), "referrals.csv");
}

TEST(Rules, each_has_an_id_a_title_a_cause_and_a_remedy) {
    for (const auto& rule : rules()) {
        EXPECT_THAT(std::string(rule.id), testing::MatchesRegex("[a-z]+\\.[a-z0-9_]+"));
        EXPECT_FALSE(rule.title.empty()) << rule.id;
        EXPECT_THAT(std::string(rule.cause), testing::EndsWith(".")) << rule.id;
        EXPECT_THAT(std::string(rule.remedy), testing::EndsWith(".")) << rule.id;
        EXPECT_EQ(find_rule(rule.id), &rule);
    }
    EXPECT_EQ(find_rule("no.such"), nullptr);
    EXPECT_EQ(find_rule("schema"), nullptr);
}

TEST(Rules, hold_every_id_that_the_program_names) {
    std::string prefixes;
    for (const auto& rule : rules()) {
        const std::string prefix(rule.id.substr(0, rule.id.find('.')));
        if (prefixes.find(prefix) == std::string::npos) prefixes += (prefixes.empty() ? "" : "|") + prefix;
    }
    const std::regex id("\"((" + prefixes + ")\\.[a-z0-9_]+)\"");
    std::size_t named = 0;
    for (const char* folder : {"core", "importers", "plugins"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(PILOTAGE_SOURCE_DIR) / folder)) {
            const auto extension = entry.path().extension();
            if ((extension != ".cpp" && extension != ".hpp") || entry.path().filename() == "rules.cpp") continue;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                for (std::sregex_iterator found(line.begin(), line.end(), id), end; found != end; ++found) {
                    const std::string name = (*found)[1];
                    if (name.ends_with(".csv") || name.ends_with(".xsd")) continue;
                    ++named;
                    EXPECT_NE(find_rule(name), nullptr) << name << " of " << entry.path() << " is not in the catalogue";
                }
        }
    EXPECT_GT(named, 30u);
}

TEST(Rules, make_findings) {
    const auto finding = finding_of("schema.missing", {"a.csv", "", 2, 2, 3});
    EXPECT_EQ(finding.severity, Severity::error);
    EXPECT_EQ(finding.rule, "schema.missing");
    EXPECT_EQ(finding.place.column, 3u);
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.remedy.empty());
    EXPECT_THROW(finding_of("no.such"), std::logic_error);
}

Finding wrong_gender(std::uint64_t line, std::string value, std::string record = {}) {
    Finding finding = finding_of("schema.enumeration", {"people.csv", "", line, line, 4});
    finding.field = "Gender";
    finding.value = std::move(value);
    finding.record = std::move(record);
    finding.expected = "one of M, F";
    return finding;
}

TEST(FindingGroups, gather_one_cause_and_keep_every_place) {
    FindingGroups groups;
    groups.add(wrong_gender(2, "Male", "R1"));
    groups.add(wrong_gender(5, "X"));
    groups.add(wrong_gender(9, "Male", "R3"));
    ASSERT_EQ(groups.groups().size(), 2u);
    EXPECT_EQ(groups.count(), 3u);
    EXPECT_EQ(groups.count(Severity::error), 3u);
    EXPECT_EQ(groups.count(Severity::warning), 0u);
    const auto& male = groups.groups()[0];
    EXPECT_EQ(male.count(), 2u);
    EXPECT_EQ(male.first.record, "R1");
    EXPECT_EQ(to_string(male.place(1)), "people.csv:9:4");
}

TEST(FindingGroups, part_what_differs_in_anything_but_place_and_record) {
    const auto changed = [](auto change) {
        FindingGroups groups;
        groups.add(wrong_gender(2, "Male"));
        auto other = wrong_gender(3, "Male");
        change(other);
        groups.add(other);
        return groups.groups().size();
    };
    EXPECT_EQ(changed([](Finding& f) { f.record = "R9"; }), 1u);
    EXPECT_EQ(changed([](Finding& f) { f.severity = Severity::warning; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.rule = "schema.type"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.place.file = "other.csv"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.place.table = "Sheet1"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.field = "Sex"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.value = "male"; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.expected = ""; }), 2u);
    EXPECT_EQ(changed([](Finding& f) { f.message = "Other words."; }), 2u);
    // Neighbouring texts do not run into each other.
    EXPECT_EQ(changed([](Finding& f) { f.field = "GenderMale", f.value = ""; }), 2u);
}

TEST(FindingGroups, are_written_as_json_with_fixed_keys) {
    FindingGroups groups;
    groups.add(wrong_gender(2, "M\xFFle", "R1"));
    groups.add(wrong_gender(7, "M\xFFle"));
    const auto json = to_json(groups);
    ASSERT_EQ(json.size(), 1u);
    std::vector<std::string> keys;
    for (const auto& [key, value] : json[0].items()) keys.push_back(key);
    EXPECT_THAT(keys, testing::ElementsAre("severity", "rule", "file", "place", "record", "field", "value", "expected",
                                           "message", "count", "remedy", "places"));
    EXPECT_EQ(json[0]["severity"], "error");
    EXPECT_EQ(json[0]["place"], "people.csv:2:4");
    EXPECT_EQ(json[0]["value"], "M\xEF\xBF\xBDle");
    EXPECT_EQ(json[0]["count"], 2);
    EXPECT_EQ(json[0]["places"].dump(), R"(["people.csv:2:4","people.csv:7:4"])");
}

} // namespace
} // namespace pilotage
