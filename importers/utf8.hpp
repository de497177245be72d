// UTF-8, sign by sign.
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
Decoded decode_utf8(std::string_view text, std::size_t& at);

/// The text is the beginning of one sign, and all that is wrong with it is that it ends too early.
bool incomplete_utf8(std::string_view text);

/// Writes 1 to 4 bytes and answers where the next ones go.
char* write_utf8(char* to, char32_t sign);

void append_utf8(std::string& out, char32_t sign);

} // namespace pilotage::importers

#endif
