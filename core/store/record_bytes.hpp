// One row in SQLite's record format (https://www.sqlite.org/fileformat2.html#record_format): a header of serial types,
// then the values. The same values always give the same bytes, so a row's hash can be taken over them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace pilotage::store {

/// Writes a number as SQLite's variable-length integer; `to` has room for 9 bytes. How many were written.
inline std::size_t put_varint(unsigned char* to, std::uint64_t value) {
    if (value < 0x80) {
        *to = static_cast<unsigned char>(value);
        return 1;
    }
    if (value >> 56 != 0) {
        to[8] = static_cast<unsigned char>(value);
        value >>= 8;
        for (int i = 7; i >= 0; --i, value >>= 7) to[i] = static_cast<unsigned char>(value | 0x80);
        return 9;
    }
    unsigned char reversed[9];
    std::size_t size = 0;
    do {
        reversed[size++] = static_cast<unsigned char>(value | 0x80);
        value >>= 7;
    } while (value != 0);
    reversed[0] &= 0x7f;
    for (std::size_t i = 0; i < size; ++i) to[i] = reversed[size - 1 - i];
    return size;
}

class RecordBytes {
public:
    void clear() {
        types_size_ = 0;
        end_ = head;
    }
    void null() { type(0); }
    void integer(std::int64_t value) {
        if (value == 0 || value == 1) return type(static_cast<std::uint64_t>(8 + value));
        // By the bits of the number and one for its sign: the serial type, and the bytes that follow.
        constexpr std::array<unsigned char, 9> kind{0, 1, 2, 3, 4, 5, 5, 6, 6}, size{0, 1, 2, 3, 4, 6, 6, 8, 8};
        const auto bytes = 1 + std::bit_width(static_cast<std::uint64_t>(value < 0 ? ~value : value)) / 8;
        type(kind[bytes]);
        big_endian(static_cast<std::uint64_t>(value), size[bytes]);
    }
    void real(double value);
    void text(std::string_view value) { bytes(value.data(), value.size(), 13); }
    void blob(const void* data, std::size_t size) { bytes(data, size, 12); }

    /// The whole record; valid until the next change.
    std::string_view finish();

private:
    static constexpr std::size_t head = 512; ///< room for the header, in front of the values

    unsigned char* room(std::size_t size) {
        if (buffer_.size() < end_ + size) buffer_.resize(2 * (end_ + size));
        auto* at = buffer_.data() + end_;
        end_ += size;
        return at;
    }
    void type(std::uint64_t serial) {
        if (types_size_ + 9 > types_.size()) throw std::length_error("a record with too many columns");
        types_size_ += put_varint(types_.data() + types_size_, serial);
    }
    void bytes(const void* data, std::size_t size, std::uint64_t kind) {
        type(2 * size + kind);
        if (size > 0) std::memcpy(room(size), data, size);
    }
    void big_endian(std::uint64_t value, std::size_t size) {
        auto* at = room(size);
        for (std::size_t i = size; i-- > 0; value >>= 8) at[i] = static_cast<unsigned char>(value);
    }

    std::array<unsigned char, head> types_;
    std::size_t types_size_ = 0;
    std::vector<unsigned char> buffer_ = std::vector<unsigned char>(4096);
    std::size_t end_ = head;
};

} // namespace pilotage::store
