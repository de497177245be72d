#pragma once

#include <SQLiteCpp/Database.h>

namespace pilotage::store {

/// While it lives, SQLite does not look up what rows refer to: it would do so for each reference of each row, and would
/// copy no whole cells (SQLite's transfer optimisation). What rows of a submission refer to is written in the same
/// transaction, and Store::verify() checks all of it. Takes effect outside of transactions only.
class WithoutForeignKeys {
public:
    explicit WithoutForeignKeys(SQLite::Database& database) : database_(database) {
        database.exec("PRAGMA foreign_keys = OFF");
    }
    ~WithoutForeignKeys() { database_.tryExec("PRAGMA foreign_keys = ON"); }
    WithoutForeignKeys(const WithoutForeignKeys&) = delete;
    WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

private:
    SQLite::Database& database_;
};

} // namespace pilotage::store
