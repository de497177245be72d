#include "core/store/record_bytes.hpp"

#include <stdexcept>

namespace pilotage::store {

void RecordBytes::integer(std::int64_t value) {
    if (value == 0 || value == 1) {
        types_.push_back(static_cast<unsigned char>(8 + value));
        return;
    }
    constexpr std::array<std::size_t, 6> sizes{1, 2, 3, 4, 6, 8};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto bits = 8 * sizes[i];
        if (bits < 64 && (value < -(std::int64_t{1} << (bits - 1)) || value >= std::int64_t{1} << (bits - 1))) continue;
        types_.push_back(static_cast<unsigned char>(i + 1));
        big_endian(static_cast<std::uint64_t>(value), sizes[i]);
        return;
    }
}

void RecordBytes::real(double value) {
    std::uint64_t bits;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);
    types_.push_back(7);
    big_endian(bits, sizeof bits);
}

std::string_view RecordBytes::finish() {
    // The header's first number counts itself.
    std::size_t size = types_.size() + 1;
    if (size > 127) ++size;
    if (size > head) throw std::length_error("a record with too many columns");
    auto* const start = buffer_.data() + head - size;
    const auto prefix = put_varint(start, size);
    std::memcpy(start + prefix, types_.data(), types_.size());
    // A record is bytes; SQLite's are unsigned, ours are hashed as text.
    return {reinterpret_cast<const char*>(start), end_ - head + size};
}

} // namespace pilotage::store
