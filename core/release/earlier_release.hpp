// A release that readers may have already. What it published is known to them beside the new one.
#pragma once

#include "core/release/profile.hpp"
#include "core/release/release_model.hpp"

#include <filesystem>
#include <string>

namespace pilotage::release {

struct EarlierRelease {
    std::string name; ///< for messages: its folder, or when it was made
    Release release;
    Profile profile;
};

/// From the text of a release.json. Throws EnvironmentError.
EarlierRelease parse_earlier(std::string_view json, const std::string& name);

/// From a release's folder. Throws UsageError where it is none.
EarlierRelease read_earlier(const std::filesystem::path& folder);

} // namespace pilotage::release
