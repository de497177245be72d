// Watches one worker from its start to its end: frames to the intake, limits, and the reason when it fails.
#pragma once

#include "core/plugin/messages.hpp"
#include "core/plugin/run.hpp"

#include <cstddef>
#include <vector>

namespace pilotage::plugin {

/// `shape`: the number of fields of each type of the evaluation schema; nothing beyond it reaches the sink, which may
/// be null. An exception of the sink ends the worker and passes through.
RunResult supervise(const Request& request, const RunLimits& limits, RunSink* sink, std::vector<std::size_t> shape,
                    bool show_output);

} // namespace pilotage::plugin
