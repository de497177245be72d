#include "core/store/rows_hash.hpp"

#include "core/store/record_bytes.hpp"
#include "core/store/submission_rows.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>

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
std::string digest_of(SQLite::Database& database, const RecordTable& of, std::int64_t submission) {
    RowDigest digest;
    RecordBytes bytes;
    SQLite::Statement rows(database, "SELECT t.* FROM submission_rows r CROSS JOIN " + sql_quoted(of.table) +
                                         " t ON t.id BETWEEN r.first_id AND r.last_id WHERE r.record = ?1 AND "
                                         "r.submission = ?2 AND t.submission = ?2 ORDER BY t.id");
    rows.bind(1, of.record);
    rows.bind(2, submission);
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
    Sha256 hash;
    for (const auto& of : record_tables(database)) {
        if (of.record == "finding") continue;
        const auto given = known.find(of.table);
        hash.update(of.table + '\0' + (given != known.end() ? given->second : digest_of(database, of, submission)));
    }
    return hash.hex();
}

} // namespace pilotage::store
