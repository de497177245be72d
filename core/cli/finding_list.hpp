// Findings for people: one cause once, with how often it is there, where, what stood there, and how to mend it.
#pragma once

#include "core/validate/finding_causes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace pilotage::cli {

/// Appends the findings, worst first, of each severity `most_causes` before they are only counted. False when some
/// causes or places are only counted.
bool append_findings(std::string& out, const FindingCauses& findings, std::size_t most_causes = SIZE_MAX);

/// "3 errors, 1 warning"; "no findings".
std::string finding_counts(std::uint64_t fatal, std::uint64_t errors, std::uint64_t warnings, std::uint64_t notes);

} // namespace pilotage::cli
