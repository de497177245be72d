#include "core/plugin/worker/normalise_side.hpp"

#include "core/plugin/worker/finding_words.hpp"
#include "core/sdk/value.hpp"

#include <algorithm>

namespace pilotage::plugin {
namespace {

constexpr std::string_view not_mapped = "Invalid and not mapped";

} // namespace

void NormaliseSide::begin(const CurrentRecord& current) {
    current_ = current;
    faulty_ = left_out_ = false;
    encoded_.clear();
    count_ = 0;
    unmapped_ = 0;
    reported_.clear();
}

LocalRecord::Outcome NormaliseSide::outcome(std::int32_t status) const {
    if (faulty_ || status != abi::ok) return LocalRecord::Outcome::rejected;
    return left_out_ ? LocalRecord::Outcome::left_out : LocalRecord::Outcome::normalised;
}

std::uint32_t NormaliseSide::evaluation_type(abi::Text name) noexcept {
    return desk_.evaluation.find(view(name)).value_or(abi::none);
}

std::uint32_t NormaliseSide::evaluation_field(std::uint32_t type, abi::Text name) noexcept {
    const auto& types = desk_.evaluation.types();
    return type < types.size() ? types[type].find(view(name)).value_or(abi::none) : abi::none;
}

std::int32_t NormaliseSide::map(abi::Text list, abi::Text code, abi::Mapping* mapping) noexcept {
    return answered(desk_, [&] {
        if (mapping == nullptr || mapping->struct_size < sizeof(abi::Mapping))
            throw Breach("asks for a mapping without room for the answer");
        const auto* row = codes_.mapped(view(list), view(code));
        mapping->row = row == nullptr ? abi::none : row->number;
        mapping->code = row == nullptr ? abi::Text{nullptr, 0} : sdk::text(row->evaluation_code);
    });
}

std::int32_t NormaliseSide::evaluation(const abi::EvaluationRecord& record) noexcept {
    return answered(desk_, [&] {
        const auto& types = desk_.evaluation.types();
        if (record.struct_size < sizeof record || record.type >= types.size() ||
            (record.fields == nullptr && record.field_count != 0))
            throw Breach("handed over an evaluation record of no known type");
        latest_.resize(types.size());
        auto& latest = latest_[record.type];
        ++count_;
        if (again(latest, record)) {
            encoded_ += latest.encoded;
            return;
        }
        const auto begin = encoded_.size();
        const auto unmapped = unmapped_;
        const auto& type = types[record.type];
        const auto& fields = type.fields;
        given_.clear();
        shown_.clear();
        shown_.reserve(record.field_count);
        bool in_order = true;
        for (std::uint32_t i = 0; i < record.field_count; ++i) {
            const auto& given = record.fields[i];
            if (given.value.size == 0) continue;
            if (given.field >= fields.size())
                throw Breach("set a field that the evaluation record \"" + type.name + "\" does not have");
            in_order = in_order && (given_.empty() || given_.back()->field < given.field);
            given_.push_back(&given);
        }
        if (!in_order) put_in_order(type);
        ByteWriter out(encoded_);
        put_evaluation_head(out, record.type, given_.size());
        for (const auto* given : given_) put(out, *given, record.type, type);
        out.flush();
        latest.number = 0;
        // A code that is not mapped is told for each record.
        if (record.alike != 0 && unmapped_ == unmapped) keep(latest, record, begin);
    });
}

bool NormaliseSide::again(const Latest& latest, const abi::EvaluationRecord& record) const {
    return record.alike != 0 && record.alike == latest.number &&
           std::equal(record.fields, record.fields + record.field_count, latest.columns.begin(), latest.columns.end(),
                      [&](const auto& given, std::uint32_t column) { return column_of(given) == column; });
}

void NormaliseSide::keep(Latest& latest, const abi::EvaluationRecord& record, std::size_t begin) const {
    latest.number = record.alike;
    latest.columns.clear();
    for (const auto& given : std::span(record.fields, record.field_count)) latest.columns.push_back(column_of(given));
    latest.encoded.assign(encoded_, begin);
}

void NormaliseSide::put_in_order(const validate::RecordType& type) {
    std::stable_sort(given_.begin(), given_.end(), [](const auto* a, const auto* b) { return a->field < b->field; });
    for (std::size_t i = 1; i < given_.size(); ++i)
        if (given_[i]->field == given_[i - 1]->field && type.fields[given_[i]->field].most == 1)
            throw Breach("set the field \"" + type.fields[given_[i]->field].name + "\" of one evaluation record \"" +
                         type.name + "\" twice");
}

/// An entry goes out before the record that is being made, and stays valid if that comes to nothing.
void NormaliseSide::enter(std::uint32_t type, EvaluationValue& value) {
    bool added = false;
    value.entry = dictionary_.number(type, value, added);
    if (!added) return;
    put_item(desk_.outbox.items(), EntryItem{type, value});
    desk_.outbox.done();
}

void NormaliseSide::put(ByteWriter& out, const abi::EvaluationField& given, std::uint32_t type_id,
                        const validate::RecordType& type) {
    const auto column = column_of(given);
    const bool coded = given.list.data != nullptr;
    if (coded || !type.fields[given.field].code_list.empty()) {
        const auto text = view(given.value);
        const GivenValue key{type_id, given.field, column, coded, view(given.list), coded ? sdk::trimmed(text) : text};
        if (const auto entry = known_.find(key); entry != 0) return put_evaluation_entry(out, entry);
        return put_unknown(out, given, key, type);
    }
    EvaluationValue value;
    value.field = given.field;
    value.column = column;
    value.value = view(given.value);
    put_evaluation_value(out, value);
}

/// A coded value that was not given lately.
void NormaliseSide::put_unknown(ByteWriter& out, const abi::EvaluationField& given, const GivenValue& key,
                                const validate::RecordType& type) {
    EvaluationValue value;
    value.field = key.field;
    value.column = key.column;
    value.value = view(given.value);
    const auto& field = type.fields[key.field];
    if (key.coded) {
        const auto list = key.list.empty() ? std::string_view(field.code_list) : key.list;
        if (list.empty())
            throw Breach("gave a code for the field \"" + field.name + "\" of \"" + type.name +
                         "\", which has no code list");
        map_code(value, key.text, list, given.origin);
    }
    if (!field.code_list.empty()) {
        enter(key.type, value);
        // A code without a row is told anew for each record.
        if (value.entry != 0 && (!key.coded || value.crosswalk_row != 0)) known_.keep(key, value.entry);
    }
    put_evaluation_value(out, value);
}

void NormaliseSide::map_code(EvaluationValue& value, std::string_view code, std::string_view list,
                             std::uint32_t origin) {
    if (const auto* row = codes_.mapped(list, code); row != nullptr) {
        value.value = row->evaluation_code;
        value.local_code = code;
        value.crosswalk_row = row->number;
        return;
    }
    ++unmapped_;
    value.local_code = shown_.emplace_back(shown_value(code, current_, origin));
    report_unmapped(code, list, origin, value);
    value.value = not_mapped;
}

void NormaliseSide::report_unmapped(std::string_view code, std::string_view list, std::uint32_t origin,
                                    const EvaluationValue& value) {
    auto key = std::to_string(origin) + "\x1f" + std::string(list) + "\x1f" + std::string(code);
    if (std::find(reported_.begin(), reported_.end(), key) != reported_.end()) return;
    reported_.push_back(std::move(key));
    const bool known = desk_.crosswalk.find(list, code) != nullptr;
    const std::string name = "\"" + std::string(list) + "\"";
    send(Severity::warning, value.column, "crosswalk.unmapped", field_name(current_, origin), value.local_code,
         "a code that the crosswalk maps in its list " + name,
         known ? "The crosswalk says that this code has no equivalent in the list " + name + "."
               : "The crosswalk has no row for this code in its list " + name + ".",
         known ? "Nothing needs mending, unless the code is wrong; it counts as not mapped."
               : "Correct the code if it is a slip; otherwise add a row for it to the plugin's crosswalk.");
}

std::int32_t NormaliseSide::finding(const abi::Finding& finding, std::uint32_t origin) noexcept {
    return answered(desk_, [&] {
        if (finding.struct_size < sizeof finding || finding.severity > abi::fatal)
            throw Breach("handed over a finding that cannot be read");
        if (origin != abi::none && origin >= current_.local->field_count)
            throw Breach("named a cell that its record does not have");
        const auto words = words_of(finding, desk_.site, &current_, origin);
        auto severity = static_cast<Severity>(finding.severity);
        // An exception costs its own record, not the return.
        if (words.rule == "plugin.exception") severity = Severity::error;
        if (severity >= Severity::error) faulty_ = true;
        send(severity, origin == abi::none ? finding.column : current_.local->fields[origin].column, words.rule,
             words.field, words.value, words.expected, words.message, words.remedy);
    });
}

std::int32_t NormaliseSide::leave_out(abi::Text reason) noexcept {
    return answered(desk_, [&] {
        left_out_ = true;
        send(Severity::note, 0, "record.left_out", {}, {}, {}, view(reason), {});
    });
}

void NormaliseSide::send(Severity severity, std::uint32_t column, std::string_view rule, std::string_view field,
                         std::string_view value, std::string_view expected, std::string_view message,
                         std::string_view remedy) {
    desk_.send({current_.sequence,
                current_.local->source,
                current_.local->row,
                current_.local->line,
                column,
                current_.id,
                value,
                {0, severity, rule, field, expected, message, remedy}});
}

} // namespace pilotage::plugin
