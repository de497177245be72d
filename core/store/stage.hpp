// Where the records of a submission are gathered before it is known whether they go in: temporary tables beside the
// store, without indexes. Nothing in them is a direct identifier.
#pragma once

#include "core/store/pseudonym_key.hpp"
#include "core/validate/schema.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

/// One column's value. Dates and codes as text, numbers as text too: the stage converts them after the field's type.
struct StagedValue {
    std::uint32_t field = 0;
    std::string_view value;
    std::uint32_t crosswalk = 0; ///< 1-based index of a row used, 0: none
    Pseudonym pseudonym{};       ///< instead of `value` where the field is an identifier
};

struct StagedRow {
    std::uint64_t local = 0;  ///< the local record it came from
    std::uint32_t source = 0; ///< index of a source
    std::uint64_t row = 0, line = 0;
    std::uint32_t subject = 0; ///< index of a person, where the type has one
    std::span<const StagedValue> values;
};

class Stage {
public:
    /// Makes temporary tables stage_<type> for the schema's types and begins to gather.
    Stage(SQLite::Database& database, const validate::Schema& schema);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void add(std::uint32_t type, const StagedRow& row);
    /// Ends the gathering; SQL may be run on the tables now.
    void close();

    SQLite::Database& database() const { return database_; }
    const validate::Schema& schema() const { return schema_; }
    /// Name of the temporary table of a type, as SQL.
    std::string table(std::uint32_t type) const;

private:
    class Inserter;
    SQLite::Database& database_;
    const validate::Schema& schema_;
    std::vector<std::unique_ptr<Inserter>> inserters_;
    bool open_ = false;
};

} // namespace pilotage::store
