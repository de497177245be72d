// The tokens of JSON (RFC 8259), pulled one by one out of a file of any length, each with its place. A parser that can
// be left and come back to is what a pull interface in constant memory needs; nlohmann::json's cannot, and is what the
// tests compare this one with.
#ifndef PILOTAGE_IMPORTERS_JSON_TOKENS_HPP
#define PILOTAGE_IMPORTERS_JSON_TOKENS_HPP

#include "importers/byte_source.hpp"

namespace pilotage::importers {

struct JsonToken {
    enum class Kind : std::uint8_t {
        begin_object,
        end_object,
        begin_array,
        end_array,
        key,
        string,
        number,
        boolean,
        null,
        end
    };
    Kind kind;
    std::string_view
        text; ///< of a key or string without escapes, of a number or boolean as written; until the next token
    std::uint64_t line;
    std::uint32_t column; ///< 1-based character of the line
};

class JsonTokens {
public:
    JsonTokens(ByteSource source, const Limits& limits);

    /// Objects may follow each other, each on a line of its own. Throws Malformed with line and column.
    JsonToken next();
    /// Containers that are open.
    std::size_t depth() const { return open_.size(); }
    const ByteSource& source() const { return source_; }
    /// Gives up at the place of the last token.
    [[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) const;

private:
    enum class Expect : std::uint8_t { document, next_document, value, first_value, first_key, key, colon, comma };

    bool fill();
    bool more() { return at_ < size_ || fill(); }
    char here() const { return buffer_[at_]; }
    void skip_space();
    void mark();
    std::uint32_t column() const;
    [[noreturn]] void syntax(const std::string& expected);

    JsonToken value();
    JsonToken open(JsonToken::Kind kind, char bracket, Expect inside);
    JsonToken close(JsonToken::Kind kind);
    JsonToken token(JsonToken::Kind kind, std::string_view text = {}) const { return {kind, text, line_, column_}; }
    void after_value();
    JsonToken literal(std::string_view word, JsonToken::Kind kind);
    JsonToken number();
    void digits();
    JsonToken text(JsonToken::Kind kind);
    std::string_view string();
    void escape();
    std::uint32_t four_hex();
    void non_ascii();
    void check_length(std::size_t more_bytes = 0) const;

    ByteSource source_;
    Limits limits_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, size_ = 0;
    std::string scratch_;
    std::string open_; ///< '{' and '[' of the containers we are in
    Expect expect_ = Expect::document;
    // The place of at_ in the text, then that of the last token.
    std::uint64_t here_line_ = 1;
    std::uint64_t before_buffer_ = 0; ///< bytes of the file before buffer_[0]
    std::uint64_t line_start_ = 0;    ///< byte at which the line begins
    std::uint64_t continuation_ = 0;  ///< bytes of the line that are not the first of their character
    bool after_return_ = false;
    std::uint64_t line_ = 1;
    std::uint32_t column_ = 1;
    std::uint64_t ended_line_ = 0; ///< on which the last document ended
    bool objects_ = false;         ///< the last container that ended was an object
};

} // namespace pilotage::importers

#endif
