// The rules across the records of one submission, and what is worked out from them: run in SQL on the staged tables.
#pragma once

#include "core/measure/survey_scores.hpp"
#include "core/store/finding_log.hpp"
#include "core/store/persons.hpp"
#include "core/store/record_rules.hpp"
#include "core/store/stage.hpp"
#include "core/store/submission.hpp"

#include <cstdint>
#include <span>

namespace pilotage::store {

/// Writes the persons as temp.stage_subject (subject, same_as, pseudonym).
void stage_persons(Stage& stage, std::span<const Persons::Subject> subjects);

/// Takes back each local record whose survey answer has no response (event.unknown_response); how many there were.
std::uint64_t refuse_orphan_answers(Stage& stage, std::span<const RuleFields> fields, const Sources& sources,
                                    FindingLog& findings);

/// Leaves one row of table person for each person: of differing details the last known one, with a warning
/// (person.conflict).
void merge_persons(Stage& stage, const Sources& sources, FindingLog& findings);

/// Warns of events before the month of birth or after that of death.
void check_lifetimes(Stage& stage, std::span<const RuleFields> fields, const Sources& sources, FindingLog& findings);

/// Refuses the return where a file's reference came with a return of the site that stands for another period
/// (file.reference_repeated). A return that replaces one of its own period may hold the same files again.
void refuse_files_taken_before(Stage& stage, const SubmissionContext& context, const Sources& sources,
                               FindingLog& findings);

/// Works the scores out as temp.stage_score (response, score, value).
void score_surveys(Stage& stage, const measure::AscotWeights& weights);

} // namespace pilotage::store
