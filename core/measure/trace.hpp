// From one figure back to what it rests on: rows, files, submissions, plugin, schema, crosswalk. The rows are those of
// the measure's own SQL, so that what is traced is what was counted.
#pragma once

#include "core/measure/evaluation.hpp"
#include "core/validate/finding.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pilotage::measure {

/// A row of a site's file that contributes.
struct TracedRow {
    std::int64_t submission = 0;
    std::string record; ///< evaluation record type
    Place place;        ///< without a column
    std::string text;   ///< "referrals.csv:212", "Reviews!17"
};

struct TracedFile {
    std::string name, sha256;
    std::int64_t bytes = 0;
};

struct TracedSubmission {
    std::int64_t id = 0;
    std::string site, period, received_at, verdict;
    std::int64_t read = 0, accepted = 0, rejected = 0, duplicate = 0, left_out = 0;
    std::string plugin, plugin_version, plugin_sha256, schema_sha256, crosswalk_sha256, evaluation_sha256;
    std::vector<TracedFile> files;
    std::uint64_t rows = 0; ///< of its evaluation rows that contribute
};

/// A row of a crosswalk that gave a code of a contributing row, in a field that the measure reads.
struct TracedCode {
    std::string record, field, list, local_code, evaluation_code, equivalence, status, note, crosswalk_sha256;
    std::int64_t number = 0; ///< row of the crosswalk
    std::uint64_t rows = 0;  ///< contributing rows it coded
};

struct Trace {
    Measure measure;
    Cell cell;
    std::vector<TracedSubmission> submissions;
    std::vector<TracedCode> codes; ///< in the order of the crosswalk
    /// Above the line: of a count all cases; of a proportion or rate the rows that show the numerator; of a mean or
    /// median those that complete a value (the assessment after a request). Below it: the cases. At most as many as
    /// asked for, in the order of the files.
    std::vector<TracedRow> numerator_rows, denominator_rows;
    std::uint64_t numerator_count = 0, denominator_count = 0; ///< how many there are in all
};

/// Traces the figure of one site, period and dimension (empty where the measure has none). Throws UsageError where a
/// dimension is missing, not of the measure or without a figure; `most_rows` bounds each list of rows.
Trace trace(Evaluation& evaluation, const Measure& measure, const std::string& site, const std::string& period,
            const std::string& dimension, std::size_t most_rows);

} // namespace pilotage::measure
