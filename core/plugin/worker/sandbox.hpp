// Takes the worker's rights away: after this it reads the submission, the plugin's folder and the system's libraries,
// and writes to the pipes it has. Under sanitizers the limit of address space is left out, which their shadow memory
// needs.
#pragma once

#include "core/plugin/messages.hpp"

#include <string>

namespace pilotage::plugin {

/// What holds the worker from here on, in words. Throws EnvironmentError when the kernel refuses what is indispensable
/// (resource limits, no new privileges, the filter of system calls); Landlock is used where the kernel has it.
std::string enter_sandbox(const Request& request);

} // namespace pilotage::plugin
