// The result codes of the specification, as findings: -1 blank and mandatory, -7 a value of release 1. See README.md.
#pragma once

#include "core/sdk/evaluation.hpp"
#include "plugins/cld/cells.hpp"
#include "plugins/cld/releases.hpp"

namespace pilotage::cld {

/// Warnings at mandatory fields that are blank, notes at values of release 1 and at fields that are not applicable.
void tell_results(const Cells& record, Releases& releases, sdk::EvaluationWriter& out);

} // namespace pilotage::cld
