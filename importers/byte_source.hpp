// The bytes of a file from its beginning to its end.
#ifndef PILOTAGE_IMPORTERS_BYTE_SOURCE_HPP
#define PILOTAGE_IMPORTERS_BYTE_SOURCE_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

class ByteSource {
public:
    /// Throws Malformed when the file is larger than the limit, here and later.
    ByteSource(std::shared_ptr<const File> file, const Limits& limits);

    /// Up to `size` bytes; 0 at the end and only there.
    std::size_t read(char* into, std::size_t size);
    std::uint64_t bytes_done() const { return done_; }
    std::uint64_t bytes_all() const { return file_->size(); }
    const File& file() const { return *file_; }

private:
    void check(std::uint64_t size) const;

    std::shared_ptr<const File> file_;
    std::uint64_t limit_;
    std::uint64_t done_ = 0;
};

} // namespace pilotage::importers

#endif
