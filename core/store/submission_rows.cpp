#include "core/store/submission_rows.hpp"

#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {

std::vector<RecordTable> record_tables(const SQLite::Database& database) {
    std::vector<RecordTable> tables;
    SQLite::Statement rows(database,
                           "SELECT iif(name LIKE '%\\_coded' ESCAPE '\\', substr(name, 1, length(name) - "
                           "length('_coded')), name), name FROM sqlite_schema WHERE type = 'table' AND (name "
                           "LIKE '%\\_coded' ESCAPE '\\' OR name IN ('finding', 'survey_score')) ORDER BY name");
    while (rows.executeStep()) tables.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString()});
    return tables;
}

void note_rows(SQLite::Database& database, std::int64_t submission) {
    for (const auto& [record, table] : record_tables(database)) {
        const auto name = "main." + sql_quoted(table);
        SQLite::Statement note(database,
                               "INSERT INTO submission_rows SELECT ?1, ?2, n.first, (SELECT max(id) FROM " + name +
                                   ") FROM (SELECT min(id) AS first FROM " + name +
                                   " WHERE id > coalesce((SELECT max(last_id) FROM submission_rows WHERE record = ?1), "
                                   "0)) n WHERE n.first IS NOT NULL");
        note.bind(1, record);
        note.bind(2, submission);
        note.exec();
    }
}

std::vector<std::string> tables_with_stray_rows(const SQLite::Database& database) {
    std::vector<std::string> strays;
    for (const auto& [record, table] : record_tables(database)) {
        SQLite::Statement stray(database,
                                "SELECT 1 FROM " + sql_quoted(table) +
                                    " t WHERE NOT EXISTS (SELECT 1 FROM submission_rows r WHERE r.record = ? AND "
                                    "r.submission = t.submission AND t.id BETWEEN r.first_id AND r.last_id) LIMIT 1");
        stray.bind(1, record);
        if (stray.executeStep()) strays.push_back(table);
    }
    return strays;
}

} // namespace pilotage::store
