// A set of keys that may say yes by mistake and never no: two bits a key, both in one line of the cache, so that a
// question costs one access to memory.
#pragma once

#include "plugins/cld/key.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pilotage::cld {

class KeyFilter {
public:
    /// `bits` is a power of two, at least 512.
    explicit KeyFilter(std::uint64_t bits) : lines_(bits / line_bits) {}

    /// Whether the key may be in it already; from now on it is.
    bool add(const Key128& key) {
        auto& line = lines_[place(key)];
        auto &first = line.words[first_word(key)], &second = line.words[second_word(key)];
        const bool both = (first >> first_bit(key) & second >> second_bit(key) & 1) != 0;
        first |= std::uint64_t{1} << first_bit(key);
        second |= std::uint64_t{1} << second_bit(key);
        return both;
    }
    /// Brings what the key needs nearer, for a call that comes soon.
    void prefetch(const Key128& key) const { __builtin_prefetch(&lines_[place(key)], 1); }
    bool has(const Key128& key) const {
        const auto& line = lines_[place(key)];
        return (line.words[first_word(key)] >> first_bit(key) & line.words[second_word(key)] >> second_bit(key) & 1) !=
               0;
    }

private:
    static constexpr std::uint64_t line_bits = 512;
    struct alignas(64) Line {
        std::array<std::uint64_t, 8> words{};
    };
    std::size_t place(const Key128& key) const { return (key.high >> 24) & (lines_.size() - 1); }
    static std::size_t first_word(const Key128& key) { return key.high & 7; }
    static std::size_t second_word(const Key128& key) { return key.high >> 12 & 7; }
    static unsigned first_bit(const Key128& key) { return key.high >> 3 & 63; }
    static unsigned second_bit(const Key128& key) { return key.high >> 15 & 63; }

    std::vector<Line> lines_;
};

} // namespace pilotage::cld
