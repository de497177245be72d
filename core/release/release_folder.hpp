// A release's folder: written whole or not at all, and checked against its manifest.
#pragma once

#include "core/release/release_files.hpp"
#include "core/release/suppression_log.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace pilotage::release {

/// Writes the files and the manifest into a new folder beside `folder` and gives it that name when all is on the disk;
/// `before` is called just before that, and when it throws nothing is left. With `replace`, a release that stands there
/// goes; anything else is never touched. Returns the SHA-256 of the manifest. Throws UsageError where the folder is
/// there already, EnvironmentError where it cannot be written.
std::string write_folder(const std::filesystem::path& folder, const Release& release,
                         const std::vector<ReleaseFile>& files, bool replace, const std::function<void()>& before = {});

/// Writes the suppression log into the folder, which is made if need be. Throws EnvironmentError.
void write_log(const std::filesystem::path& folder, const SuppressionLog& log);

/// Throws UsageError where write_folder() would, before the work is done.
void require_free(const std::filesystem::path& folder, bool replace);

/// What is wrong with a release's folder, one sentence for each file that is missing, was changed, or is not in the
/// manifest; none when all is as it was written. `files`: how many were checked. Throws UsageError where there is no
/// manifest, EnvironmentError where it cannot be read.
std::vector<std::string> verify_folder(const std::filesystem::path& folder, std::size_t& files);

} // namespace pilotage::release
