// The style sheet of the report: light and dark, screens of any width, and paper.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::release::report {

std::string_view style_sheet();
/// As a content security policy names it: "sha256-...".
std::string style_hash();
/// The bytes that hex digits stand for, in base 64.
std::string base64_of_hex(std::string_view hex);

} // namespace pilotage::release::report
