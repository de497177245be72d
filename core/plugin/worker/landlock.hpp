// Landlock: which files the worker can see at all.
#pragma once

#include "core/plugin/messages.hpp"

namespace pilotage::plugin {

/// Leaves the submission's files, the plugin's folder, the schemas and the system's libraries, all to read only. False
/// where the kernel has no Landlock. Needs no_new_privs.
bool restrict_files(const Request& request);

} // namespace pilotage::plugin
