// A hash for the small tables of short texts that come again and again: a few instructions whatever the length, where
// std::hash takes 20 to 60. It looks at the ends of a text only, so what it finds must be compared.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace pilotage {

inline std::uint64_t short_hash(std::string_view text, std::uint64_t seed) {
    std::uint64_t head = 0, tail = 0;
    if (text.size() >= 8) {
        std::memcpy(&head, text.data(), 8);
        std::memcpy(&tail, text.data() + text.size() - 8, 8);
    } else if (text.size() >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, text.data(), 4);
        std::memcpy(&last, text.data() + text.size() - 4, 4);
        head = first, tail = last;
    } else if (!text.empty()) {
        head = static_cast<unsigned char>(text.front());
        tail = static_cast<unsigned char>(text[text.size() / 2]) * 256u + static_cast<unsigned char>(text.back());
    }
    const std::uint64_t mixed =
        (head ^ seed * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu + (tail ^ text.size()) * 0xc4ceb9fe1a85ec53u;
    return (mixed ^ mixed >> 32) * 0x9e3779b97f4a7c15u >> 32;
}

} // namespace pilotage
