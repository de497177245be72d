#pragma once

#include "core/release/report/page.hpp"

namespace pilotage::release::report {

/// Notes, methods, shorthand, disclosure control, what the release was made from, and how to check it.
void write_about(Page& page);

/// How to read charts and shorthand, before the measures.
void write_reading_guide(Page& page);

} // namespace pilotage::release::report
