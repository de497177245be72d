#include "core/store/reservation.hpp"

#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

std::int64_t next_id(SQLite::Database& database, const std::string& table) {
    return database.execAndGet("SELECT coalesce(max(id), 0) + 1 FROM main." + sql_quoted(table)).getInt64();
}

} // namespace

Reservation Reservation::make(SQLite::Database& database, const validate::Schema& schema) {
    Reservation next;
    next.submission = next_id(database, "submission");
    next.source = next_id(database, "source");
    next.finding = next_id(database, "finding");
    next.cause = next_id(database, "cause");
    next.code = next_id(database, "code");
    next.crosswalk = next_id(database, "crosswalk");
    for (const auto& type : schema.types()) next.rows.push_back(next_id(database, coded_table(type.name)));
    return next;
}

} // namespace pilotage::store
