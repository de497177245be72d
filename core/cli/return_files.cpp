#include "core/cli/return_files.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace fs = std::filesystem;

namespace pilotage::cli {
namespace {

/// Also what office programs and file managers leave beside the files: locks, and pictures of the folder.
bool hidden(const fs::path& path) {
    const auto name = path.filename().string();
    return name.starts_with(".") || name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini";
}

/// A folder that may not be read would else look as if it held nothing.
[[noreturn]] void throw_unreadable(const fs::path& folder, const std::error_code& why) {
    throw EnvironmentError("The folder \"" + folder.string() + "\" cannot be read: " + why.message() + ".",
                           "Ask its owner for the right to read it.");
}

std::vector<fs::path> subfolders(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code failed;
    const fs::directory_iterator entries(folder, failed);
    if (failed) throw_unreadable(folder, failed);
    for (const auto& entry : entries)
        if (entry.is_directory() && !hidden(entry.path())) out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

template <typename Range, typename Id>
UsageError unknown(const std::string& what, const std::string& name, const Range& known, Id id) {
    std::vector<std::string> ids;
    std::string list;
    for (const auto& entry : known) {
        ids.push_back(entry.*id);
        list += (list.empty() ? "" : ", ") + ids.back();
    }
    const auto meant = closest(name, ids);
    return UsageError("The study has no " + what + " \"" + name + "\".",
                      (meant.empty() ? "" : "Did you mean \"" + std::string(meant) + "\"? ") + "Its " + what +
                          "s are: " + list + ".");
}

} // namespace

std::vector<plugin::RunRequest::File> return_files(const std::vector<std::string>& paths) {
    std::vector<plugin::RunRequest::File> files;
    for (const auto& given : paths) {
        const fs::path path(given);
        if (fs::is_directory(path)) {
            std::vector<fs::path> found;
            std::error_code failed;
            auto entry = fs::recursive_directory_iterator(path, failed);
            for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
                if (hidden(entry->path())) {
                    if (entry->is_directory()) entry.disable_recursion_pending();
                } else if (entry->is_regular_file()) {
                    found.push_back(entry->path());
                }
            }
            if (failed) throw_unreadable(path, failed);
            std::ranges::sort(found);
            for (const auto& file : found) files.push_back({file, file.lexically_relative(path).string()});
        } else if (fs::exists(path)) {
            files.push_back({path, path.filename().string()});
        } else {
            throw UsageError("There is no file or folder \"" + given + "\".");
        }
    }
    if (files.empty())
        throw UsageError("There are no files in what was given.",
                         "Name the files of the return, or a folder that holds them.");
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(file.name);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
        throw UsageError("Two files are called \"" + *twice + "\".",
                         "Hand each file in once, under a name of its own.");
    return files;
}

std::vector<ReturnFolder> return_folders(const fs::path& root, const study::Study& study,
                                         std::vector<std::string>& passed_over) {
    if (!fs::is_directory(root))
        throw UsageError("\"" + root.string() + "\" is no folder of returns.",
                         "Name the site and period of files with --site and --period.");
    std::vector<ReturnFolder> out;
    for (const auto& site_folder : subfolders(root)) {
        const auto* site = study.find_site(site_folder.filename().string());
        if (site == nullptr) {
            passed_over.push_back(site_folder.filename().string());
            continue;
        }
        for (const auto& folder : subfolders(site_folder)) {
            const auto* period = study.find_period(folder.filename().string());
            if (period == nullptr)
                passed_over.push_back(site_folder.filename().string() + "/" + folder.filename().string());
            else
                out.push_back({site, period, folder});
        }
    }
    std::ranges::stable_sort(
        out, [](const auto& a, const auto& b) { return a.site != b.site ? a.site < b.site : a.period < b.period; });
    return out;
}

const study::Site& site_named(const study::Study& study, const std::string& name) {
    const auto* site = study.find_site(name);
    if (site == nullptr) throw unknown("site", name, study.sites, &study::Site::id);
    return *site;
}

const study::Period& period_named(const study::Study& study, const std::string& id) {
    const auto* period = study.find_period(id);
    if (period == nullptr) throw unknown("period", id, study.periods, &study::Period::id);
    return *period;
}

store::SubmissionState submission_numbered(const store::Store& store, std::int64_t number) {
    auto all = store::submissions(store);
    const auto found = std::ranges::find(all, number, &store::SubmissionState::id);
    if (found == all.end())
        throw UsageError("There is no submission " + std::to_string(number) + " in the store.",
                         "\"pilotage status --json\" lists them all.");
    return std::move(*found);
}

} // namespace pilotage::cli
