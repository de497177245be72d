// Whole numbers as they stand in binary files, the least byte first.
#ifndef PILOTAGE_IMPORTERS_LITTLE_ENDIAN_HPP
#define PILOTAGE_IMPORTERS_LITTLE_ENDIAN_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pilotage::importers {

/// The number of `width` bytes (at most 8) at `at`; bytes behind the end count as nought.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, int width) {
    std::uint64_t value = 0;
    for (int i = width; i-- > 0;) {
        const std::size_t place = at + static_cast<std::size_t>(i);
        value = value << 8 | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0u);
    }
    return value;
}

} // namespace pilotage::importers

#endif
