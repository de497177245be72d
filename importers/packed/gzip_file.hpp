// The content of a gzip file: all its members, one behind the other.
#ifndef PILOTAGE_IMPORTERS_PACKED_GZIP_FILE_HPP
#define PILOTAGE_IMPORTERS_PACKED_GZIP_FILE_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

class GzipFile final : public File {
public:
    /// Throws Malformed when the packed file is larger than the limit.
    GzipFile(std::shared_ptr<const File> packed, const Limits& limits);
    ~GzipFile() override;

    /// What the last member says of itself: less than the truth when there are several, or 4 GiB.
    std::uint64_t size() const override { return size_; }
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const override;
    using File::read_at;

private:
    class Stream;

    std::shared_ptr<const File> packed_;
    Limits limits_;
    std::uint64_t size_ = 0;
    mutable std::unique_ptr<Stream> stream_;
};

} // namespace pilotage::importers

#endif
