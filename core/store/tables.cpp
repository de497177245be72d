#include "core/store/tables.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <array>

namespace pilotage::store {
namespace {

constexpr std::array fixed_columns{"id",   "submission", "source", "row",          "line",      "person",
                                   "site", "arm",        "period", "period_start", "period_end"};

std::string_view sql_name(Storage storage) {
    switch (storage) {
    case Storage::integer:
        return "INTEGER";
    case Storage::real:
        return "REAL";
    case Storage::pseudonym:
        return "BLOB";
    case Storage::text:
        break;
    }
    return "TEXT";
}

/// Each code is looked up only where a query asks for its column.
std::string columns_of(const validate::RecordType& type) {
    std::string columns = "t.id, t.submission, t.source, t.row, t.line";
    if (has_person_key(type)) columns += ", t.person";
    for (const auto& field : type.fields) {
        if (is_person_key(field)) continue;
        const auto name = sql_quoted(field.name);
        if (field.code_list.empty()) {
            columns += ",\n  t." + name;
            continue;
        }
        const auto look_up = [&](const char* column) {
            return ",\n  (SELECT k." + std::string(column) + " FROM code k WHERE k.id = t." + name + ") AS ";
        };
        columns += look_up("value") + name + look_up("crosswalk") + sql_quoted(field.name + "_crosswalk");
    }
    return columns;
}

} // namespace

std::string sql_quoted(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

Storage storage_of(const validate::Field& field) {
    if (field.privacy == validate::Privacy::identifier) return Storage::pseudonym;
    const auto& base = field.base_type;
    if (validate::is_fraction(base)) return Storage::real;
    return validate::is_whole_number(base) ? Storage::integer : Storage::text;
}

bool is_person_key(const validate::Field& field) {
    return field.name == "nhs_number" || field.name == "local_id";
}

bool has_person_key(const validate::RecordType& type) {
    return std::ranges::any_of(type.fields, is_person_key);
}

std::string coded_table(std::string_view type) {
    return std::string(type) + "_coded";
}

std::string create_table(const validate::RecordType& type) {
    const bool person = has_person_key(type);
    std::string sql = "CREATE TABLE " + sql_quoted(coded_table(type.name)) +
                      " (\n  id INTEGER PRIMARY KEY,\n  submission INTEGER NOT NULL REFERENCES submission(id),"
                      "\n  source INTEGER NOT NULL REFERENCES source(id),\n  row INTEGER NOT NULL,\n  line INTEGER";
    if (person) sql += ",\n  person BLOB NOT NULL CHECK (length(person) = 16)";
    for (const auto& field : type.fields) {
        if (is_person_key(field)) continue;
        if (std::ranges::find(fixed_columns, field.name) != fixed_columns.end())
            throw EnvironmentError("The evaluation schema names a field \"" + field.name + "\" in \"" + type.name +
                                   "\", which is a column of the store's own.");
        const bool coded = !field.code_list.empty();
        sql += ",\n  " + sql_quoted(field.name) + ' ' + std::string(coded ? "INTEGER" : sql_name(storage_of(field)));
        if (field.least > 0) sql += " NOT NULL";
        if (coded) sql += " REFERENCES code(id)";
    }
    return sql + "\n) STRICT";
}

std::string create_view(const validate::RecordType& type) {
    return "CREATE VIEW " + sql_quoted(type.name) + " AS SELECT " + columns_of(type) + "\n  FROM " +
           sql_quoted(coded_table(type.name)) + " t";
}

std::string create_current_view(const validate::RecordType& type) {
    return "CREATE VIEW " + sql_quoted("current_" + type.name) +
           " AS SELECT c.site, c.arm, c.period, c.period_start, c.period_end, " + columns_of(type) + "\n  FROM " +
           rows_that_count(type.name);
}

std::string rows_that_count(std::string_view type) {
    return "current_submission c JOIN submission_rows r ON r.record = '" + std::string(type) +
           "' AND r.submission = c.submission CROSS JOIN " + sql_quoted(coded_table(type)) +
           " t ON t.id BETWEEN r.first_id AND r.last_id";
}

std::string_view create_fixed_views() {
    return R"sql(
CREATE VIEW submission_state AS
  SELECT id AS submission, site, period, received_at,
         CASE WHEN superseded_by IS NULL THEN verdict WHEN superseded_by = id THEN 'withdrawn' ELSE 'superseded' END AS state,
         verdict, superseded_by, reason, read, accepted, rejected, duplicate, left_out, plugin, plugin_version,
         plugin_sha256, schema_sha256, crosswalk_sha256, evaluation_sha256, files_sha256, rows_sha256, program_version
  FROM submission;
CREATE VIEW current_submission AS
  SELECT s.id AS submission, s.site, t.name AS site_name, t.arm, t.council, s.period, p.start_date AS period_start,
         p.end_date AS period_end, s.received_at, s.verdict, s.plugin, s.plugin_version, s.read, s.accepted, s.rejected,
         s.duplicate, s.left_out
  FROM submission s JOIN site t ON t.id = s.site JOIN period p ON p.id = s.period
  WHERE s.verdict IN ('accepted', 'accepted in part') AND s.superseded_by IS NULL;
CREATE VIEW current_survey_score AS
  SELECT c.site, c.arm, c.period, c.submission, r.id AS response, r.person,
         (SELECT k.value FROM code k WHERE k.id = r.survey) AS survey,
         (SELECT k.value FROM code k WHERE k.id = r.survey_stratum) AS survey_stratum, v.score, v.value
  FROM current_submission c JOIN submission_rows o ON o.record = 'survey_response' AND o.submission = c.submission
  CROSS JOIN survey_response_coded r ON r.id BETWEEN o.first_id AND o.last_id JOIN survey_score v ON v.response = r.id;
CREATE VIEW finding_detail AS
  SELECT f.id AS finding, s.id AS submission, s.site, s.period, c.severity, c.rule, o.file, o.table_name, f.row, f.line,
         f.column_number, f.record, c.field, f.value, c.expected, c.message, c.remedy
  FROM submission s JOIN submission_rows r ON r.record = 'finding' AND r.submission = s.id
  CROSS JOIN finding f ON f.id BETWEEN r.first_id AND r.last_id JOIN cause c ON c.id = f.cause LEFT JOIN source o ON o.id = f.source;
)sql";
}

} // namespace pilotage::store
