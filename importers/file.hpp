// The bytes of a file, read in pieces: as they lie on the disk, or unpacked on the way.
#ifndef PILOTAGE_IMPORTERS_FILE_HPP
#define PILOTAGE_IMPORTERS_FILE_HPP

#include <cstddef>
#include <cstdint>
#include <string>

namespace pilotage::importers {

class File {
public:
    File() = default;
    virtual ~File() = default;
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// Bytes when it was opened; of a packed file as many as it says it holds.
    virtual std::uint64_t size() const = 0;
    /// Reads up to `size` bytes; fewer only at the end of the file. Throws std::system_error, and Malformed for packed
    /// files. Those are unpacked from their beginning again when the offset is not where the last call ended.
    virtual std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const = 0;
    std::string read_at(std::uint64_t offset, std::size_t size) const;
};

/// A regular file. It may shrink or grow meanwhile: reading then simply ends where it ends.
class DiskFile final : public File {
public:
    /// Throws std::system_error when the file cannot be opened or is no regular file.
    explicit DiskFile(const std::string& path);
    ~DiskFile() override;

    std::uint64_t size() const override { return size_; }
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const override;
    using File::read_at;

private:
    std::string path_;
    int handle_;
    std::uint64_t size_ = 0;
};

} // namespace pilotage::importers

#endif
