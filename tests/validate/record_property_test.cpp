// Records made after a schema's own model are valid to its validator; one change gets one fault, at the field that was
// changed.
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>

namespace pilotage::validate {
namespace {

constexpr std::uint32_t none = 0xffffffffu;

const Schema& evaluation() {
    static const Schema schema = Schema::load(PILOTAGE_SOURCE_DIR "/schemas/evaluation-1.xsd");
    return schema;
}

RecordValidator& validator() {
    static const auto made = make_xerces_validator(evaluation());
    return *made;
}

std::string digits(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    return text;
}

std::string two(int n) {
    return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

/// A value that the field's type allows.
std::string value_of(const Field& field) {
    if (!field.enumeration.empty())
        return field
            .enumeration[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(field.enumeration.size())))]
            .value;
    const std::string year = std::to_string(*rc::gen::inRange(1900, 2030)), month = two(*rc::gen::inRange(1, 13));
    if (field.type_name == "nhs_number") return digits(10);
    if (field.type_name == "year_month") return year + "-" + month;
    if (field.type_name == "day") return year + "-" + month + "-" + two(*rc::gen::inRange(1, 29));
    if (field.type_name == "postcode_sector") return "DN" + digits(2) + " " + digits(1);
    if (field.type_name == "money") return digits(*rc::gen::inRange(1, 17)) + "." + digits(2);
    if (field.type_name == "quantity") return digits(*rc::gen::inRange(1, 13)) + "." + digits(6);
    if (field.type_name == "count") return std::to_string(*rc::gen::inRange(0, 1'000'000'000));
    if (field.type_name == "time_of_day") return two(*rc::gen::inRange(0, 24)) + ":" + two(*rc::gen::inRange(0, 60));
    if (field.type_name == "minutes_of_day") return std::to_string(*rc::gen::inRange(0, 1441));
    if (field.type_name == "answer") return std::to_string(*rc::gen::inRange(-9, 10));
    std::string text = "x";
    for (const char c : *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcXYZ019<>&'\"-/"))))
        text += c;
    return text.substr(0, 64);
}

struct Record {
    std::uint32_t type = 0;
    std::deque<std::string> texts;
    std::vector<FieldValue> values;
};

Record record_of() {
    Record record;
    record.type = static_cast<std::uint32_t>(*rc::gen::inRange(0, static_cast<int>(evaluation().types().size())));
    const auto& fields = evaluation().types()[record.type].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i)
        if (fields[i].least > 0 || *rc::gen::arbitrary<bool>()) {
            record.texts.push_back(value_of(fields[i]));
            record.values.push_back({i, record.texts.back()});
        }
    return record;
}

std::vector<Fault> faults_of(const Record& record) {
    std::vector<Fault> faults;
    validator().validate(record.type, record.values, faults);
    return faults;
}

void expect_one(const std::vector<Fault>& faults, std::uint32_t field, std::uint32_t position) {
    RC_ASSERT(faults.size() == 1u);
    RC_ASSERT(faults[0].field == field);
    RC_ASSERT(faults[0].position == position);
}

RC_GTEST_PROP(Records, of_the_schemas_own_model_are_valid, ()) {
    RC_ASSERT(faults_of(record_of()).empty());
}

RC_GTEST_PROP(Records, with_one_value_spoilt_have_one_fault_there, ()) {
    auto record = record_of();
    RC_PRE(!record.values.empty());
    const auto position = static_cast<std::uint32_t>(*rc::gen::inRange(0, static_cast<int>(record.values.size())));
    auto& value = record.values[position];
    // Nothing of the evaluation schema takes a bell, 65 letters, or an empty text where a value must be.
    const std::string spoilt = *rc::gen::element(std::string(value.value) + '\a', std::string(65, 'y'),
                                                 std::string("\xC3"), std::string(30'000, '1'));
    value.value = spoilt;
    expect_one(faults_of(record), value.field, position);
}

RC_GTEST_PROP(Records, without_a_required_field_miss_that_field, ()) {
    auto record = record_of();
    const auto& fields = evaluation().types()[record.type].fields;
    std::vector<std::uint32_t> required;
    for (std::uint32_t i = 0; i < record.values.size(); ++i)
        if (fields[record.values[i].field].least > 0) required.push_back(i);
    RC_PRE(!required.empty());
    const auto gone = *rc::gen::elementOf(required);
    const auto field = record.values[gone].field;
    record.values.erase(record.values.begin() + gone);
    const auto faults = faults_of(record);
    expect_one(faults, field, none);
    RC_ASSERT(faults[0].kind == Fault::Kind::missing);
}

RC_GTEST_PROP(Records, with_a_field_twice_repeat_that_field, ()) {
    auto record = record_of();
    RC_PRE(!record.values.empty());
    const auto position = static_cast<std::uint32_t>(*rc::gen::inRange(0, static_cast<int>(record.values.size())));
    record.values.insert(record.values.begin() + position, record.values[position]);
    const auto faults = faults_of(record);
    expect_one(faults, record.values[position].field, position + 1);
    RC_ASSERT(faults[0].kind == Fault::Kind::repeated);
}

RC_GTEST_PROP(Records, with_every_value_spoilt_have_a_fault_at_each, ()) {
    auto record = record_of();
    for (auto& value : record.values) value.value = "\x01";
    const auto faults = faults_of(record);
    RC_ASSERT(faults.size() == record.values.size());
    for (std::uint32_t i = 0; i < faults.size(); ++i) RC_ASSERT(faults[i].position == i);
}

} // namespace
} // namespace pilotage::validate
