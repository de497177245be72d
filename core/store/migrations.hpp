// The numbered steps that bring a store to this program's version.
#pragma once

#include <span>
#include <string_view>

namespace pilotage::store {

/// Marks a SQLite file as a store of Pilotage ("PILT").
inline constexpr int application_id = 0x50494c54;

/// SQL of the fixed tables; step n brings user_version from n to n + 1. A step that has been released never changes.
std::span<const std::string_view> migrations();

} // namespace pilotage::store
