#include "importers/text/decoder.hpp"

#include "importers/utf8.hpp"

#include <array>
#include <cstring>

namespace pilotage::importers {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// Writes UTF-8 and keeps the list of flaws.
struct Output {
    char* const begin;
    char* at;
    std::uint64_t offset;
    std::vector<Flaw>& flaws;
    char32_t replaced;
    char stand_in;

    void copy(const char* from, std::size_t size) {
        std::memcpy(at, from, size);
        at += size;
    }
    void sign(char32_t c) {
        if (c == replaced)
            *at++ = stand_in;
        else
            at = write_utf8(at, c);
    }
    void flaw(Flaw::Kind kind, unsigned char byte) {
        flaws.push_back({offset + static_cast<std::uint64_t>(at - begin), kind, byte});
    }
    void broken(Flaw::Kind kind, unsigned char byte) {
        flaw(kind, byte);
        copy(replacement.data(), replacement.size());
    }
    std::size_t written() const { return static_cast<std::size_t>(at - begin); }
};

/// Copies what is ASCII without zeros, and answers how much that was.
std::size_t copy_ascii(const char* from, std::size_t size, Output& out) {
    constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    std::array<std::uint64_t, 4> words;
    std::size_t at = 0;
    for (; at + sizeof words <= size; at += sizeof words) {
        std::memcpy(words.data(), from + at, sizeof words);
        // A byte minus one has its high bit set for zero, and for everything that had it set before.
        std::uint64_t seen = 0;
        for (const auto word : words) seen |= word | (word - ones);
        if ((seen & highs) != 0) break;
        std::memcpy(out.at + at, words.data(), sizeof words);
    }
    for (; at < size && from[at] > '\0'; ++at) out.at[at] = from[at];
    out.at += at;
    return at;
}

} // namespace

Decoder::Done Decoder::decode(std::string_view raw, bool last, char* text, std::uint64_t offset,
                              std::vector<Flaw>& flaws) const {
    switch (charset_.kind) {
    case Charset::Kind::utf8: return from_utf8(raw, last, text, offset, flaws);
    case Charset::Kind::single_byte: return from_table(raw, text, offset, flaws);
    default: return from_utf16(raw, last, text, offset, flaws);
    }
}

Decoder::Done Decoder::from_utf8(std::string_view raw, bool last, char* text, std::uint64_t offset,
                                 std::vector<Flaw>& flaws) const {
    Output out{text, text, offset, flaws, replaced_, stand_in_};
    for (std::size_t at = 0;;) {
        at += copy_ascii(raw.data() + at, raw.size() - at, out);
        if (at == raw.size()) return {at, out.written()};
        const auto byte = static_cast<unsigned char>(raw[at]);
        if (byte == 0) out.flaw(Flaw::Kind::nul, 0);
        const std::size_t begin = at;
        const auto [sign, good] = decode_utf8(raw, at);
        if (!good && !last && raw.size() - begin < 4 && incomplete_utf8(raw.substr(begin))) return {begin, out.written()};
        if (!good) {
            out.broken(Flaw::Kind::invalid_utf8, byte);
        } else {
            if (sign == 0xfffd) out.flaw(Flaw::Kind::replaced_before, byte);
            out.sign(sign);
        }
    }
}

Decoder::Done Decoder::from_table(std::string_view raw, char* text, std::uint64_t offset, std::vector<Flaw>& flaws) const {
    Output out{text, text, offset, flaws, replaced_, stand_in_};
    for (std::size_t at = 0;; ++at) {
        at += copy_ascii(raw.data() + at, raw.size() - at, out);
        if (at == raw.size()) return {at, out.written()};
        const auto byte = static_cast<unsigned char>(raw[at]);
        const char16_t sign = charset_.signs[byte];
        if (byte == 0) out.flaw(Flaw::Kind::nul, 0);
        if (sign == Charset::undefined)
            out.broken(Flaw::Kind::undefined_byte, byte);
        else
            out.sign(sign);
    }
}

Decoder::Done Decoder::from_utf16(std::string_view raw, bool last, char* text, std::uint64_t offset,
                                  std::vector<Flaw>& flaws) const {
    Output out{text, text, offset, flaws, replaced_, stand_in_};
    const std::size_t high = charset_.kind == Charset::Kind::utf16be ? 0 : 1;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[i]); };
    const auto unit = [&](std::size_t at) { return static_cast<char32_t>(byte(at + high) << 8 | byte(at + 1 - high)); };
    std::size_t at = 0;
    while (raw.size() - at >= 2) {
        const char32_t c = unit(at);
        if (c < 0xd800 || c > 0xdfff) {
            if (c == 0) out.flaw(Flaw::Kind::nul, 0);
            if (c == 0xfffd) out.flaw(Flaw::Kind::replaced_before, 0xfd);
            out.sign(c);
            at += 2;
            continue;
        }
        if (c < 0xdc00 && raw.size() - at < 4 && !last) return {at, out.written()};
        const char32_t next = c < 0xdc00 && raw.size() - at >= 4 ? unit(at + 2) : 0;
        if (next >= 0xdc00 && next <= 0xdfff) {
            out.sign(0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00));
            at += 4;
        } else {
            out.broken(Flaw::Kind::invalid_utf16, byte(at + high));
            at += 2;
        }
    }
    if (last && at < raw.size()) {
        out.broken(Flaw::Kind::invalid_utf16, byte(at));
        ++at;
    }
    return {at, out.written()};
}

} // namespace pilotage::importers
