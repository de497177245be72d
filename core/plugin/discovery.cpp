#include "core/plugin/discovery.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/paths.hpp"
#include "core/plugin/descriptor_file.hpp"
#include "core/plugin/probe.hpp"

#include <algorithm>
#include <cstdlib>

namespace pilotage::plugin {

namespace fs = std::filesystem;

namespace {

/// Where the program's own plugins are: beside its folder in a build, under its prefix once installed.
std::vector<fs::path> own_folders() {
    const auto prefix = executable_folder().parent_path();
    return {prefix / "plugins", prefix / PILOTAGE_LIBRARY_FOLDER / "pilotage" / "plugins"};
}

void add_folder(std::vector<fs::path>& folders, const fs::path& folder) {
    std::error_code unknown;
    auto full = fs::weakly_canonical(folder, unknown);
    if (unknown) full = folder;
    if (std::find(folders.begin(), folders.end(), full) == folders.end()) folders.push_back(std::move(full));
}

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(separator), list.size());
        auto part = list.substr(0, end);
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

/// The libraries of a folder, by name; a folder that is not there or may not be read has none.
std::vector<fs::path> libraries_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code unknown;
        if (at->path().extension() == ".so" && !at->is_directory(unknown)) files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

PluginInfo look_at(const fs::path& file) {
    PluginInfo info;
    info.path = file;
    auto text = read_descriptor(file);
    info.refused = std::move(text.refused);
    info.name = std::move(text.name);
    info.version = std::move(text.version);
    info.title = std::move(text.title);
    info.formats = split(text.formats, ',');
    info.abi_major = text.abi_major;
    info.abi_minor = text.abi_minor;
    std::error_code unknown;
    if (const auto crosswalk = file.parent_path() / (info.name + ".crosswalk.csv");
        fs::is_regular_file(crosswalk, unknown))
        info.crosswalk = crosswalk;
    if (!text.schema.empty()) info.schema = file.parent_path() / text.schema;
    if (info.usable() && !fs::is_regular_file(info.schema, unknown))
        info.refused = "\"" + file.filename().string() + "\" names the schema \"" + text.schema +
                       "\", which is not beside it; put the schema into the folder " + file.parent_path().string() +
                       ".";
    return info;
}

void add_hash(PluginInfo& info) {
    try {
        info.sha256 = sha256_file(info.path);
    } catch (const EnvironmentError& e) {
        if (info.usable()) info.refused = e.what();
    }
}

/// Without hashes, and without trying any.
std::vector<PluginInfo> all_in(std::span<const fs::path> folders) {
    std::vector<PluginInfo> found;
    for (const auto& folder : folders)
        for (const auto& file : libraries_in(folder)) {
            auto info = look_at(file);
            const auto same = std::find_if(found.begin(), found.end(), [&](const PluginInfo& other) {
                return other.usable() && other.name == info.name;
            });
            if (info.usable() && same != found.end())
                info.refused = "\"" + file.string() + "\" has the name \"" + info.name + "\", which \"" +
                               same->path.string() +
                               "\" has already taken; rename one of the two plugins, or take one out of its folder.";
            found.push_back(std::move(info));
        }
    return found;
}

} // namespace

std::vector<fs::path> search_path(std::span<const std::string> given) {
    std::vector<fs::path> folders;
    for (const auto& folder : given) {
        std::error_code unknown;
        if (!fs::is_directory(folder, unknown))
            throw EnvironmentError("There is no folder \"" + folder + "\" to look for plugins in.",
                                   "Check the path given with --plugin-dir.");
        add_folder(folders, folder);
    }
    if (const char* list = std::getenv("PILOTAGE_PLUGIN_PATH"); list != nullptr)
        for (const auto& folder : split(list, ':')) add_folder(folders, folder);
    for (const auto& folder : own_folders())
        if (std::error_code unknown; fs::is_directory(folder, unknown)) add_folder(folders, folder);
    return folders;
}

std::vector<PluginInfo> discover(std::span<const fs::path> folders, bool probe_each) {
    auto found = all_in(folders);
    for (auto& info : found) {
        add_hash(info);
        if (info.usable() && probe_each) info.refused = probe(info);
    }
    return found;
}

PluginInfo find(std::string_view name, std::span<const fs::path> folders) {
    auto found = all_in(folders);
    std::string usable, searched;
    for (auto& info : found) {
        // The other plugins' hashes would take half as long as the check of a small file.
        if (info.usable() && info.name == name) add_hash(info);
        if (info.usable() && info.name == name) return info;
        if (info.usable()) usable += (usable.empty() ? "" : ", ") + info.name;
    }
    for (const auto& info : found) {
        if (info.name != name && info.path.stem() != name) continue;
        if (!info.usable())
            throw EnvironmentError("The plugin " + std::string(name) + " cannot be used: " + info.refused);
        throw EnvironmentError("\"" + info.path.filename().string() + "\" calls itself \"" + info.name + "\", not \"" +
                                   std::string(name) + "\".",
                               "Use that name, or give the library the plugin's name.");
    }
    for (const auto& folder : folders) searched += (searched.empty() ? "" : ", ") + folder.string();
    throw EnvironmentError(
        "There is no plugin \"" + std::string(name) + "\" in " + (searched.empty() ? "any folder" : searched) + ".",
        (usable.empty() ? "No plugin was found there at all." : "The plugins there are " + usable + ".") +
            " Another folder is given with --plugin-dir, or in PILOTAGE_PLUGIN_PATH.");
}

} // namespace pilotage::plugin
