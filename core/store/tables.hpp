// The tables and views of the evaluation store. SQL that only reads (measures, exports) is written against the views
// below.
//
// Views, for measures:
//   current_submission     one row for each submission that counts now: accepted or accepted in part, not superseded
//     submission, site, site_name, arm ('pilot' | 'host' | 'comparison'), council, period, period_start, period_end,
//     received_at, verdict, plugin, plugin_version, read, accepted, rejected, duplicate, left_out
//   current_<type>         the evaluation records of current submissions, one view for each record type of
//                          evaluation-1.xsd: current_person, current_request, current_assessment, current_service,
//                          current_review, current_contact, current_home_care_visit, current_survey_response,
//                          current_survey_answer, current_follow_up, current_staff_in_post, current_aggregate,
//                          current_source_file
//     site, arm, period, period_start, period_end, then all columns of the view <type> (below)
//   current_survey_score   scores of current survey responses
//     site, arm, period, submission, response (id of survey_response), person, survey, survey_stratum, score, value
//     score: 'ascot_scrqol', 'ascof_1a', 'ascof_1d' (carers), 'eq5d_3l' (numbers); 'ascof_1b', 'ascof_1i', 'ascof_3a',
//     'ascof_3d', 'ascof_4a', 'ascof_4b' (1 or 0); no row where an answer it needs is missing
//   finding_detail         findings of all submissions, the latest and earlier ones
//     finding, submission, site, period, severity, rule, file, table_name, row, line, column_number, record, field,
//     value, expected, message, remedy
//   submission_state       all submissions: submission, site, period, received_at, state ('accepted' | 'accepted in
//   part' |
//     'rejected' | 'failed' | 'superseded' | 'withdrawn'), verdict, superseded_by, reason, the counts, provenance
//     hashes
//
// View <type>, one for each record type: the evaluation records of all submissions, also of those that no longer count
//   id           INTEGER, the row
//   submission   -> submission.id
//   source       -> source.id: the file and sheet it came from; row and line: where in it
//   row, line    INTEGER; line is null for workbooks
//   person       BLOB of 16 bytes, the keyed pseudonym; equal for the same person in all sites, periods and types. Only
//                where the record type has nhs_number or local_id (which are not columns)
//   <field>      one for each other field, null where absent. Dates 'yyyy-mm-dd' and months 'yyyy-mm' as TEXT, whole
//                numbers INTEGER, decimals REAL, all else TEXT; a field marked identifier (event_reference,
//                contact_reference, response_reference, file_reference) is a keyed pseudonym, BLOB of 16 bytes
//   <field>_crosswalk  for each coded field: -> crosswalk.id, the row that mapped the site's code; null where the
//   plugin
//                gave the evaluation code itself
// A code that the crosswalk does not map is 'Invalid and not mapped'; its crosswalk row holds the site's own code.
// In table person there is one row for each person of a submission.
//
// Behind the view <type> is the table <type>_coded, in which a coded field and its <field>_crosswalk are one number,
// the id of a row of table code (value, crosswalk): a million client-level rows take 104 MB so. The rows of a submission have ids that follow each other; table submission_rows has the first and
// the last for each record type, and for findings and survey scores, and no table needs an index of submissions.
//
// Fixed tables: study, period, site, site_alias, site_coverage, return_due, submission, submission_file, source, cause,
// finding, submission_rows, crosswalk, code, survey_score, release. Their columns stand in migrations.cpp.
#pragma once

#include "core/validate/schema.hpp"

#include <span>
#include <string>
#include <string_view>

namespace pilotage::store {

enum class Storage : std::uint8_t { text, integer, real, pseudonym };

/// How a field of an evaluation record is kept.
Storage storage_of(const validate::Field& field);

/// Whether the field is part of the person key (nhs_number, local_id), which becomes the column "person".
bool is_person_key(const validate::Field& field);
bool has_person_key(const validate::RecordType& type);

/// Name of the table behind the view <type>.
std::string coded_table(std::string_view type);

/// CREATE TABLE <type>_coded.
std::string create_table(const validate::RecordType& type);

/// CREATE VIEW <type> and CREATE VIEW current_<type>.
std::string create_view(const validate::RecordType& type);
std::string create_current_view(const validate::RecordType& type);

/// For FROM: the rows "t" of the table <type>_coded of each current submission "c", which are read in their order.
/// SQLite is held to it: left to itself, it may go through all rows for each submission.
std::string rows_that_count(std::string_view type);

/// Views over the fixed tables, and current_survey_score.
std::string_view create_fixed_views();

/// "name" as SQL.
std::string sql_quoted(std::string_view name);

} // namespace pilotage::store
