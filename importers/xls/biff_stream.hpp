// The records of a BIFF stream, and texts that go on over several of them. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLS_BIFF_STREAM_HPP
#define PILOTAGE_IMPORTERS_XLS_BIFF_STREAM_HPP

#include "importers/little_endian.hpp"
#include "importers/xls/compound_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers::xls {

/// `data` lives until the next call of the stream. Reading beyond it gives zeros; ask has() first where it matters.
struct Record {
    std::uint16_t kind = 0;
    std::uint64_t offset = 0; ///< of its header in the stream
    std::string_view data;

    bool has(std::size_t bytes) const { return data.size() >= bytes; }
    std::uint64_t little(std::size_t at, int width) const { return little_endian(data, at, width); }
    std::uint8_t u8(std::size_t at) const { return static_cast<std::uint8_t>(little(at, 1)); }
    std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(little(at, 2)); }
    std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(little(at, 4)); }
    double real(std::size_t at) const;
};

class BiffStream {
public:
    BiffStream(const File& file, Stream stream) : file_(file), stream_(std::move(stream)) {}

    void seek(std::uint64_t offset) { at_ = offset; }
    std::uint64_t offset() const { return at_; }
    std::uint64_t size() const { return stream_.size(); }
    /// Throws Malformed where the stream ends: every substream must be closed by a record of its own.
    void next(Record& record);
    /// The kind of the next record; 0xFFFF at the end of the stream.
    std::uint16_t next_kind();

private:
    std::string_view window(std::uint64_t offset, std::size_t count);

    const File& file_;
    Stream stream_;
    std::uint64_t at_ = 0;
    std::string window_;
    std::uint64_t window_at_ = 0;
};

/// Reads on from one record into the CONTINUE records behind it. Throws Malformed where they end too early.
class ContinuedRecord {
public:
    ContinuedRecord(BiffStream& stream, const Record& record, std::size_t from)
        : stream_(stream), data_(record.data.substr(std::min(from, record.data.size()))) {}

    bool ended() { return at_ == data_.size() && !more(); }
    std::uint32_t little(int width);
    void skip(std::uint64_t bytes);
    /// Appends characters as UTF-8, one or two bytes each; a continued record says anew which of it.
    void characters(std::size_t count, bool wide, std::string& utf8);

private:
    bool more();
    std::uint8_t byte();

    BiffStream& stream_;
    std::string data_;
    std::size_t at_ = 0;
};

} // namespace pilotage::importers::xls

#endif
