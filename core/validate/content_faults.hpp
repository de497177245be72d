// Which fields are missing, repeated or out of order, once Xerces has said that something of this kind is wrong: it
// stops at the first, people want all. For core/validate only.
#pragma once

#include "core/validate/grammar.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <span>
#include <string>
#include <vector>

namespace pilotage::validate {

/// Adds at least one fault; `reference` is what Xerces said.
void find_content_faults(const TypeShape& shape, const RecordType& type, std::span<const FieldValue> values,
                         const std::string& reference, std::vector<Fault>& faults);

} // namespace pilotage::validate
