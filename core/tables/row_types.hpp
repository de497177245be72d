// Which record type a row of a table is.
#pragma once

#include "core/tables/cell_words.hpp"
#include "core/tables/columns.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::tables {

class RowTypes {
public:
    /// `wanted`: the type that all rows are of; empty: the schema's marks tell, or its only type. Throws UsageError
    /// when there is no such type, or when it cannot be told.
    RowTypes(const validate::Schema& schema, const std::string& wanted);

    /// The types that a row may be of, in the schema's order.
    const std::vector<std::uint32_t>& types() const { return types_; }

    /// Looks up where the marked columns stand. False, and told, when the table has none of them.
    bool bind(const Columns& columns, const Place& place, const Tell& tell);
    /// The first type whose mark the row fits.
    std::optional<std::uint32_t> type_of(const importers::Row& row, const CellWords& words) const {
        if (marks_.empty()) return types_.front();
        for (const auto& mark : marks_)
            if (mark.cell && *mark.cell < row.cells().size() && mark.fits(words(row.cells()[*mark.cell].value)))
                return mark.type;
        return std::nullopt;
    }
    /// What to say of a row that fits no mark.
    Finding of_no_type(const importers::Row& row, const CellWords& words, Place place) const;

private:
    struct Mark {
        std::uint32_t type;
        const validate::RowMark* mark;
        std::optional<std::uint32_t> cell;
        bool fits(std::string_view text) const {
            return std::ranges::any_of(mark->values,
                                       [&](const std::string& value) { return sdk::same_word(text, value); });
        }
    };

    const validate::Schema& schema_;
    std::vector<std::uint32_t> types_;
    std::vector<Mark> marks_; ///< none: all rows are of the one type
};

} // namespace pilotage::tables
