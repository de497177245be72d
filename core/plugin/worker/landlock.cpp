#include "core/plugin/worker/landlock.hpp"

#include "core/error.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

namespace pilotage::plugin {
namespace {

constexpr std::uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

/// All rights that a kernel of that version knows, so that those not given are refused. Bits 13 to 15 came with
/// versions 2, 3 and 5: renaming between folders, truncating, and calls to devices.
std::uint64_t known_rights(long version) {
    std::uint64_t rights = (1ull << 13) - 1;
    if (version >= 2) rights |= 1ull << 13;
    if (version >= 3) rights |= 1ull << 14;
    if (version >= 5) rights |= 1ull << 15;
    return rights;
}

/// A path that is not there needs no right.
void allow_reading(int ruleset, const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (fd < 0) return;
    struct stat status {};
    landlock_path_beneath_attr rule{};
    rule.parent_fd = fd;
    rule.allowed_access =
        ::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode) ? read_rights : LANDLOCK_ACCESS_FS_READ_FILE;
    const auto answer = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    const int error = errno;
    ::close(fd);
    if (answer != 0)
        throw EnvironmentError(
            "The worker's view of the files could not be restricted: " + std::generic_category().message(error) + ".");
}

} // namespace

bool restrict_files(const Request& request) {
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = known_rights(version);
    const auto ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    if (ruleset < 0) return false;

    for (const auto& file : request.files) allow_reading(ruleset, file.path);
    for (const auto& file : {request.plugin, request.schema, request.crosswalk, request.evaluation_schema})
        if (!file.empty()) allow_reading(ruleset, file);
    allow_reading(ruleset, std::filesystem::path(request.plugin).parent_path());
    std::error_code unknown;
    if (const auto real = std::filesystem::canonical(request.plugin, unknown); !unknown)
        allow_reading(ruleset, real.parent_path());
    for (const char* path :
         {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/proc/self"})
        allow_reading(ruleset, path);

    const auto answer = ::syscall(SYS_landlock_restrict_self, ruleset, 0);
    const int error = errno;
    ::close(ruleset);
    if (answer != 0)
        throw EnvironmentError(
            "The worker's view of the files could not be restricted: " + std::generic_category().message(error) + ".");
    return true;
}

} // namespace pilotage::plugin
