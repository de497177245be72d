// The ids that a submission is going to have, as far as is known before its transaction begins: if nobody else writes
// in between, rows are stored as they were gathered.
#pragma once

#include "core/validate/schema.hpp"

#include <cstdint>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

struct Reservation {
    std::int64_t submission = 0, source = 0, finding = 0, cause = 0, code = 0, crosswalk = 0; ///< the next id of each
    std::vector<std::int64_t> rows; ///< the next id of each record type

    static Reservation make(SQLite::Database& database, const validate::Schema& schema);
    friend bool operator==(const Reservation&, const Reservation&) = default;
};

} // namespace pilotage::store
