// One row as a record: its cells go to the validator where they lie, in the order of the schema's fields. What a
// finding needs is worked out only where there is one.
#pragma once

#include "core/tables/cell_words.hpp"
#include "core/tables/columns.hpp"
#include "core/validate/record_validator.hpp"

#include <memory>
#include <vector>

namespace pilotage::tables {

class RowCheck {
public:
    enum class Verdict : std::uint8_t {
        valid,
        invalid,
        empty, ///< no cell holds anything: no record
    };

    RowCheck(const validate::Schema& schema, validate::Judge judge, const CellWords& words)
        : schema_(schema), words_(words), validator_(validate::make_validator(schema, judge)) {}

    /// The cells of this file say what they are: some may be the errors of formulas.
    void typed(bool yes) { typed_ = yes; }

    Verdict check(const importers::Row& row, std::uint32_t type, const Columns& columns, const Place& place,
                  const Tell& tell);
    static bool is_empty(const importers::Row& row);

private:
    void report(const importers::Row& row, const validate::RecordType& type, std::span<const Columns::Bound> bound,
                const Place& place, const Tell& tell);
    bool strays(const importers::Row& row, std::uint32_t type, const Columns& columns, const Place& place,
                const Tell& tell);

    const validate::Schema& schema_;
    const CellWords& words_;
    std::unique_ptr<validate::RecordValidator> validator_;
    bool typed_ = false;
    std::vector<validate::FieldValue> values_; ///< of the row at hand, then of longer ones before it
    std::vector<validate::Fault> faults_;
};

} // namespace pilotage::tables
