// The bytes of a file, in order: as they lie on disk, or unpacked on the way. Nothing is ever unpacked to a disk.
#ifndef PILOTAGE_IMPORTERS_SOURCE_BYTE_SOURCE_HPP
#define PILOTAGE_IMPORTERS_SOURCE_BYTE_SOURCE_HPP

#include "importers/reader.hpp"

namespace pilotage::importers {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Up to `size` bytes; 0 at the end and only there. Throws Malformed when the file is damaged or exceeds a limit, and
    /// std::system_error when it cannot be read.
    virtual std::size_t read(char* into, std::size_t size) = 0;
    /// Of the file on disk, packed or not.
    virtual std::uint64_t bytes_done() const = 0;
    virtual std::uint64_t bytes_all() const = 0;
};

/// Throws std::system_error when the file cannot be opened, Malformed when it is larger than the limit.
std::unique_ptr<ByteSource> open_bytes(const std::string& path, const Limits& limits);

/// A source whose first bytes can be looked at before they are read.
class PeekedSource final : public ByteSource {
public:
    explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

    /// The first `size` bytes, or all there are. Must be called before the first read().
    std::string_view peek(std::size_t size);
    std::size_t read(char* into, std::size_t size) override;
    std::uint64_t bytes_done() const override { return source_->bytes_done(); }
    std::uint64_t bytes_all() const override { return source_->bytes_all(); }

private:
    std::unique_ptr<ByteSource> source_;
    std::string head_;
    std::size_t read_ = 0;
};

} // namespace pilotage::importers

#endif
