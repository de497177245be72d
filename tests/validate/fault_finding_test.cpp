#include "core/validate/fault_finding.hpp"

#include "core/validate/rules.hpp"

#include <gmock/gmock.h>

namespace pilotage::validate {
namespace {

RecordType record_type() {
    RecordType type;
    type.name = "row";
    const auto add = [&](const char* name, Privacy privacy, const char* expected) {
        Field field;
        field.name = name;
        field.privacy = privacy;
        field.expected = expected;
        type.fields.push_back(field);
    };
    add("Ref", Privacy::none, "some text");
    add("Name", Privacy::name, "some text");
    add("Gender", Privacy::none, "one of Male, Female");
    add("Start", Privacy::none, "a date such as 2013-04-30");
    add("NHS", Privacy::identifier, "an NHS number");
    type.fields[0].record_id = true;
    type.fields[2].enumeration = {{"Male", ""}, {"Female", ""}};
    return type;
}
enum : std::uint32_t { ref, name, gender, start, nhs };

class FaultFinding : public testing::Test {
protected:
    RecordType type = record_type();
    std::vector<FieldValue> values = {{ref, "R17"}, {name, "Joan Bright"}, {gender, "femal"}, {nhs, "943 476 5918"}};
    std::uint32_t columns[4] = {1, 2, 3, 5};
    std::uint32_t field_columns[5] = {1, 2, 3, 4, 5};
    RecordPlace place{{"people.csv", "", 11, 12, 0}, columns, field_columns};

    Finding of(Fault::Kind kind, std::uint32_t field, std::uint32_t position) {
        return to_finding({kind, field, position, "Xerces' words"}, type, values, place);
    }
};

TEST_F(FaultFinding, says_what_is_wrong_where_and_how_to_mend_it) {
    const auto finding = of(Fault::Kind::enumeration, gender, 2);
    EXPECT_EQ(finding.rule, "schema.enumeration");
    EXPECT_EQ(to_string(finding.place), "people.csv:12:3");
    EXPECT_EQ(finding.record, "R17");
    EXPECT_EQ(finding.field, "Gender");
    EXPECT_EQ(finding.value, "femal");
    EXPECT_EQ(finding.expected, "one of Male, Female");
    EXPECT_EQ(finding.message, "This is not one of the values allowed for \"Gender\".");
    EXPECT_EQ(finding.remedy, "Did you mean \"Female\"?");
}

TEST_F(FaultFinding, tells_a_day_that_there_never_was_from_a_wrong_form) {
    values.push_back({start, "31/02/2013"});
    for (const char* never : {"31/02/2013", "2013-02-30", "29.02.2013", "00/01/2013", "01/13/2013", "2013-00-10"}) {
        values[4].value = never;
        const auto finding = of(Fault::Kind::pattern, start, 4);
        EXPECT_EQ(finding.message, "This is no day of the calendar, so it cannot be the value of \"Start\".") << never;
        EXPECT_EQ(finding.remedy, "Correct the date.");
    }
    for (const char* other : {"28/02/2013", "29-02/2013", "31/02/13", "last Monday", "31/0a/2013", "-1/02/2013"}) {
        values[4].value = other;
        EXPECT_EQ(of(Fault::Kind::pattern, start, 4).remedy, find_rule("schema.pattern")->remedy) << other;
    }
    values[0].value = "31/02/2013"; // of a field that asks for no date
    EXPECT_EQ(of(Fault::Kind::pattern, ref, 0).remedy, find_rule("schema.pattern")->remedy);
}

TEST_F(FaultFinding, suggests_nothing_that_is_not_near) {
    values[2].value = "unknown";
    EXPECT_EQ(of(Fault::Kind::enumeration, gender, 2).remedy, find_rule("schema.enumeration")->remedy);
    values[2].value = "MALE ";
    EXPECT_EQ(of(Fault::Kind::enumeration, gender, 2).remedy, "Did you mean \"Male\"?");
}

TEST_F(FaultFinding, stands_at_the_empty_cell_of_a_missing_field) {
    const auto finding = of(Fault::Kind::missing, start, 0xffffffffu);
    EXPECT_EQ(to_string(finding.place), "people.csv:12:4");
    EXPECT_EQ(finding.message, "\"Start\" must be filled in and is not.");
    EXPECT_EQ(finding.value, "");
    place.field_columns = {};
    EXPECT_EQ(to_string(of(Fault::Kind::missing, start, 0xffffffffu).place), "people.csv:12");
}

TEST_F(FaultFinding, shows_no_personal_value) {
    EXPECT_EQ(of(Fault::Kind::pattern, nhs, 3).value, "### ### ####");
    EXPECT_EQ(of(Fault::Kind::too_long, name, 1).value, "(withheld)");
    values[2].value = "bright female"; // a name in the wrong column
    EXPECT_EQ(of(Fault::Kind::enumeration, gender, 2).value, "xxxxxx xxxxxx");
    values[2].value = "943 476 5918";
    EXPECT_EQ(of(Fault::Kind::enumeration, gender, 2).value, "### ### ####");
    values[0].value = "Joan1";
    EXPECT_EQ(of(Fault::Kind::missing, start, 0xffffffffu).record, "xxxx#");
    type.fields[ref].privacy = Privacy::identifier;
    EXPECT_EQ(of(Fault::Kind::missing, start, 0xffffffffu).record, "");
}

TEST_F(FaultFinding, has_words_and_a_rule_for_every_kind_of_fault) {
    std::vector<std::string> messages, rules_used;
    for (int kind = 0; kind <= static_cast<int>(Fault::Kind::other); ++kind) {
        const auto finding = of(static_cast<Fault::Kind>(kind), gender, 2);
        EXPECT_NE(find_rule(finding.rule), nullptr) << finding.rule;
        EXPECT_THAT(finding.message, testing::HasSubstr("\"Gender\""));
        EXPECT_THAT(finding.message, testing::Not(testing::HasSubstr("femal")));
        EXPECT_FALSE(finding.remedy.empty());
        EXPECT_THAT(messages, testing::Not(testing::Contains(finding.message)));
        EXPECT_THAT(rules_used, testing::Not(testing::Contains(finding.rule)));
        messages.push_back(finding.message);
        rules_used.push_back(finding.rule);
    }
    const auto whole = of(Fault::Kind::other, 0xffffffffu, 0xffffffffu);
    EXPECT_EQ(whole.field, "");
    EXPECT_EQ(to_string(whole.place), "people.csv:12");
    EXPECT_FALSE(whole.message.empty());
}

} // namespace
} // namespace pilotage::validate
