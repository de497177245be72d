#include "core/cli/limit_options.hpp"

namespace pilotage::cli {

void LimitOptions::declare(std::vector<Argument>& arguments) {
    arguments.push_back({"--deadline", &deadline_, "Seconds that a plugin may take for one return (3600)", "N"});
    arguments.push_back({"--idle", &idle_, "Seconds that it may show no sign of life (60)", "N"});
    arguments.push_back({"--memory", &memory_, "MiB of memory that it may use (2048)", "N"});
}

plugin::RunLimits LimitOptions::limits() const {
    if (deadline_ < 1 || idle_ < 1 || memory_ < 1)
        throw UsageError("--deadline, --idle and --memory take whole numbers above 0.");
    plugin::RunLimits limits;
    limits.deadline = std::chrono::seconds(deadline_);
    limits.idle = std::chrono::seconds(idle_);
    limits.memory_bytes = static_cast<std::uint64_t>(memory_) << 20;
    return limits;
}

} // namespace pilotage::cli
