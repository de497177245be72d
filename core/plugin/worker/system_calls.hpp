// The filter of system calls.
#pragma once

namespace pilotage::plugin {

/// Leaves what reading, computing and writing to open pipes needs. Everything else is refused with EPERM: sockets, new
/// processes and threads, other programs, other processes' memory and signals, opening for writing. Throws
/// EnvironmentError.
void filter_system_calls();

} // namespace pilotage::plugin
