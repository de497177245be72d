// 128-bit keys of what makes a person or an event the same. A council's year has millions of events; keys take 16 bytes
// each in place of some 200 of text. Two of ten million differing keys meet with a chance of 1 in 10^24; the seed is
// random, so nobody can make them meet.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>

namespace pilotage::cld {

struct Key128 {
    std::uint64_t high = 0, low = 0;
    friend bool operator==(const Key128& a, const Key128& b) { return a.high == b.high && a.low == b.low; }
};

class KeyMaker {
public:
    /// Starts a key; `kind` keeps keys of different kinds apart.
    explicit KeyMaker(std::uint64_t kind)
        : secret_(secrets()), high_(secret_[0] ^ kind), low_(secret_[1] + kind * odd) {}

    /// Adds a text; texts do not run into each other.
    KeyMaker& add(std::string_view text) {
        return add(text, [](std::uint64_t bytes) { return bytes; });
    }
    /// The same, the case of ASCII letters aside.
    KeyMaker& add_without_case(std::string_view text) {
        return add(text, [](std::uint64_t bytes) { return small(bytes); });
    }
    Key128 key() const { return {fold(high_, low_ ^ odd), fold(low_, high_ + odd)}; }

private:
    static constexpr std::uint64_t odd = 0x9e3779b97f4a7c15u;

    static const std::array<std::uint64_t, 4>& secrets() {
        static const auto drawn = [] {
            std::random_device device;
            std::array<std::uint64_t, 4> words{};
            for (auto& word : words) word = (std::uint64_t{device()} << 32) | device();
            return words;
        }();
        return drawn;
    }
    template <typename Each>
    KeyMaker& add(std::string_view text, Each each) {
        const auto size = text.size();
        const char* const end = text.data() + size;
        const auto word = [&](const char* from) { return each(read<std::uint64_t>(from)); };
        for (const char* at = text.data(); end - at > 16; at += 16) mix(word(at), word(at + 8), 0);
        // Reads overlap what came before, or each other: with the size known, no two texts have all the same.
        if (size >= 8)
            mix(word(size >= 16 ? end - 16 : text.data()), word(end - 8), size + 1);
        else
            mix(each(short_text(text)), 0, size + 1);
        return *this;
    }
    /// Up to seven bytes.
    static std::uint64_t short_text(std::string_view text) {
        const char* const end = text.data() + text.size();
        if (text.empty()) return 0;
        if (text.size() >= 4)
            return read<std::uint32_t>(text.data()) | std::uint64_t{read<std::uint32_t>(end - 4)} << 32;
        return read<std::uint8_t>(text.data()) | std::uint64_t{read<std::uint8_t>(text.data() + text.size() / 2)} << 8 |
               std::uint64_t{read<std::uint8_t>(end - 1)} << 16;
    }
    template <typename Number>
    static Number read(const char* from) {
        Number bytes = 0;
        std::memcpy(&bytes, from, sizeof bytes);
        return bytes;
    }
    /// Letters A to Z of eight bytes at once.
    static std::uint64_t small(std::uint64_t bytes) {
        constexpr std::uint64_t each = 0x0101010101010101u;
        const std::uint64_t seven = bytes & (each * 0x7f);
        const std::uint64_t from_a = seven + each * (0x80 - 'A'), past_z = seven + each * (0x80 - 'Z' - 1);
        return bytes | (((from_a & ~past_z & ~bytes) & (each * 0x80)) >> 2);
    }
    static std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        const auto product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }
    /// Sixteen bytes at a time, against secrets on both sides: no bytes can be chosen that make a product nothing.
    void mix(std::uint64_t first, std::uint64_t second, std::uint64_t size) {
        high_ = fold((high_ + size) ^ first, secret_[2] ^ second);
        low_ = fold((low_ + size) ^ second, secret_[3] ^ first);
    }

    const std::array<std::uint64_t, 4>& secret_;
    std::uint64_t high_, low_;
};

} // namespace pilotage::cld
