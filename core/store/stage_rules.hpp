// The rules across the records of one submission, and what is worked out from them: run in SQL on the staged tables.
#pragma once

#include "core/measure/survey_scores.hpp"
#include "core/store/codes.hpp"
#include "core/store/finding_log.hpp"
#include "core/store/pseudonym_key.hpp"
#include "core/store/record_rules.hpp"
#include "core/store/stage.hpp"
#include "core/store/submission.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace pilotage::store {

/// What is put down about staged rows while they are gathered, for the rules below.
class StageNotes {
public:
    /// Makes temp.stage_beside_answer (local, type, id) and temp.stage_other_words (person).
    explicit StageNotes(SQLite::Database& database);
    ~StageNotes();

    /// A row of a local record that tells of an answer too.
    void row_beside_answer(std::uint64_t local, std::uint32_t type, std::int64_t id);
    /// The persons of whom there is a row in other words; after Stage::close(). A set of all persons, to tell it of
    /// each while rows are gathered, took the host 7% more time for a client-level file.
    void persons_in_other_words(const Stage& stage);

private:
    std::unique_ptr<SQLite::Statement> row_, person_;
};

/// The first and the last day on which an event starts: who was born before and did not die between cannot have one
/// outside their life.
class Lives {
public:
    void see_start(std::string_view day) {
        if (first_.empty() || day < first_) first_ = day;
        if (day > last_) last_ = day;
    }
    std::string_view first_month() const { return std::string_view(first_).substr(0, 7); }
    std::string_view last_month() const { return std::string_view(last_).substr(0, 7); }

private:
    std::string first_, last_;
};

/// The columns that the rules below look at: of a person all, which are merged, of other records few.
Stage::Wanted read_by_rules(std::span<const validate::RecordType> types, std::span<const RuleFields> fields);

/// Takes back each local record whose survey answer has no response (event.unknown_response); how many there were.
std::uint64_t refuse_orphan_answers(Stage& stage, const Sources& sources, FindingLog& findings);

/// Gives rows of local numbers that were linked (Persons::resolve) their person.
void link_persons(Stage& stage);

/// Leaves one row of table person for each person: of differing details the last known one, with a warning
/// (person.conflict).
void merge_persons(Stage& stage, const Codes& codes, const Sources& sources, FindingLog& findings);

/// Warns of events before the month of birth or after that of death.
void check_lifetimes(Stage& stage, std::span<const RuleFields> fields, const Lives& lives, const Sources& sources,
                     FindingLog& findings);

/// Refuses the return where a file's reference came with a return of the site that stands for another period
/// (file.reference_repeated). A return that replaces one of its own period may hold the same files again.
void refuse_files_taken_before(Stage& stage, const SubmissionContext& context, const Sources& sources,
                               FindingLog& findings);

/// Whether refuse_files_taken_before() would find a file.
bool has_files_taken_before(Stage& stage, const SubmissionContext& context);

/// Works the scores out as temp.stage_score (response, score, value).
void score_surveys(Stage& stage, const measure::AscotWeights& weights);

} // namespace pilotage::store
