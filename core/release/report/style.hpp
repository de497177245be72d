// The style sheet of the report: light and dark, screens of any width, and paper.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::release::report {

std::string_view style_sheet();
/// As a content security policy names it: "sha256-...".
std::string style_hash();

} // namespace pilotage::release::report
