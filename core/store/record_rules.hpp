// What the study asks of one evaluation record beyond its schema: dates in order, in the past and inside the period,
// answers that the question offers.
#pragma once

#include "core/study/study.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::store {

/// Which fields of a record type the rules look at; nothing where the type has no such field.
struct RuleFields {
    /// started: it is about something that began in the period or in an earlier one, whenever it was itself made.
    /// not_before: a survey of the period, which may be answered after its end.
    enum class Belongs : std::uint8_t { always, ends_inside, overlaps, started, not_before };
    Belongs belongs = Belongs::always; ///< when the record belongs to a period
    std::optional<std::uint32_t> nhs_number, local_id, reference, start, end, birth, death, question, answer,
        in_receipt;
    bool person = false;    ///< type has a person key
    bool is_answer = false; ///< its reference is that of another record
    bool is_file = false;   ///< its reference is that of a file, which is taken once
};

/// For each type of the evaluation schema, by its index.
std::vector<RuleFields> rule_fields(const validate::Schema& evaluation);

/// Answers that each question offers.
class AnswerRanges {
public:
    /// CSV with a heading: question,least,most. Throws EnvironmentError.
    static AnswerRanges load(const std::filesystem::path& file);
    /// The numbers allowed; nothing for a question that is not listed. -9 (missing) is always allowed.
    std::optional<std::pair<int, int>> of(std::string_view question) const;

private:
    std::map<std::string, std::pair<int, int>, std::less<>> ranges_;
};

/// A rule that a record breaks, at one of its values.
struct Breach {
    std::string_view rule;
    Severity severity;
    std::uint32_t position; ///< index into the values
    std::string expected;
};

enum class Belonging : std::uint8_t { inside, outside_period, outside_site };

/// Appends what is wrong with the record; `today`: the day it was received, yyyy-mm-dd.
void check_record(const RuleFields& fields, std::span<const validate::FieldValue> values, std::string_view today,
                  const AnswerRanges& ranges, std::vector<Breach>& breaches);

/// Whether the record belongs to the period. `position`: the date that decides.
Belonging belonging(const RuleFields& fields, std::span<const validate::FieldValue> values, const study::Period& period,
                    const study::Site& site, std::uint32_t& position);

} // namespace pilotage::store
