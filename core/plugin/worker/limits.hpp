// The kernel's own limits on the worker: no core file, no writing to files, no processes, bounded stack, time and
// memory.
#pragma once

#include "core/plugin/messages.hpp"

namespace pilotage::plugin {

/// Throws EnvironmentError.
void set_limits(const Request& request);

} // namespace pilotage::plugin
