// Where the records of a submission are gathered before it is known whether they go in: a file of its own, with the
// store's own tables, whose rows have the ids they are going to have. Nothing in it is a direct identifier.
#pragma once

#include "core/store/pseudonym_key.hpp"
#include "core/store/record_bytes.hpp"
#include "core/store/reservation.hpp"
#include "core/store/rows_hash.hpp"
#include "core/store/spilled_list.hpp"
#include "core/store/table_file.hpp"
#include "core/validate/schema.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::store {

/// One column's value, of whichever kind the field is kept as.
struct StagedValue {
    std::uint32_t field = 0;
    std::string_view text;                ///< also of numbers
    std::int64_t code = 0;                ///< of a coded field
    const Pseudonym* pseudonym = nullptr; ///< of an identifier
};

struct StagedRow {
    std::uint32_t source = 0; ///< index of a source
    std::uint64_t row = 0, line = 0;
    const Pseudonym* person = nullptr;   ///< where the type has one
    std::span<const StagedValue> values; ///< in the order of the schema
};

class Stage {
public:
    /// What a field becomes; none: a value of it is not needed.
    enum class Kind : std::uint8_t { none, text, integer, real, pseudonym, code };
    /// By type and field: the columns that are gathered.
    using Wanted = std::vector<std::vector<bool>>;

    /// Begins to gather: until close() the connection must not read the store, whose lock it would keep. `wanted`: of
    /// rows that the rules are to see and nobody is to keep; empty: all columns, and the rows' hash. A check of
    /// a client-level file takes a quarter less of the host's time so.
    Stage(SQLite::Database& database, const validate::Schema& schema, const Reservation& next, Wanted wanted = {});
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Rows are to be stored.
    bool kept() const { return wanted_.empty(); }
    /// By field.
    std::span<const Kind> kept_as(std::uint32_t type) const { return tables_[type].gathered; }
    /// The row's id.
    std::int64_t add(std::uint32_t type, const StagedRow& row);
    /// Ends the gathering; SQL may be run on the tables now, until seal().
    void close();
    void seal();
    /// After the submission is stored or given up.
    void drop();

    /// The persons of whom table person had several rows when it was closed.
    const SpilledList<Pseudonym>& several_times() const { return several_times_; }

    /// SQL changed rows of the type: their hash has to be taken anew.
    void changed(std::uint32_t type) { tables_[type].changed = true; }
    /// Hash of the rows as they were gathered; empty when they have changed since.
    std::string digest(std::uint32_t type);

    SQLite::Database& database() const { return database_; }
    const validate::Schema& schema() const { return schema_; }
    const Reservation& reservation() const { return next_; }
    /// Name of the table of a type, as SQL.
    std::string table(std::uint32_t type) const;

private:
    struct Type {
        TableFile::Table* table;
        PersonIndex* persons;       ///< null: the type has none
        std::vector<Kind> columns;  ///< by field
        std::vector<Kind> gathered; ///< the same, but none where it is not wanted
        RowDigest digest;
        bool changed = false;
    };

    void end_transaction();

    SQLite::Database& database_;
    const validate::Schema& schema_;
    Reservation next_;
    Wanted wanted_;
    std::unique_ptr<TableFile> file_;
    std::vector<Type> tables_;
    std::vector<std::int64_t> ids_;
    SpilledList<Pseudonym> several_times_;
    RecordBytes bytes_;
    bool open_ = false;
};

/// The SQL that made the store's table.
std::string sql_of_table(SQLite::Database& database, const std::string& table);

} // namespace pilotage::store
