#include "core/plugin/worker/loaded_plugin.hpp"

#include "core/error.hpp"
#include "core/hash.hpp"
#include "core/plugin/descriptor_file.hpp"

#include <boost/dll/shared_library.hpp>

namespace pilotage::plugin {

struct LoadedPlugin::Library {
    boost::dll::shared_library handle;
};

namespace {

namespace fs = std::filesystem;

/// What the host saw must be what is loaded now.
void check_file(const Request& request) {
    if (const auto text = read_descriptor(request.plugin); !text.refused.empty()) throw EnvironmentError(text.refused);
    if (!request.sha256.empty() && sha256_file(request.plugin) != request.sha256)
        throw EnvironmentError("\"" + fs::path(request.plugin).filename().string() +
                               "\" was changed while it was being used; run the command again.");
}

} // namespace

LoadedPlugin::LoadedPlugin(const Request& request) : library_(std::make_unique<Library>()) {
    check_file(request);
    const auto file = "\"" + fs::path(request.plugin).filename().string() + "\"";
    using boost::dll::load_mode::rtld_local;
    using boost::dll::load_mode::rtld_now;
    std::error_code error;
    library_->handle.load(fs::path(request.plugin), rtld_now | rtld_local, error);
    if (error)
        throw EnvironmentError(file + " cannot be loaded: a library or a symbol that it needs is not there; \"ldd -r " +
                               request.plugin + "\" names it.");
    if (!library_->handle.has("pilotage_plugin"))
        throw EnvironmentError(
            file +
            " does not export pilotage_plugin, its descriptor; build it with pilotage_plugin(), which exports it.");
    const auto& descriptor = library_->handle.get<const abi::Descriptor>("pilotage_plugin");
    if (request.name != descriptor.name)
        throw EnvironmentError(file + " has two descriptors that differ: its section names \"" + request.name +
                               "\"; keep one PILOTAGE_PLUGIN in it.");
    if (descriptor.create == nullptr)
        throw EnvironmentError(
            file + " has a descriptor without a create function; declare it with PILOTAGE_PLUGIN, which makes one.");
    importer_ = descriptor.create();
    if (importer_ == nullptr)
        throw EnvironmentError(file + " made no importer: its constructor threw an exception or gave nothing; mend the "
                                      "constructor of the plugin's class.");
}

LoadedPlugin::~LoadedPlugin() {
    if (importer_ != nullptr) importer_->destroy();
}

} // namespace pilotage::plugin
