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

} // namespace

TemporaryFile::TemporaryFile() {
    std::error_code failed;
    auto folder = std::filesystem::temp_directory_path(failed);
    if (failed) folder = "/tmp";
    path_ = (folder / "pilotage-XXXXXX").string();
    descriptor_ = ::mkostemp(path_.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("no temporary file can be made");
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), descriptor_(std::exchange(other.descriptor_, -1)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

TemporaryFile::~TemporaryFile() {
    forget();
    if (descriptor_ >= 0) ::close(descriptor_);
}

void TemporaryFile::forget() {
    if (!path_.empty()) ::unlink(path_.c_str());
    path_.clear();
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
