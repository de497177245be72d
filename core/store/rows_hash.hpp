// One hash over all rows that a submission has in the store: what SQLite's own checks do not see, this does.
#pragma once

#include <cstdint>
#include <string>

namespace SQLite {
class Database;
}

namespace pilotage::store {

/// SHA-256 over table names, column values with their types, in the order of the rows' ids.
std::string rows_hash(SQLite::Database& database, std::int64_t submission);

} // namespace pilotage::store
