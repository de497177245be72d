// Reading SQLite, for core/measure alone: the SQL of a measure is not ours, so it is prepared under an authorizer,
// checked for being read only and told off with its own line when it fails. Nothing here can write.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace pilotage::measure {

/// What SQLite says against some SQL; `offset` is the byte it points at, or -1.
struct SqlFault {
    std::string message;
    int offset = -1;
};

class Statement {
public:
    Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement, &sqlite3_finalize) {}

    void bind(int index, std::string_view text);
    void bind(int index, std::int64_t number);
    /// To the next row; false at the end. Throws SqlFault.
    bool step();
    void reset() { sqlite3_reset(statement_.get()); }

    int columns() const { return sqlite3_column_count(statement_.get()); }
    std::string_view name(int column) const { return sqlite3_column_name(statement_.get(), column); }
    bool null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
    bool number(int column) const;
    /// Valid until the next step.
    std::string_view text(int column) const;
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
    bool read_only() const { return sqlite3_stmt_readonly(statement_.get()) != 0; }

private:
    sqlite3* db_;
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
};

class Database {
public:
    /// Opens a store for reading; throws EnvironmentError where it is none.
    explicit Database(const std::filesystem::path& file);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Prepares the first statement of `sql`. Throws SqlFault. `tail`, where given, receives the number of bytes it
    /// took.
    Statement prepare(std::string_view sql, std::size_t* tail = nullptr);

    using Column = std::pair<std::string, std::string>; ///< table or view, column
    /// The columns that the statements prepared since the last call read, by the names their SQL uses.
    std::set<Column> take_columns_read();

private:
    std::int64_t application_id();
    static int authorize(void* self, int action, const char* first, const char* second, const char* schema,
                         const char* view);

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> db_;
    std::set<Column> columns_read_;
    std::string refused_;
};

} // namespace pilotage::measure
