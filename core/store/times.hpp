// The clock, in the forms that the store keeps.
#pragma once

#include <string>

namespace pilotage::store {

/// 2026-03-31T14:05:00Z
std::string utc_now();

} // namespace pilotage::store
