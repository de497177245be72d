#include "importers/xls/biff_stream.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers::xls {
namespace {

constexpr std::uint16_t continue_kind = 0x003C;
constexpr std::size_t header_size = 4;
constexpr std::size_t window_size = 128 * 1024;

[[noreturn]] void cut_off() {
    refuse("format.truncated", "The workbook is cut off: it ends in the middle of its records.");
}

} // namespace

double Record::real(std::size_t at) const {
    const std::uint64_t bits = little(at, 8);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

std::string_view BiffStream::window(std::uint64_t offset, std::size_t count) {
    if (offset < window_at_ || offset + count > window_at_ + window_.size()) {
        window_.resize(window_size);
        window_.resize(stream_.read(file_, offset, window_.data(), window_size));
        window_at_ = offset;
    }
    return std::string_view(window_).substr(static_cast<std::size_t>(offset - window_at_), count);
}

std::uint16_t BiffStream::next_kind() {
    const Record header{0, at_, window(at_, header_size)};
    return header.has(header_size) ? header.u16(0) : 0xFFFF;
}

void BiffStream::next(Record& record) {
    const Record header{0, at_, window(at_, header_size)};
    if (!header.has(header_size)) cut_off();
    record.kind = header.u16(0);
    record.offset = at_;
    const std::size_t size = header.u16(2);
    const std::string_view whole = window(at_, header_size + size);
    if (whole.size() < header_size + size) cut_off();
    record.data = whole.substr(header_size);
    at_ += header_size + size;
}

bool ContinuedRecord::more() {
    while (stream_.next_kind() == continue_kind) {
        Record record;
        stream_.next(record);
        data_ = record.data;
        at_ = 0;
        if (!data_.empty()) return true;
    }
    return false;
}

std::uint8_t ContinuedRecord::byte() {
    if (at_ == data_.size() && !more()) cut_off();
    return static_cast<std::uint8_t>(data_[at_++]);
}

std::uint32_t ContinuedRecord::little(int width) {
    std::uint32_t value = 0;
    for (int i = 0; i < width; ++i) value |= static_cast<std::uint32_t>(byte()) << (8 * i);
    return value;
}

void ContinuedRecord::skip(std::uint64_t bytes) {
    while (bytes > 0) {
        if (at_ == data_.size() && !more()) cut_off();
        const auto step = std::min<std::uint64_t>(bytes, data_.size() - at_);
        at_ += static_cast<std::size_t>(step);
        bytes -= step;
    }
}

void ContinuedRecord::characters(std::size_t count, bool wide, std::string& utf8) {
    char32_t high = 0; // the first half of a surrogate pair
    for (; count > 0; --count) {
        if (at_ == data_.size()) {
            if (!more()) cut_off();
            wide = (byte() & 1) != 0;
        }
        const auto unit = static_cast<char32_t>(little(wide ? 2 : 1));
        if (high != 0) {
            const bool pair = unit >= 0xDC00 && unit < 0xE000;
            append_utf8(utf8, pair ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : U'\uFFFD');
            high = 0;
            if (pair) continue;
        }
        if (unit >= 0xD800 && unit < 0xDC00)
            high = unit;
        else if (unit < 0x80)
            utf8 += static_cast<char>(unit);
        else
            append_utf8(utf8, unit >= 0xDC00 && unit < 0xE000 ? U'\uFFFD' : unit);
    }
    if (high != 0) append_utf8(utf8, U'\uFFFD');
}

} // namespace pilotage::importers::xls
