// What is worked out from the figures of a comparison, for machines.
#pragma once

#include "core/measure/figure.hpp"

#include <string>

namespace pilotage::cli {

/// One JSON object a line, each with "measure" and "result": total, difference, test, funnel or chart.
void append_results_json(std::string& out, const measure::Comparison& comparison);

} // namespace pilotage::cli
