// Finds importer plugins and says which can be used. The host never maps a plugin: it reads the descriptor from the
// file's .pilotage section, and lets a worker try to load it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::plugin {

struct PluginInfo {
    std::filesystem::path path;
    std::string name, version, title;
    std::vector<std::string> formats;
    std::uint16_t abi_major = 0, abi_minor = 0;
    std::string sha256;              ///< of the shared library, hex
    std::filesystem::path schema;    ///< the site's XSD, beside the plugin
    std::filesystem::path crosswalk; ///< NAME.crosswalk.csv, beside the plugin
    std::string refused;             ///< one full sentence when it cannot be used, else empty
    bool usable() const { return refused.empty(); }
};

/// Folders searched, in order: those given (--plugin-dir), PILOTAGE_PLUGIN_PATH, the build's or the installation's own.
std::vector<std::filesystem::path> search_path(std::span<const std::string> given);

/// All shared libraries of the folders, usable or refused; of two with one name the first counts, the other is refused.
/// `probe` also lets a worker load each one and create its importer.
std::vector<PluginInfo> discover(std::span<const std::filesystem::path> folders, bool probe);

/// The usable plugin of that name. Throws EnvironmentError that says what was found instead.
PluginInfo find(std::string_view name, std::span<const std::filesystem::path> folders);

} // namespace pilotage::plugin
