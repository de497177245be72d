// UTF-8, sign by sign; whole in the header, so that who reads no format can use it without the readers of formats.
#ifndef PILOTAGE_IMPORTERS_UTF8_HPP
#define PILOTAGE_IMPORTERS_UTF8_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace pilotage::importers {

struct Decoded {
    char32_t sign; ///< U+FFFD where the bytes are not UTF-8
    bool good;
};

/// Decodes the sign at `at` (which must be inside) and moves `at` behind it; one byte further where it is broken.
/// Overlong forms, surrogates and anything over U+10FFFF are broken.
inline Decoded decode_utf8(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at++);
    if (first < 0x80) return {first, true};
    const std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4 || text.size() - at < more) return {0xfffd, false};
    char32_t sign = first & (0x3fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xc0u) != 0x80) return {0xfffd, false};
        sign = sign << 6 | (byte(at + i) & 0x3fu);
    }
    const bool overlong = (more == 2 && sign < 0x800) || (more == 3 && sign < 0x10000);
    if (overlong || (sign >= 0xd800 && sign <= 0xdfff) || sign > 0x10ffff) return {0xfffd, false};
    at += more;
    return {sign, true};
}

/// The text is the beginning of one sign, and all that is wrong with it is that it ends too early.
inline bool incomplete_utf8(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
    const std::size_t length = first < 0xc2 || first > 0xf4 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (text.size() >= length) return false;
    for (std::size_t i = 1; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0u) != 0x80) return false;
    return true;
}

/// Writes 1 to 4 bytes and answers where the next ones go.
inline char* write_utf8(char* to, char32_t sign) {
    const auto add = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
    if (sign < 0x80) {
        add(sign);
        return to;
    }
    if (sign < 0x800) {
        add(0xc0 | sign >> 6);
    } else if (sign < 0x10000) {
        add(0xe0 | sign >> 12);
        add(0x80 | (sign >> 6 & 0x3f));
    } else {
        add(0xf0 | sign >> 18);
        add(0x80 | (sign >> 12 & 0x3f));
        add(0x80 | (sign >> 6 & 0x3f));
    }
    add(0x80 | (sign & 0x3f));
    return to;
}

inline void append_utf8(std::string& out, char32_t sign) {
    char bytes[4];
    out.append(bytes, static_cast<std::size_t>(write_utf8(bytes, sign) - bytes));
}

} // namespace pilotage::importers

#endif
