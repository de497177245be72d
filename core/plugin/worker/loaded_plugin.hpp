// A plugin's library, loaded into this process, and its importer.
#pragma once

#include "core/abi/pilotage_abi.hpp"
#include "core/plugin/messages.hpp"

#include <memory>

namespace pilotage::plugin {

class LoadedPlugin {
public:
    /// Checks the file once more, loads it and creates its importer. Throws EnvironmentError with a full sentence.
    explicit LoadedPlugin(const Request& request);
    LoadedPlugin(const LoadedPlugin&) = delete;
    LoadedPlugin& operator=(const LoadedPlugin&) = delete;
    ~LoadedPlugin();

    abi::Importer& importer() { return *importer_; }

private:
    struct Library;
    std::unique_ptr<Library> library_;
    abi::Importer* importer_ = nullptr;
};

} // namespace pilotage::plugin
