// Findings for people: one cause once, with how often it is there, where, what stood there, and how to mend it.
#pragma once

#include "core/validate/finding_group.hpp"

#include <cstddef>
#include <cstdio>
#include <string>

namespace pilotage::cli {

struct FindingListOptions {
    std::size_t causes = SIZE_MAX; ///< of each severity, before they are only counted
    std::size_t places = 3;        ///< of each cause
    std::size_t values = 3;        ///< of each cause, different ones
};

/// Appends the findings, worst first. False when some causes or places are only counted.
bool append_findings(std::string& out, const FindingGroups& findings, const FindingListOptions& options);

/// "3 errors, 1 warning"; "no findings".
std::string finding_counts(std::uint64_t fatal, std::uint64_t errors, std::uint64_t warnings, std::uint64_t notes);

} // namespace pilotage::cli
