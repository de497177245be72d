// How much a plugin may take, as options.
#pragma once

#include "core/cli/command.hpp"
#include "core/plugin/run.hpp"

#include <vector>

namespace pilotage::cli {

class LimitOptions {
public:
    void declare(std::vector<Argument>& arguments);
    /// Throws UsageError for limits that are not positive.
    plugin::RunLimits limits() const;

private:
    std::int64_t deadline_ = 3600, idle_ = 60, memory_ = 2048;
};

} // namespace pilotage::cli
