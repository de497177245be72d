// A place within a sentence.
#pragma once

#include "core/validate/finding.hpp"

#include <string>

namespace pilotage::plugin {

/// "referrals.csv, line 212", "visits.xlsx, sheet Reviews, row 17"; empty for no place at all.
std::string words(const Place& place);

} // namespace pilotage::plugin
