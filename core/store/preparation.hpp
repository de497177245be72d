// From what the worker sends to a draft that may be stored: trimmed, its person's key checked, held to the evaluation
// schema and the rules of single records.
#pragma once

#include "core/store/draft.hpp"
#include "core/store/record_findings.hpp"
#include "core/store/record_rules.hpp"
#include "core/store/text_map.hpp"
#include "core/validate/nhs_number.hpp"

namespace pilotage::store {

class Preparation {
public:
    /// `today`: the day the return was received, yyyy-mm-dd.
    Preparation(const validate::Schema& evaluation, validate::RecordValidator& validator,
                std::span<const RuleFields> fields, AnswerRanges ranges, std::string today)
        : types_(evaluation.types()), validator_(validator), fields_(fields), ranges_(std::move(ranges)),
          today_(std::move(today)) {}

    /// False: the local record is rejected.
    bool prepare(const plugin::EvaluationRecord& record, Draft& draft, RecordFindings& findings);

private:
    /// What is known of an entry of the worker's dictionary.
    struct Entry {
        bool valid = false;       ///< the validator has accepted it
        std::uint32_t number = 0; ///< of its value, see number_of()
    };
    void collect(const plugin::EvaluationRecord& record, Draft& draft);
    /// The number that was read last.
    struct NhsNumber {
        std::string text; ///< as it stood
        NhsNumberVerdict verdict = NhsNumberVerdict::shape;
        std::string digits;
    };
    const NhsNumber& read_nhs_number(std::string_view text);
    bool check_person(const RuleFields& rule, Draft& draft, RecordFindings& findings);
    bool check_schema(const Draft& draft, RecordFindings& findings);
    bool check_rules(const RuleFields& rule, Draft& draft, RecordFindings& findings);
    void describe(const RuleFields& rule, Draft& draft);
    void put(std::uint32_t first, std::uint32_t second, std::string_view text);
    Entry& entry(std::uint32_t number);
    std::uint32_t number_of(std::string_view code);

    std::span<const validate::RecordType> types_;
    validate::RecordValidator& validator_;
    std::span<const RuleFields> fields_;
    AnswerRanges ranges_;
    std::string today_;
    std::vector<Entry> entries_;
    TextMap<std::uint32_t> numbers_; ///< of codes: few, for the schema lists them
    std::vector<validate::Fault> faults_;
    std::vector<Breach> breaches_;
    NhsNumber nhs_number_;
    std::vector<char> content_; ///< its first `written_` bytes
    std::size_t written_ = 0;
    std::string reference_;
};

} // namespace pilotage::store
