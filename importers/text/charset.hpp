// How the bytes of a text file are to be read, and how that is found out.
#ifndef PILOTAGE_IMPORTERS_TEXT_CHARSET_HPP
#define PILOTAGE_IMPORTERS_TEXT_CHARSET_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

#include <array>
#include <optional>

namespace pilotage::importers {

struct Charset {
    enum class Kind : std::uint8_t { utf8, utf16le, utf16be, single_byte };
    static constexpr char16_t undefined = 0xffff;

    Kind kind = Kind::utf8;
    std::string name = "UTF-8";          ///< for people
    std::array<char16_t, 256> signs = {}; ///< of a single-byte charset; `undefined` where a byte means nothing

    /// Any usual spelling ("cp1252", "latin1", "utf16", "ISO-8859-15"). ISO-8859-1 is read as Windows-1252, whose
    /// printable signs it shares. Nothing where the name is not known or the charset has more than one byte a sign.
    static std::optional<Charset> named(const std::string& name);
};

struct DetectedCharset {
    Charset charset;
    std::size_t mark_bytes = 0; ///< of a byte-order mark at the file's beginning
    std::string reason;         ///< why it is this one: "the file begins with its mark"
};

/// A byte-order mark decides; then `wanted`, if it is given; then the zeros of UTF-16; then whether the file, taken as a
/// whole, is UTF-8; else it is Windows-1252. Throws Malformed for a `wanted` that is not known, and for UTF-32.
DetectedCharset detect_charset(const File& file, const std::string& wanted, const IssueSink& issues);

} // namespace pilotage::importers

#endif
