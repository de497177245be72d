// Differences, tests, funnels and charts of a release, worked out from the figures as they are released, so that they
// say nothing that those do not.
#pragma once

#include "core/release/release_model.hpp"
#include "core/release/true_figures.hpp"

#include <map>
#include <string>
#include <vector>

namespace pilotage::release {

/// Fills in differences, tests, funnels and charts. `deviations`: of a mean's or score's values, by the figure's id;
/// only what is rounded as the values are comes of them. `reach`: how far a rounded count may lie from the true one.
void add_results(ReleasedMeasure& released, const measure::Measure& measure, const study::Study& study,
                 const std::map<std::string, double>& deviations, std::int64_t reach);

} // namespace pilotage::release
