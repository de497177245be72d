// The measures that a command works with.
#pragma once

#include "core/measure/measure.hpp"

#include <string>
#include <vector>

namespace pilotage::cli {

/// The installed measures and those of the folders given with --measures; all of them, or those chosen by id, in the
/// order of a comparison. Throws UsageError for an id that none of them has.
std::vector<measure::Measure> chosen_measures(const std::vector<std::string>& folders,
                                              const std::vector<std::string>& ids);

} // namespace pilotage::cli
