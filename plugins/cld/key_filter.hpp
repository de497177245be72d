// A set of keys that may say yes by mistake and never no: four bits a key, all in one line of the cache, so that a
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
        auto& words = lines_[place(key)].words;
        bool all = true;
        for (unsigned i = 0; i < bits_a_key; ++i) {
            auto& word = words[word_of(key, i)];
            all = all && (word & bit_of(key, i)) != 0;
            word |= bit_of(key, i);
        }
        return all;
    }
    bool has(const Key128& key) const {
        const auto& words = lines_[place(key)].words;
        for (unsigned i = 0; i < bits_a_key; ++i)
            if ((words[word_of(key, i)] & bit_of(key, i)) == 0) return false;
        return true;
    }
    /// Brings what the key needs nearer, for a call that comes soon.
    void prefetch(const Key128& key) const { __builtin_prefetch(&lines_[place(key)], 1); }

private:
    static constexpr std::uint64_t line_bits = 512;
    static constexpr unsigned bits_a_key = 4;
    struct alignas(64) Line {
        std::array<std::uint64_t, 8> words{};
    };
    std::size_t place(const Key128& key) const { return key.low & (lines_.size() - 1); }
    static std::size_t word_of(const Key128& key, unsigned i) { return key.high >> 9 * i & 7; }
    static std::uint64_t bit_of(const Key128& key, unsigned i) {
        return std::uint64_t{1} << (key.high >> (9 * i + 3) & 63);
    }

    std::vector<Line> lines_;
};

} // namespace pilotage::cld
