// Lets a worker try a plugin: load it, create its importer, and load its schema and crosswalk. Nothing is read.
#pragma once

#include "core/plugin/discovery.hpp"

#include <string>

namespace pilotage::plugin {

/// One full sentence why the plugin cannot be used, or nothing.
std::string probe(const PluginInfo& plugin);

} // namespace pilotage::plugin
