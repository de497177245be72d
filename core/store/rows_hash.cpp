#include "core/store/rows_hash.hpp"

#include "core/store/record_bytes.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>
#include <vector>

namespace pilotage::store {
namespace {

constexpr std::size_t hash_at_once = 1 << 14;

void add(RecordBytes& bytes, const SQLite::Column& cell) {
    if (cell.isNull())
        bytes.null();
    else if (cell.isInteger())
        bytes.integer(cell.getInt64());
    else if (cell.isFloat())
        bytes.real(cell.getDouble());
    else if (cell.isBlob())
        bytes.blob(cell.getBlob(), static_cast<std::size_t>(cell.getBytes()));
    else
        bytes.text({static_cast<const char*>(cell.getBlob()), static_cast<std::size_t>(cell.getBytes())});
}

/// The first column is the id.
std::string digest_of(SQLite::Database& database, const std::string& table, std::int64_t submission) {
    RowDigest digest;
    RecordBytes bytes;
    // Through the table as it lies, not through the index and a sorter: a submission's ids stand together.
    const auto quoted = sql_quoted(table);
    SQLite::Statement rows(database, "SELECT * FROM " + quoted + " WHERE id BETWEEN (SELECT min(id) FROM " + quoted +
                                         " WHERE submission = ?1) AND (SELECT max(id) FROM " + quoted +
                                         " WHERE submission = ?1) AND +submission = ?1 ORDER BY id");
    rows.bind(1, submission);
    while (rows.executeStep()) {
        bytes.clear();
        bytes.null();
        for (int i = 1; i < rows.getColumnCount(); ++i) add(bytes, rows.getColumn(i));
        digest.add(rows.getColumn(0).getInt64(), bytes.finish());
    }
    return digest.hex();
}

} // namespace

void RowDigest::add(std::int64_t id, std::string_view record) {
    char number[sizeof id];
    std::memcpy(number, &id, sizeof id);
    buffer_.append(number, sizeof number).append(record);
    if (buffer_.size() < hash_at_once) return;
    hash_.update(buffer_);
    buffer_.clear();
}

std::string RowDigest::hex() {
    return hash_.update(buffer_).hex();
}

std::string rows_hash(SQLite::Database& database, std::int64_t submission,
                      const std::map<std::string, std::string>& known) {
    std::vector<std::string> tables;
    SQLite::Statement names(
        database,
        "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) "
        "WHERE name = 'submission') AND m.name NOT IN ('submission_file', 'source', 'finding') ORDER BY m.name");
    while (names.executeStep()) tables.push_back(names.getColumn(0).getString());
    Sha256 hash;
    for (const auto& table : tables) {
        const auto given = known.find(table);
        hash.update(table + '\0' + (given != known.end() ? given->second : digest_of(database, table, submission)));
    }
    return hash.hex();
}

} // namespace pilotage::store
