// The content of one entry of a ZIP archive.
#ifndef PILOTAGE_IMPORTERS_PACKED_ZIP_ENTRY_FILE_HPP
#define PILOTAGE_IMPORTERS_PACKED_ZIP_ENTRY_FILE_HPP

#include "importers/archive/archive.hpp"
#include "importers/file.hpp"

namespace pilotage::importers {

class ZipEntryFile final : public File {
public:
    /// Throws Malformed for an archive that the limits or archive::Archive refuse.
    ZipEntryFile(std::shared_ptr<const File> packed, std::string entry, std::uint64_t size, const Limits& limits);
    ~ZipEntryFile() override;

    std::uint64_t size() const override { return size_; }
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const override;
    using File::read_at;

private:
    class Stream;

    std::shared_ptr<const File> packed_;
    std::string entry_;
    std::uint64_t size_;
    Limits limits_;
    mutable std::unique_ptr<Stream> stream_;
};

} // namespace pilotage::importers

#endif
