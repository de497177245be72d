// An evaluation record on its way into the store: what of it is kept.
#pragma once

#include "core/plugin/run.hpp"
#include "core/store/keyed_hash.hpp"
#include "core/validate/record_validator.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::store {

inline constexpr std::uint32_t nowhere = 0xffffffffu;

/// Where a field stands among values in the order of the schema; nowhere: it does not, or there is no such field.
inline std::uint32_t position_of(std::optional<std::uint32_t> field, std::span<const validate::FieldValue> values) {
    if (!field) return nowhere;
    for (std::uint32_t i = 0; i < values.size() && values[i].field <= *field; ++i)
        if (values[i].field == *field) return i;
    return nowhere;
}

struct Draft {
    std::uint32_t type = 0;
    std::vector<validate::FieldValue> values;
    std::vector<std::uint32_t> columns;                ///< beside values
    std::vector<const plugin::EvaluationValue*> given; ///< beside values
    std::string nhs_number;                            ///< digits of a valid one
    std::string_view local_id;
    Hash128 content{};   ///< of the type and all values: the same for records that say the same
    Hash128 reference{}; ///< of the type and the site's own number of the record
    Hash128 referred{};  ///< of that and the content
    bool has_reference = false;
    bool kept = true;   ///< false: outside the period, or there already
    bool clean = false; ///< nothing was found in it, so the same record again need not be looked at
    bool known = false; ///< a person who is there already, in the same words
};

} // namespace pilotage::store
