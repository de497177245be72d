// The headings of one table bound to the elements of the schema: which cells make a record, in the schema's order.
#pragma once

#include "core/validate/finding.hpp"
#include "core/validate/schema.hpp"
#include "importers/reader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pilotage::tables {

using Tell = std::function<void(const Finding&)>;

/// What tables call the field, for people.
const std::string& heading_of(const validate::Field& field);

class Columns {
public:
    struct Bound {
        std::uint32_t cell; ///< index into the row's cells
        std::uint32_t field;
    };
    /// A column of some record type, for the types that do not have it.
    struct Foreign {
        std::uint32_t cell;
        std::uint32_t type, field; ///< one of those that have it
    };

    /// `types`: those that a row may be of.
    Columns(const validate::Schema& schema, std::vector<std::uint32_t> types);

    /// Whether the row holds any heading that the schema names.
    bool known_in(const importers::Row& row) const;
    /// Takes the row as the headings. Tells at `place`, with the cell's number, what is unknown, given twice or
    /// missing; false when the table cannot be read so. A heading row of a reader (Row::header) may come again, longer.
    bool bind(const importers::Row& row, Place place, const Tell& tell);

    /// By a type of the schema; in the order of its fields.
    std::span<const Bound> of(std::uint32_t type) const { return bound_[type]; }
    std::span<const Foreign> foreign_to(std::uint32_t type) const { return foreign_[type]; }
    /// Columns without a heading, among those that have one.
    std::span<const std::uint32_t> headless() const { return headless_; }
    std::size_t width() const { return width_; }
    /// The first cell of a field, if the table has it.
    std::optional<std::uint32_t> cell_of(std::uint32_t type, std::uint32_t field) const;

private:
    std::optional<std::uint32_t> field_of(std::uint32_t type, std::string_view heading) const;
    void unknown(std::string_view heading, Place place, const Tell& tell) const;
    bool check_missing(const Place& place, const Tell& tell) const;

    const validate::Schema& schema_;
    std::vector<std::uint32_t> types_;
    std::vector<std::vector<Bound>> bound_; ///< [type]
    std::vector<std::vector<Foreign>> foreign_;
    std::vector<std::uint32_t> headless_;
    std::size_t width_ = 0, told_ = 0; ///< told_: cells of the headings that findings were told of already
};

} // namespace pilotage::tables
