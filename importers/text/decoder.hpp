// Turns the bytes of a text file into UTF-8, block by block, and remembers where they made no sense.
#ifndef PILOTAGE_IMPORTERS_TEXT_DECODER_HPP
#define PILOTAGE_IMPORTERS_TEXT_DECODER_HPP

#include "importers/text/charset.hpp"

namespace pilotage::importers {

/// Bytes that have no meaning stand as U+FFFD in the text; a zero byte stands as it is.
struct Flaw {
    enum class Kind : std::uint8_t { undefined_byte, invalid_utf8, invalid_utf16, nul, replaced_before };
    std::uint64_t offset; ///< in the decoded text of the whole file
    Kind kind;
    unsigned char byte; ///< the first byte that has no meaning
};

class Decoder {
public:
    static constexpr char32_t none = 0xffffffff;

    /// `replaced`: a sign beyond ASCII that becomes the byte `stand_in`; `none`: no such sign.
    Decoder(const Charset& charset, char32_t replaced, char stand_in)
        : charset_(charset), replaced_(replaced), stand_in_(stand_in) {}

    struct Done {
        std::size_t used;    ///< bytes of `raw`; the few left over belong before the next block
        std::size_t written; ///< bytes of text
    };
    /// `text` must have room for max_growth bytes for each of `raw`. `offset` is that of text[0] in the whole decoded
    /// text. With `last`, everything is used.
    Done decode(std::string_view raw, bool last, char* text, std::uint64_t offset, std::vector<Flaw>& flaws) const;

    static constexpr std::size_t max_growth = 3;

private:
    Done from_utf8(std::string_view raw, bool last, char* text, std::uint64_t offset, std::vector<Flaw>& flaws) const;
    Done from_utf16(std::string_view raw, bool last, char* text, std::uint64_t offset, std::vector<Flaw>& flaws) const;
    Done from_table(std::string_view raw, char* text, std::uint64_t offset, std::vector<Flaw>& flaws) const;

    Charset charset_;
    char32_t replaced_;
    char stand_in_;
};

} // namespace pilotage::importers

#endif
