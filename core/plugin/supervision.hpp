// Watches one worker from its start to its end: frames to the intake, limits, and the reason when it fails.
#pragma once

#include "core/plugin/messages.hpp"
#include "core/plugin/run.hpp"

namespace pilotage::plugin {

/// `sink` may be null. An exception of the sink ends the worker and passes through.
RunResult supervise(const Request& request, const RunLimits& limits, RunSink* sink, bool show_output);

} // namespace pilotage::plugin
