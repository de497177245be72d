#pragma once

#include "core/release/report/page.hpp"

namespace pilotage::release::report {

/// What each site sent, what became of it, and what the sites served.
void write_quality(Page& page);

} // namespace pilotage::release::report
