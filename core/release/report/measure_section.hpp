#pragma once

#include "core/release/report/page.hpp"

namespace pilotage::release::report {

/// All there is of one measure: what it means, its charts and tables by period, differences, changes over time, funnels
/// and charts of variation, and the caveats of its figures.
void write_measure(Page& page, const ReleasedMeasure& measure, int number);

/// Where a measure's section is.
std::string measure_anchor(const ReleasedMeasure& measure);

} // namespace pilotage::release::report
