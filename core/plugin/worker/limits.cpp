#include "core/plugin/worker/limits.hpp"

#include "core/error.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace pilotage::plugin {
namespace {

void limit(int resource, rlim_t most) {
    struct rlimit bounds {};
    if (::getrlimit(static_cast<__rlimit_resource>(resource), &bounds) == 0) {
        bounds.rlim_max = std::min(bounds.rlim_max, most);
        bounds.rlim_cur = bounds.rlim_max;
        if (::setrlimit(static_cast<__rlimit_resource>(resource), &bounds) == 0) return;
    }
    throw EnvironmentError("The worker's limits could not be set: " + std::generic_category().message(errno) + ".");
}

} // namespace

void set_limits(const Request& request) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_NOFILE, 256);
    // Patterns of a schema recurse on the stack; a bounded one ends them as a crash of this process alone.
    limit(RLIMIT_STACK, 64u << 20);
    limit(RLIMIT_CPU, request.deadline_seconds + 60);
#if !defined(PILOTAGE_SANITIZED)
    // Mapped files count as address space too; the host watches the memory that is really used.
    std::uintmax_t mapped = 0;
    for (const auto& file : request.files) {
        std::error_code unknown;
        const auto size = std::filesystem::file_size(file.path, unknown);
        if (!unknown) mapped += size;
    }
    limit(RLIMIT_AS, request.memory_bytes + mapped + (1ull << 30));
#endif
}

} // namespace pilotage::plugin
