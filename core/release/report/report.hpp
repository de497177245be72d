// The report of a release for people: one HTML file that needs nothing else, neither a network nor a script. It is made
// from the release alone, and is well-formed XML too.
#pragma once

#include "core/release/release_model.hpp"

#include <string>

namespace pilotage::release {

inline constexpr const char* report_name = "report.html";

/// Bytes are the same for the same release.
std::string report_html(const Release& release);

} // namespace pilotage::release
