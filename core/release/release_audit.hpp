// The audit of a release: what a reader can work out of every protected count who has the whole release, and earlier
// ones, and knows the rules. It takes the numbers from the released figures themselves, not from what was meant to be
// released.
#pragma once

#include "core/release/make_release.hpp"
#include "core/release/protection.hpp"
#include "core/release/release_counts.hpp"

namespace pilotage::release {

/// Fills in the log, and a fault for every count of which too much can be worked out. `ids`: of the figures, by table.
void audit_release(MadeRelease& made, const ReleaseCounts& counts, const std::vector<std::vector<std::string>>& ids,
                   const ProtectedCounts& protected_counts, const ReleaseOptions& options);

/// What a number shown under the profile says of the count: a rounded 10 is 8 to 12. `reach`: how far controlled
/// rounding went; 0: the base less one.
Known known_by(const Shown& shown, const Profile& profile, std::int64_t reach = 0);

} // namespace pilotage::release
