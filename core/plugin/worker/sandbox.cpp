#include "core/plugin/worker/sandbox.hpp"

#include "core/error.hpp"
#include "core/plugin/worker/landlock.hpp"
#include "core/plugin/worker/limits.hpp"
#include "core/plugin/worker/system_calls.hpp"

#include <sys/prctl.h>

#include <cerrno>
#include <system_error>

namespace pilotage::plugin {

std::string enter_sandbox(const Request& request) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        throw EnvironmentError(
            "The worker could not give up its privileges: " + std::generic_category().message(errno) + ".");
    set_limits(request);
    const bool files = restrict_files(request);
    filter_system_calls();
    return files ? "limits, seccomp, Landlock" : "limits, seccomp";
}

} // namespace pilotage::plugin
