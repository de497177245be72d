// What a release says of the returns it rests on: submissions and their provenance, and the counts of records and of
// findings as tables that are protected like any measure.
#pragma once

#include "core/measure/evaluation.hpp"
#include "core/release/release_model.hpp"
#include "core/release/true_figures.hpp"
#include "core/study/study.hpp"

#include <vector>

namespace pilotage::release {

/// The submissions that stand, by site and period in the study's order.
std::vector<ReleasedSubmission> submissions_of(measure::Evaluation& evaluation, const study::Study& study);

/// "records_received": local records by what became of them; "findings_noted": findings by severity and rule.
std::vector<TrueTable> quality_tables(measure::Evaluation& evaluation, const study::Study& study);

inline constexpr const char* records_table = "records_received";

} // namespace pilotage::release
