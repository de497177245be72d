// The result codes of the specification, as findings: -1 blank and mandatory, -7 a value of release 1. See README.md.
#pragma once

#include "core/sdk/evaluation.hpp"
#include "plugins/cld/cells.hpp"

namespace pilotage::cld {

/// Whether release 1 has the value; release 2 is looked at first.
bool is_release_1(sdk::EvaluationWriter& out, std::string_view list, const sdk::Value& cell);

/// Warnings at mandatory fields that are blank, notes at values of release 1 and at fields that are not applicable.
void tell_results(const Cells& record, sdk::EvaluationWriter& out);

} // namespace pilotage::cld
