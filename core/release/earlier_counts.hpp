// What earlier releases say of the counts of this one. A figure that an earlier release has too, by the same
// definition, is taken for the same count while what was shown of it still fits and it adds up as many sites; otherwise
// the data changed, and it is another. So are the strata that a weighted share was shown with.
#pragma once

#include "core/release/disclosure/audit.hpp"
#include "core/release/earlier_release.hpp"
#include "core/release/release_counts.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace pilotage::release {

/// Of the counts that are still the same.
std::map<std::uint32_t, KnownBefore> known_before(const ReleaseCounts& counts, const std::vector<TrueTable>& tables,
                                                  const std::vector<std::vector<std::string>>& ids,
                                                  const std::vector<EarlierRelease>& earlier);

/// Adds to an attacker's knowledge what they say of the same counts, further counts for what is not the same any more,
/// and the sums that held between them. `cells`: of this release's figures, by id.
void add_earlier(Publication& publication, const Release& now, const CountSystem& system,
                 const std::map<std::string, const FigureCells*>& cells, std::span<const EarlierRelease> earlier);

} // namespace pilotage::release
