#include "core/store/stage.hpp"

#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <charconv>

namespace pilotage::store {
namespace {

std::string columns_of(const validate::RecordType& type) {
    std::string sql =
        "id INTEGER PRIMARY KEY, local INTEGER, source INTEGER, row INTEGER, line INTEGER, subject INTEGER";
    for (const auto& field : type.fields) {
        if (is_person_key(field)) continue;
        sql += ", " + sql_quoted(field.name);
        if (!field.code_list.empty()) sql += ", " + sql_quoted(field.name + "_crosswalk");
    }
    return sql;
}

template <typename Number>
Number number_of(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

/// One prepared INSERT whose texts are bound where they lie.
class Stage::Inserter {
public:
    Inserter(SQLite::Database& database, const validate::RecordType& type, const std::string& table)
        : database_(database) {
        constexpr int fixed = 5;
        int columns = fixed;
        for (const auto& field : type.fields) {
            if (is_person_key(field)) {
                columns_.push_back({});
                continue;
            }
            columns_.push_back({++columns, storage_of(field), !field.code_list.empty()});
            if (!field.code_list.empty()) ++columns;
        }
        std::string sql = "INSERT INTO " + table + " VALUES (NULL";
        for (int i = 0; i < columns; ++i) sql += ", ?";
        sql += ")";
        check(
            sqlite3_prepare_v3(database.getHandle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
    }
    ~Inserter() { sqlite3_finalize(statement_); }
    Inserter(const Inserter&) = delete;
    Inserter& operator=(const Inserter&) = delete;

    void run(const StagedRow& row) {
        sqlite3_clear_bindings(statement_);
        sqlite3_bind_int64(statement_, 1, static_cast<std::int64_t>(row.local));
        sqlite3_bind_int64(statement_, 2, row.source);
        sqlite3_bind_int64(statement_, 3, static_cast<std::int64_t>(row.row));
        if (row.line != 0) sqlite3_bind_int64(statement_, 4, static_cast<std::int64_t>(row.line));
        sqlite3_bind_int64(statement_, 5, row.subject);
        for (const auto& value : row.values) bind(value);
        const int status = sqlite3_step(statement_);
        sqlite3_reset(statement_);
        if (status != SQLITE_DONE) check(status);
    }

private:
    struct Column {
        int index = 0; ///< 0: not kept
        Storage storage = Storage::text;
        bool coded = false;
    };

    void bind(const StagedValue& value) {
        const auto& column = columns_[value.field];
        if (column.index == 0) return;
        switch (column.storage) {
        case Storage::integer:
            sqlite3_bind_int64(statement_, column.index, number_of<std::int64_t>(value.value));
            break;
        case Storage::real:
            sqlite3_bind_double(statement_, column.index, number_of<double>(value.value));
            break;
        case Storage::pseudonym:
            sqlite3_bind_blob(statement_, column.index, value.pseudonym.data(),
                              static_cast<int>(value.pseudonym.size()), SQLITE_STATIC);
            break;
        case Storage::text:
            sqlite3_bind_text(statement_, column.index, value.value.data(), static_cast<int>(value.value.size()),
                              SQLITE_STATIC);
            break;
        }
        if (column.coded && value.crosswalk != 0) sqlite3_bind_int64(statement_, column.index + 1, value.crosswalk);
    }
    void check(int status) const {
        if (status != SQLITE_OK) throw SQLite::Exception(database_.getHandle(), status);
    }

    SQLite::Database& database_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<Column> columns_;
};

Stage::Stage(SQLite::Database& database, const validate::Schema& schema) : database_(database), schema_(schema) {
    for (std::uint32_t type = 0; type < schema.types().size(); ++type) {
        database.exec("DROP TABLE IF EXISTS " + table(type) + "; CREATE TEMP TABLE " + table(type).substr(5) + " (" +
                      columns_of(schema.types()[type]) + ")");
        inserters_.push_back(std::make_unique<Inserter>(database, schema.types()[type], table(type)));
    }
    database.exec("DROP TABLE IF EXISTS temp.refused; CREATE TEMP TABLE refused (local INTEGER PRIMARY KEY)");
    // One transaction for the temporary tables; it takes no lock on the store.
    database.exec("BEGIN");
    open_ = true;
}

Stage::~Stage() {
    inserters_.clear();
    try {
        if (open_) database_.exec("ROLLBACK");
        for (std::uint32_t type = 0; type < schema_.types().size(); ++type)
            database_.exec("DROP TABLE IF EXISTS " + table(type));
        database_.exec("DROP TABLE IF EXISTS temp.refused");
    } catch (const SQLite::Exception&) {
        // What is left goes with the connection.
    }
}

void Stage::add(std::uint32_t type, const StagedRow& row) {
    inserters_[type]->run(row);
}

void Stage::close() {
    inserters_.clear();
    if (open_) database_.exec("COMMIT");
    open_ = false;
}

std::string Stage::table(std::uint32_t type) const {
    return "temp." + sql_quoted("stage_" + schema_.types()[type].name);
}

} // namespace pilotage::store
