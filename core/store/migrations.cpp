#include "core/store/migrations.hpp"

#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <vector>

namespace pilotage::store {
namespace {

constexpr std::string_view first = R"sql(
CREATE TABLE study (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  max_rejected_share REAL NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  store_id TEXT NOT NULL,
  key_file TEXT NOT NULL,
  key_check BLOB NOT NULL,
  tables_sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL,
  program_version TEXT NOT NULL
) STRICT;
CREATE TABLE period (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL CHECK (end_date >= start_date)
) STRICT;
CREATE TABLE site (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  plugin TEXT NOT NULL,
  council TEXT NOT NULL,
  cassr TEXT NOT NULL,
  ons TEXT NOT NULL,
  arm TEXT NOT NULL CHECK (arm IN ('pilot', 'host', 'comparison')),
  start_date TEXT,
  end_date TEXT
) STRICT;
CREATE TABLE site_alias (
  alias TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE site_coverage (
  site TEXT NOT NULL REFERENCES site(id) ON DELETE CASCADE,
  from_date TEXT NOT NULL,
  to_date TEXT,
  area TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TABLE return_due (
  site TEXT NOT NULL REFERENCES site(id) ON DELETE CASCADE,
  period TEXT NOT NULL REFERENCES period(id) ON DELETE CASCADE,
  due INTEGER NOT NULL CHECK (due IN (0, 1)),
  reason TEXT NOT NULL,
  PRIMARY KEY (site, period)
) STRICT;
CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site(id),
  period TEXT NOT NULL REFERENCES period(id),
  received_at TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'accepted in part', 'rejected', 'failed')),
  superseded_by INTEGER REFERENCES submission(id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL,
  read INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  left_out INTEGER NOT NULL,
  plugin TEXT NOT NULL,
  plugin_version TEXT NOT NULL,
  plugin_sha256 TEXT NOT NULL,
  schema_sha256 TEXT NOT NULL,
  crosswalk_sha256 TEXT NOT NULL,
  evaluation_sha256 TEXT NOT NULL,
  files_sha256 TEXT NOT NULL,
  rows_sha256 TEXT NOT NULL,
  program_version TEXT NOT NULL,
  CHECK (verdict = 'failed' OR read = accepted + rejected + duplicate + left_out)
) STRICT;
CREATE UNIQUE INDEX one_current_submission ON submission (site, period)
  WHERE verdict IN ('accepted', 'accepted in part') AND superseded_by IS NULL;
CREATE INDEX submission_of_site ON submission (site, period);
CREATE TABLE submission_file (
  submission INTEGER NOT NULL REFERENCES submission(id),
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (submission, name)
) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission(id),
  file TEXT NOT NULL,
  table_name TEXT NOT NULL,
  UNIQUE (submission, file, table_name)
) STRICT;
CREATE TABLE cause (
  id INTEGER PRIMARY KEY,
  severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error', 'fatal')),
  rule TEXT NOT NULL,
  field TEXT NOT NULL,
  expected TEXT NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  UNIQUE (severity, rule, field, expected, message, remedy)
) STRICT;
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission(id),
  cause INTEGER NOT NULL REFERENCES cause(id),
  source INTEGER REFERENCES source(id),
  row INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column_number INTEGER NOT NULL,
  record TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX finding_of_submission ON finding (submission);
CREATE TABLE crosswalk (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  number INTEGER NOT NULL,
  list TEXT NOT NULL,
  local_code TEXT NOT NULL,
  evaluation_code TEXT NOT NULL,
  equivalence TEXT NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (sha256, number, list, local_code)
) STRICT;
CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  crosswalk INTEGER REFERENCES crosswalk(id),
  value TEXT NOT NULL,
  UNIQUE (crosswalk, value)
) STRICT;
CREATE TABLE survey_score (
  id INTEGER PRIMARY KEY,
  submission INTEGER NOT NULL REFERENCES submission(id),
  response INTEGER NOT NULL REFERENCES survey_response_coded(id),
  score TEXT NOT NULL,
  value REAL NOT NULL,
  UNIQUE (response, score)
) STRICT;
CREATE INDEX survey_score_of_submission ON survey_score (submission);
)sql";

constexpr std::string_view releases = R"sql(
CREATE TABLE release (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  folder TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL UNIQUE,
  profile TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
)sql";

// The same release may lie in several folders, and readers may have any of them.
constexpr std::string_view release_folders = R"sql(
CREATE TABLE release_in_folder (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  folder TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  profile TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (manifest_sha256, folder)
) STRICT;
INSERT INTO release_in_folder SELECT id, made_at, folder, manifest_sha256, profile, text FROM release;
DROP TABLE release;
ALTER TABLE release_in_folder RENAME TO release;
)sql";

// The rows of a submission stand together: what says from where to where takes the place of an index, which was a
// quarter of the file, and through which each row was looked up by itself.
constexpr std::string_view rows_of_submissions = R"sql(
CREATE TABLE submission_rows (
  record TEXT NOT NULL,
  submission INTEGER NOT NULL REFERENCES submission(id),
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL CHECK (last_id >= first_id),
  PRIMARY KEY (record, submission)
) STRICT, WITHOUT ROWID;
INSERT INTO submission_rows SELECT 'finding', submission, min(id), max(id) FROM finding GROUP BY submission;
INSERT INTO submission_rows SELECT 'survey_score', submission, min(id), max(id) FROM survey_score GROUP BY submission;
DROP INDEX finding_of_submission;
DROP INDEX survey_score_of_submission;
ALTER TABLE study DROP COLUMN tables_sha256;
)sql";

/// The same for the evaluation records, whose tables are made from the evaluation schema.
void replace_indexes_of_records(SQLite::Database& database) {
    std::vector<std::string> types;
    SQLite::Statement tables(database,
                             "SELECT substr(name, 1, length(name) - length('_coded')) FROM sqlite_schema WHERE type = "
                             "'table' AND name LIKE '%\\_coded' ESCAPE '\\'");
    while (tables.executeStep()) types.push_back(tables.getColumn(0).getString());
    tables.reset();
    for (const auto& type : types) {
        database.exec("INSERT INTO submission_rows SELECT '" + type + "', submission, min(id), max(id) FROM " +
                      sql_quoted(coded_table(type)) + " GROUP BY submission; DROP INDEX " +
                      sql_quoted(type + "_of_submission"));
        const auto view = "current_" + type;
        SQLite::Statement made(database, "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?");
        made.bind(1, view);
        made.executeStep();
        auto sql = made.getColumn(0).getString();
        made.reset();
        sql.replace(sql.rfind("\n  FROM "), std::string::npos, "\n  FROM " + rows_that_count(type));
        database.exec("DROP VIEW " + sql_quoted(view));
        database.exec(sql);
    }
}

constexpr std::array steps{Migration{first}, Migration{releases}, Migration{release_folders},
                           Migration{rows_of_submissions, replace_indexes_of_records}};

} // namespace

std::span<const Migration> migrations() {
    return steps;
}

} // namespace pilotage::store
