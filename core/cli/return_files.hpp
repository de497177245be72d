// Which files a return consists of.
#pragma once

#include "core/plugin/run.hpp"
#include "core/store/submissions.hpp"
#include "core/study/study.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pilotage::cli {

/// Files and all files of folders, without hidden ones, ordered by name; a file of a folder is named by its path in it.
/// Throws UsageError when something is not there or there are no files at all.
std::vector<plugin::RunRequest::File> return_files(const std::vector<std::string>& paths);

/// A return found as ROOT/<site id or alias>/<period>/.
struct ReturnFolder {
    const study::Site* site = nullptr;
    const study::Period* period = nullptr;
    std::filesystem::path folder;
};

/// All returns below the root, in the study's order of sites, then of periods. Folders that are neither are named in
/// `passed_over`.
std::vector<ReturnFolder> return_folders(const std::filesystem::path& root, const study::Study& study,
                                         std::vector<std::string>& passed_over);

/// The site or period of that name. Throws UsageError that lists those of the study.
const study::Site& site_named(const study::Study& study, const std::string& name);
const study::Period& period_named(const study::Study& study, const std::string& id);

/// The submission of that number. Throws UsageError where the store has none.
store::SubmissionState submission_numbered(const store::Store& store, std::int64_t number);

} // namespace pilotage::cli
