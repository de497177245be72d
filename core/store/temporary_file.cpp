#include "core/store/temporary_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace pilotage::store {
namespace {

[[noreturn]] void fail(const char* what) {
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    throw SQLite::Exception(what, full ? SQLITE_FULL : SQLITE_IOERR);
}

std::string folder() {
    std::error_code failed;
    auto folder = std::filesystem::temp_directory_path(failed);
    return failed ? "/tmp" : folder.string();
}

} // namespace

TemporaryFile::TemporaryFile() {
    descriptor_ = ::open(folder().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ >= 0) return;
    // A file system that has no such files: it keeps the name from the beginning.
    name_ = folder() + "/pilotage-XXXXXX";
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
    if (descriptor_ >= 0) return;
    name_.clear();
    fail("no temporary file can be made");
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : name_(std::exchange(other.name_, {})), descriptor_(std::exchange(other.descriptor_, -1)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

TemporaryFile::~TemporaryFile() {
    forget();
    if (descriptor_ >= 0) ::close(descriptor_);
}

const std::string& TemporaryFile::name() {
    static int number = 0; // one thread of a process writes to stores
    const auto self = "/proc/self/fd/" + std::to_string(descriptor_);
    while (name_.empty()) {
        auto name = folder() + "/pilotage-" + std::to_string(::getpid()) + "-" + std::to_string(++number);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
            name_ = std::move(name);
        else if (errno != EEXIST)
            fail("a temporary file cannot be given a name");
    }
    return name_;
}

void TemporaryFile::forget() {
    if (!name_.empty()) ::unlink(name_.c_str());
    name_.clear();
}

void TemporaryFile::write(std::uint64_t offset, const void* bytes, std::size_t size) {
    for (const auto* at = static_cast<const char*>(bytes); size > 0;) {
        const auto done = ::pwrite(descriptor_, at, size, static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail("a temporary file cannot be written");
        at += done;
        offset += static_cast<std::uint64_t>(done);
        size -= static_cast<std::size_t>(done);
    }
}

void TemporaryFile::read(std::uint64_t offset, void* bytes, std::size_t size) const {
    for (auto* at = static_cast<char*>(bytes); size > 0;) {
        const auto done = ::pread(descriptor_, at, size, static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail("a temporary file cannot be read");
        at += done;
        offset += static_cast<std::uint64_t>(done);
        size -= static_cast<std::size_t>(done);
    }
}

std::uint64_t TemporaryFile::size() const {
    struct stat about = {};
    if (::fstat(descriptor_, &about) != 0) fail("a temporary file cannot be looked at");
    return static_cast<std::uint64_t>(about.st_size);
}

} // namespace pilotage::store
