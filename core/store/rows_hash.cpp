#include "core/store/rows_hash.hpp"

#include "core/hash.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>
#include <vector>

namespace pilotage::store {
namespace {

void add(std::string& out, const SQLite::Column& cell) {
    const auto raw = [&](const void* data, std::uint32_t size) {
        char prefix[4];
        std::memcpy(prefix, &size, sizeof prefix);
        out.append(prefix, sizeof prefix);
        if (size > 0) out.append(static_cast<const char*>(data), size);
    };
    out += static_cast<char>('0' + cell.getType());
    if (cell.isInteger()) {
        const std::int64_t value = cell.getInt64();
        raw(&value, sizeof value);
    } else if (cell.isFloat()) {
        const double value = cell.getDouble();
        raw(&value, sizeof value);
    } else if (!cell.isNull()) {
        const void* data = cell.getBlob();
        raw(data, static_cast<std::uint32_t>(cell.getBytes()));
    }
}

} // namespace

std::string rows_hash(SQLite::Database& database, std::int64_t submission) {
    std::vector<std::string> tables;
    SQLite::Statement names(
        database,
        "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) "
        "WHERE name = 'submission') AND m.name NOT IN ('submission_file', 'source', 'finding') ORDER BY m.name");
    while (names.executeStep()) tables.push_back(names.getColumn(0).getString());

    Sha256 hash;
    std::string buffer;
    for (const auto& table : tables) {
        buffer += table;
        buffer += '\0';
        SQLite::Statement rows(database, "SELECT * FROM \"" + table + "\" WHERE submission = ? ORDER BY id");
        rows.bind(1, submission);
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i) add(buffer, rows.getColumn(i));
            if (buffer.size() > (1u << 16)) {
                hash.update(buffer);
                buffer.clear();
            }
        }
    }
    return hash.update(buffer).hex();
}

} // namespace pilotage::store
