#include "core/store/preparation.hpp"

#include "core/validate/fault_finding.hpp"
#include "core/validate/rules.hpp"

#include <cstring>

namespace pilotage::store {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view rule_of(NhsNumberVerdict verdict) {
    switch (verdict) {
    case NhsNumberVerdict::repeated:
        return "person.nhs_number_repeated";
    case NhsNumberVerdict::check_digit:
        return "person.nhs_number_check_digit";
    default:
        return "person.nhs_number_shape";
    }
}

void drop(Draft& draft, std::uint32_t position) {
    draft.values.erase(draft.values.begin() + position);
    draft.columns.erase(draft.columns.begin() + position);
    draft.given.erase(draft.given.begin() + position);
}

template <typename Number>
void append(std::string& out, Number number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

} // namespace

bool Preparation::prepare(const plugin::EvaluationRecord& record, Draft& draft, RecordFindings& findings) {
    const auto& rule = fields_[record.type];
    collect(record, draft);
    const auto given = draft.values.size();
    const bool person = !rule.person || check_person(rule, draft, findings);
    // Dates that the schema refuses cannot be compared.
    if (!check_schema(draft, findings) || !person) return false;
    if (!check_rules(rule, draft, findings)) return false;
    describe(rule, draft);
    draft.clean = breaches_.empty() && draft.values.size() == given;
    return true;
}

void Preparation::collect(const plugin::EvaluationRecord& record, Draft& draft) {
    const auto most = record.values.size();
    draft.type = record.type;
    draft.values.resize(most);
    draft.columns.resize(most);
    draft.given.resize(most);
    draft.nhs_number.clear();
    draft.local_id = {};
    draft.kept = true;
    draft.clean = draft.known = draft.has_reference = false;
    std::size_t count = 0;
    for (const auto& value : record.values) {
        const auto text = trimmed(value.value);
        if (text.empty()) continue;
        // Member by member: a whole one would be put together in memory and read back before it is there.
        auto& to = draft.values[count];
        to.field = value.field;
        to.value = text;
        to.accepted = value.entry != 0 && entry(value.entry).valid;
        draft.columns[count] = value.column;
        draft.given[count++] = &value;
    }
    draft.values.resize(count);
    draft.columns.resize(count);
    draft.given.resize(count);
}

/// The number of a person stands in each of their records.
const Preparation::NhsNumber& Preparation::read_nhs_number(std::string_view text) {
    if (nhs_number_.text != text) {
        nhs_number_.text = text;
        nhs_number_.verdict = check_nhs_number(text);
        nhs_number_.digits = nhs_number_digits(text);
    }
    return nhs_number_;
}

bool Preparation::check_person(const RuleFields& rule, Draft& draft, RecordFindings& findings) {
    const auto nhs = position_of(rule.nhs_number, draft.values), local = position_of(rule.local_id, draft.values);
    if (local != nowhere) draft.local_id = draft.values[local].value;
    if (nhs != nowhere) {
        const auto& number = read_nhs_number(draft.values[nhs].value);
        if (number.verdict == NhsNumberVerdict::valid) {
            draft.nhs_number = number.digits;
        } else {
            auto finding = finding_of(rule_of(number.verdict), findings.place());
            finding.severity = draft.local_id.empty() ? Severity::error : Severity::warning;
            findings.add(std::move(finding), &draft, nhs);
            drop(draft, nhs);
            return !draft.local_id.empty();
        }
    }
    if (!draft.nhs_number.empty() || !draft.local_id.empty()) return true;
    findings.report("person.no_key");
    return false;
}

bool Preparation::check_schema(const Draft& draft, RecordFindings& findings) {
    faults_.clear();
    if (validator_.validate(draft.type, draft.values, faults_)) {
        for (std::size_t i = 0; i < draft.values.size(); ++i)
            if (!draft.values[i].accepted && draft.given[i]->entry != 0) entry(draft.given[i]->entry).valid = true;
        return true;
    }
    for (const auto& fault : faults_) {
        auto finding =
            validate::to_finding(fault, types_[draft.type], draft.values, {findings.place(), draft.columns, {}});
        // The site has no such cell: its own schema was satisfied.
        if (fault.kind == validate::Fault::Kind::missing) {
            finding.message = "The \"" + types_[draft.type].name + "\" that this row becomes has no \"" +
                              finding.field + "\", which the study asks for.";
            finding.remedy =
                "Fill in the cell that it comes from. Where it is filled in, the plugin does not hand it on: "
                "tell its author.";
        }
        findings.add_once(finding);
    }
    return false;
}

bool Preparation::check_rules(const RuleFields& rule, Draft& draft, RecordFindings& findings) {
    breaches_.clear();
    check_record(rule, draft.values, today_, ranges_, breaches_);
    bool good = true;
    for (const auto& breach : breaches_) {
        auto finding = finding_of(breach.rule, findings.place());
        finding.severity = breach.severity;
        finding.expected = breach.expected;
        findings.add(std::move(finding), &draft, breach.position);
        good = good && breach.severity < Severity::error;
    }
    // A birth date that cannot be right is no birth date.
    for (const auto& breach : breaches_)
        if (breach.rule == "person.birth_implausible") drop(draft, breach.position);
    return good;
}

void Preparation::describe(const RuleFields& rule, Draft& draft) {
    const auto& fields = types_[draft.type].fields;
    written_ = 0;
    put('d', draft.type, {});
    reference_.clear();
    for (std::size_t i = 0; i < draft.values.size(); ++i) {
        const auto& value = draft.values[i];
        if (fields[value.field].code_list.empty()) {
            put(value.field, static_cast<std::uint32_t>(value.value.size()), value.value);
        } else if (const auto number = draft.given[i]->entry; number != 0) {
            auto& known = entry(number);
            if (known.number == 0) known.number = number_of(value.value);
            put(value.field, known.number, {});
        } else {
            put(value.field, number_of(value.value), {});
        }
        const bool of_reference =
            (rule.reference && value.field == *rule.reference) || (rule.question && value.field == *rule.question);
        if (!of_reference) continue;
        if (reference_.empty()) reference_ += 'r';
        append(reference_, value.field);
        append(reference_, static_cast<std::uint32_t>(value.value.size()));
        reference_.append(value.value);
        draft.has_reference = true;
    }
    draft.content = keyed_hash({content_.data(), written_});
    if (!draft.has_reference) return;
    append(reference_, draft.type);
    draft.reference = keyed_hash(reference_);
    append(reference_, draft.content.high);
    append(reference_, draft.content.low);
    draft.referred = keyed_hash(reference_);
}

void Preparation::put(std::uint32_t first, std::uint32_t second, std::string_view text) {
    constexpr std::size_t most_of_numbers = 10;
    if (content_.size() - written_ < most_of_numbers + text.size())
        content_.resize(2 * (content_.size() + text.size()) + 4096);
    auto* to = content_.data() + written_;
    // In seven bits and seven: most take one byte, and there is a third as much to hash.
    for (auto number : {first, second}) {
        for (; number >= 0x80; number >>= 7) *to++ = static_cast<char>(number | 0x80);
        *to++ = static_cast<char>(number);
    }
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    written_ = static_cast<std::size_t>(to - content_.data()) + text.size();
}

Preparation::Entry& Preparation::entry(std::uint32_t number) {
    if (number >= entries_.size()) entries_.resize(number + 1);
    return entries_[number];
}

/// Stands for a code in the content: 1, 2, 3, ...
std::uint32_t Preparation::number_of(std::string_view code) {
    if (const auto found = numbers_.find(code); found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size() + 1);
    numbers_.emplace(code, number);
    return number;
}

} // namespace pilotage::store
