// A release as JSON: release.json, and back.
#pragma once

#include "core/release/release_model.hpp"

#include <string>
#include <string_view>

namespace pilotage::release {

/// The whole model; bytes are the same for the same release.
std::string release_json(const Release& release);

/// The model back from its text, but for differences, tests, funnels and charts, which follow from the figures. Throws
/// std::runtime_error where the text is no release of this form.
Release parse_release_json(std::string_view text);

} // namespace pilotage::release
