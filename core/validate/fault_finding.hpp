// From a validator's fault to a finding: plain words, the site's own cell, the value masked.
#pragma once

#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <span>
#include <string>

namespace pilotage::validate {

/// Where a record and its values stand.
struct RecordPlace {
    Place row;                              ///< file, table, row and line of the record; column 0
    std::span<const std::uint32_t> columns; ///< one for each value given to the validator; 0: no column of its own
    std::span<const std::uint32_t>
        field_columns; ///< one for each field of the type, empty cells too; 0: not there; may be empty
};

/// `values` are those the validator saw.
Finding to_finding(const Fault& fault, const RecordType& type, std::span<const FieldValue> values,
                   const RecordPlace& place);

/// The value at `position` as a finding may show it: masked after its field's mark, or scrubbed beside the record's own
/// identifiers and names.
std::string shown_value(const RecordType& type, std::span<const FieldValue> values, std::size_t position);

/// The site's own id of the record where the schema marks one and it is no identifier of a person; else empty.
std::string record_id(const RecordType& type, std::span<const FieldValue> values);

} // namespace pilotage::validate
