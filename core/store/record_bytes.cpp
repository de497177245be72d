#include "core/store/record_bytes.hpp"

namespace pilotage::store {

void RecordBytes::real(double value) {
    std::uint64_t bits;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);
    type(7);
    big_endian(bits, sizeof bits);
}

std::string_view RecordBytes::finish() {
    // The header's first number counts itself.
    std::size_t size = types_size_ + 1;
    if (size > 127) ++size;
    auto* const start = buffer_.data() + head - size;
    const auto prefix = put_varint(start, size);
    std::memcpy(start + prefix, types_.data(), types_size_);
    // A record is bytes; SQLite's are unsigned, ours are hashed as text.
    return {reinterpret_cast<const char*>(start), end_ - head + size};
}

} // namespace pilotage::store
