#include "importers/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace pilotage::importers {

DiskFile::DiskFile(const std::string& path)
    : path_(path), handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (handle_ < 0) throw std::system_error(errno, std::generic_category(), path);
    struct stat info {};
    const bool known = ::fstat(handle_, &info) == 0;
    if (!known || !S_ISREG(info.st_mode)) {
        const int why = !known ? errno : S_ISDIR(info.st_mode) ? EISDIR : ESPIPE;
        ::close(handle_);
        throw std::system_error(why, std::generic_category(), path);
    }
    size_ = static_cast<std::uint64_t>(info.st_size);
    ::posix_fadvise(handle_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

DiskFile::~DiskFile() {
    ::close(handle_);
}

std::size_t DiskFile::read_at(std::uint64_t offset, char* into, std::size_t size) const {
    std::size_t done = 0;
    while (done < size) {
        const auto got = ::pread(handle_, into + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error(errno, std::generic_category(), path_);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::string File::read_at(std::uint64_t offset, std::size_t size) const {
    std::string bytes(size, '\0');
    bytes.resize(read_at(offset, bytes.data(), size));
    return bytes;
}

} // namespace pilotage::importers
