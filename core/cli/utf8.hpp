// UTF-8, sign by sign.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pilotage::cli {

struct Decoded {
    char32_t sign; ///< U+FFFD where the bytes are not UTF-8
    bool good;
};

/// Decodes the sign at `at` (which must be inside) and moves `at` behind it; one byte further where it is broken.
/// Overlong forms, surrogates and anything over U+10FFFF are broken.
Decoded decode_utf8(std::string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t sign);

} // namespace pilotage::cli
