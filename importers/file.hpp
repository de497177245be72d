// A regular file that is read in pieces. It may shrink or grow meanwhile: reading then simply ends where it ends.
#ifndef PILOTAGE_IMPORTERS_FILE_HPP
#define PILOTAGE_IMPORTERS_FILE_HPP

#include <cstddef>
#include <cstdint>
#include <string>

namespace pilotage::importers {

class File {
public:
    /// Throws std::system_error when the file cannot be opened or is no regular file.
    explicit File(const std::string& path);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// Bytes when it was opened.
    std::uint64_t size() const { return size_; }
    /// Reads up to `size` bytes; fewer only at the end of the file. Throws std::system_error.
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const;
    std::string read_at(std::uint64_t offset, std::size_t size) const;

private:
    std::string path_;
    int handle_;
    std::uint64_t size_ = 0;
};

} // namespace pilotage::importers

#endif
