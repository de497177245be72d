#include "importers/byte_source.hpp"

namespace pilotage::importers {

ByteSource::ByteSource(std::shared_ptr<const File> file, const Limits& limits)
    : file_(std::move(file)), limit_(limits.file_bytes) {
    check(file_->size());
}

std::size_t ByteSource::read(char* into, std::size_t size) {
    const std::size_t got = file_->read_at(done_, into, size);
    done_ += got;
    check(done_);
    return got;
}

void ByteSource::check(std::uint64_t size) const {
    if (size > limit_)
        throw Malformed({Issue::Severity::error,
                         "limit.file_bytes",
                         {},
                         0,
                         0,
                         0,
                         "The file is larger than the limit of " + std::to_string(limit_) + " bytes.",
                         "Split the file."});
}

} // namespace pilotage::importers
