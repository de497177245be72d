// One finding on its own, for streams of findings on stderr.
#pragma once

#include "core/validate/finding.hpp"

#include <string>

namespace pilotage::cli {

/// {"severity":..,"rule":..,"file":..,"place":..,"record":..,"field":..,"value":..,"expected":..,"message":..,"remedy":..,"count":1}
std::string json_of(const Finding& finding);

/// "error referrals.csv:212:5: message (remedy)"; coloured where stderr is a terminal.
std::string line_of(const Finding& finding);

} // namespace pilotage::cli
