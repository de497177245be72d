#pragma once

#include "core/release/report/page.hpp"

namespace pilotage::release::report {

/// What a reader must know in a minute: what differs, how sure that is, what can't be compared; the differences at a
/// glance; the sites and their returns.
void write_summary(Page& page);

} // namespace pilotage::release::report
