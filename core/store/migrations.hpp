// The numbered steps that bring a store to this program's version.
#pragma once

#include <span>
#include <string_view>

namespace SQLite {
class Database;
}

namespace pilotage::store {

/// Marks a SQLite file as a store of Pilotage ("PILT").
inline constexpr int application_id = 0x50494c54;

struct Migration {
    std::string_view sql;                                 ///< of the fixed tables
    void (*tables_of_study)(SQLite::Database&) = nullptr; ///< what follows for those of the evaluation schema
};

/// Step n brings user_version from n to n + 1. A step that has been released never changes.
std::span<const Migration> migrations();

} // namespace pilotage::store
