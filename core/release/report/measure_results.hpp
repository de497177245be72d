// What is worked out from a measure's figures: differences, tests, funnels, charts of variation.
#pragma once

#include "core/release/report/figures.hpp"

namespace pilotage::release::report {

void write_differences(Page& page, const Figures& figures, int number);
void write_tests(Page& page, const ReleasedMeasure& measure, int number);
void write_funnels(Page& page, const ReleasedMeasure& measure, int number);
void write_variation(Page& page, const ReleasedMeasure& measure, int number);

} // namespace pilotage::release::report
