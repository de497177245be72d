#include "core/validate/fault_finding.hpp"

#include "core/text.hpp"
#include "core/validate/masking.hpp"
#include "core/validate/rules.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace pilotage::validate {
namespace {

std::string_view rule_of(Fault::Kind kind) {
    switch (kind) {
    case Fault::Kind::enumeration:
        return "schema.enumeration";
    case Fault::Kind::pattern:
        return "schema.pattern";
    case Fault::Kind::type:
        return "schema.type";
    case Fault::Kind::too_long:
        return "schema.too_long";
    case Fault::Kind::too_short:
        return "schema.too_short";
    case Fault::Kind::out_of_range:
        return "schema.range";
    case Fault::Kind::digits:
        return "schema.digits";
    case Fault::Kind::missing:
        return "schema.missing";
    case Fault::Kind::unexpected:
        return "schema.unexpected";
    case Fault::Kind::repeated:
        return "schema.repeated";
    case Fault::Kind::characters:
        return "schema.characters";
    case Fault::Kind::other:
        break;
    }
    return "schema.other";
}

/// 31/02/2013 or 2013-02-31: written as a day, and none of the calendar.
bool is_no_day(std::string_view value) {
    if (value.size() != 10) return false;
    const bool year_first = value[4] < '0' || value[4] > '9';
    const auto number = [&](std::size_t at, std::size_t size) {
        unsigned out = 0;
        const auto part = value.substr(at, size);
        const auto end = std::from_chars(part.data(), part.data() + size, out);
        return end.ptr == part.data() + size && end.ec == std::errc() ? std::optional(out) : std::nullopt;
    };
    const auto year = number(year_first ? 0 : 6, 4), month = number(year_first ? 5 : 3, 2),
               day = number(year_first ? 8 : 0, 2);
    if (!year || !month || !day || value[year_first ? 7 : 2] != value[year_first ? 4 : 5]) return false;
    return !std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                        std::chrono::day(*day))
                .ok();
}

std::string message_of(Fault::Kind kind, const Field& field) {
    const std::string name = "\"" + field.name + "\"";
    switch (kind) {
    case Fault::Kind::enumeration:
        return "This is not one of the values allowed for " + name + ".";
    case Fault::Kind::pattern:
        return "This is not written in the form that " + name + " asks for.";
    case Fault::Kind::type:
        return "This cannot be a value of " + name + ": it is of another kind.";
    case Fault::Kind::too_long:
        return "This is longer than " + name + " may be.";
    case Fault::Kind::too_short:
        return "This is shorter than " + name + " must be.";
    case Fault::Kind::out_of_range:
        return "This is smaller or larger than " + name + " may be.";
    case Fault::Kind::digits:
        return "This has more digits than " + name + " may have.";
    case Fault::Kind::missing:
        return name + " must be filled in and is not.";
    case Fault::Kind::unexpected:
        return name + " must not stand here.";
    case Fault::Kind::repeated:
        return name + " is there more often than it may be.";
    case Fault::Kind::characters:
        return "The value of " + name + " holds control characters or bytes that are no text.";
    case Fault::Kind::other:
        break;
    }
    return "The value of " + name + " breaks a rule of the schema.";
}

/// The code of the field that the value is, or is a slip of the pen away from; empty when it is near none.
std::string meant_code(const Field& field, std::string_view value) {
    std::vector<std::string> allowed;
    for (const auto& entry : field.enumeration) allowed.push_back(entry.value);
    return std::string(closest(value, allowed));
}

std::string remedy_of(const Fault& fault, const Field& field, std::span<const FieldValue> values, const Rule& rule) {
    if (fault.kind == Fault::Kind::enumeration && fault.position < values.size())
        if (const auto meant = meant_code(field, values[fault.position].value); !meant.empty())
            return "Did you mean \"" + meant + "\"?";
    return std::string(rule.remedy);
}

bool asks_for_a_value(Fault::Kind kind) {
    return kind != Fault::Kind::unexpected && kind != Fault::Kind::repeated && kind != Fault::Kind::other;
}

} // namespace

std::string shown_value(const RecordType& type, std::span<const FieldValue> values, std::size_t position) {
    const auto privacy = [&](const FieldValue& value) {
        return value.field < type.fields.size() ? type.fields[value.field].privacy : Privacy::none;
    };
    const auto& value = values[position];
    if (privacy(value) != Privacy::none) return mask(value.value, privacy(value));
    std::vector<std::string_view> personal;
    for (const auto& other : values)
        if (const auto p = privacy(other); p == Privacy::identifier || p == Privacy::name || p == Privacy::postcode)
            personal.push_back(other.value);
    const auto scrubbed = scrub(value.value, personal);
    const bool known = value.field < type.fields.size() && !meant_code(type.fields[value.field], value.value).empty();
    return known ? scrubbed : mask_words(scrubbed);
}

std::string record_id(const RecordType& type, std::span<const FieldValue> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].field >= type.fields.size()) continue;
        const auto& field = type.fields[values[i].field];
        if (field.record_id && field.privacy == Privacy::none) return shown_value(type, values, i);
    }
    return {};
}

Finding to_finding(const Fault& fault, const RecordType& type, std::span<const FieldValue> values,
                   const RecordPlace& place) {
    const auto id = rule_of(fault.kind);
    Finding finding = finding_of(id, place.row);
    finding.record = record_id(type, values);
    if (fault.position < values.size()) {
        finding.value = shown_value(type, values, fault.position);
        if (fault.position < place.columns.size()) finding.place.column = place.columns[fault.position];
    } else if (fault.field < place.field_columns.size()) {
        finding.place.column = place.field_columns[fault.field];
    }
    if (fault.field < type.fields.size()) {
        const auto& field = type.fields[fault.field];
        finding.field = field.name;
        finding.message = message_of(fault.kind, field);
        finding.remedy = remedy_of(fault, field, values, *find_rule(id));
        if (asks_for_a_value(fault.kind)) finding.expected = field.expected;
        const bool of_form = fault.kind == Fault::Kind::pattern || fault.kind == Fault::Kind::type;
        if (of_form && fault.position < values.size() && field.expected.find("date") != std::string::npos &&
            is_no_day(values[fault.position].value)) {
            finding.message = "This is no day of the calendar, so it cannot be the value of \"" + field.name + "\".";
            finding.remedy = "Correct the date.";
        }
    }
    return finding;
}

} // namespace pilotage::validate
