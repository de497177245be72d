#include "importers/packed/zip_entry_file.hpp"

#include "importers/packed/pass.hpp"

namespace pilotage::importers {

/// One pass over the entry; the archive's own limits are counted by pass.
class ZipEntryFile::Stream {
public:
    Stream(std::shared_ptr<const File> packed, const std::string& entry, const Limits& limits)
        : archive_(std::move(packed), limits, "Unpack the archive, and send the file that is in it."),
          part_(archive_, entry) {}

    std::uint64_t position() const { return given_; }
    std::size_t read(char* into, std::size_t size) {
        std::size_t got = 0;
        while (got < size && !ended_) {
            const std::size_t some = part_.read(into + got, size - got);
            ended_ = some == 0;
            got += some;
        }
        given_ += got;
        return got;
    }

private:
    archive::Archive archive_;
    archive::Archive::Part part_;
    std::uint64_t given_ = 0;
    bool ended_ = false;
};

ZipEntryFile::ZipEntryFile(std::shared_ptr<const File> packed, std::string entry, std::uint64_t size,
                           const Limits& limits)
    : packed_(std::move(packed)), entry_(std::move(entry)), size_(size), limits_(limits),
      stream_(std::make_unique<Stream>(packed_, entry_, limits_)) {}

ZipEntryFile::~ZipEntryFile() = default;

std::size_t ZipEntryFile::read_at(std::uint64_t offset, char* into, std::size_t size) const {
    return read_in_pass(
        stream_, [&] { return std::make_unique<Stream>(packed_, entry_, limits_); }, offset, into, size);
}

} // namespace pilotage::importers
