// Which rows are a submission's: those from one id to another, since it is stored in one transaction. Told by the table
// submission_rows, for each record type, findings and survey scores.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

struct RecordTable {
    std::string record; ///< "request", "finding", ...
    std::string table;  ///< where its rows are
};

/// All whose rows belong to submissions, by the tables' names.
std::vector<RecordTable> record_tables(const SQLite::Database& database);

/// Notes the rows that were added last, which are all the submission's.
void note_rows(SQLite::Database& database, std::int64_t submission);

/// Tables with rows that are not among those of their submission.
std::vector<std::string> tables_with_stray_rows(const SQLite::Database& database);

} // namespace pilotage::store
