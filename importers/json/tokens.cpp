#include "importers/json/tokens.hpp"

#include "importers/utf8.hpp"

#include <cstring>

namespace pilotage::importers {
namespace {

constexpr std::size_t buffer_size = 64 << 10;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80;
}

/// How a character is named in a message: itself where it is part of JSON's own notation, else only its sort, because
/// it may come out of someone's data.
std::string named(char c) {
    if (std::strchr("{}[]:,\"'", c) != nullptr && c != '\0') return std::string("the character ") + c;
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return "a control character";
    if (is_digit(c)) return "a digit";
    if (byte >= 0x80) return "a letter or sign";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? "a letter" : "a sign";
}

} // namespace

JsonTokens::JsonTokens(ByteSource source, const Limits& limits)
    : source_(std::move(source)), limits_(limits), buffer_(buffer_size) {
    while (size_ < 4) {
        const std::size_t got = source_.read(buffer_.data() + size_, buffer_.size() - size_);
        if (got == 0) break;
        size_ += got;
    }
    const std::string_view head(buffer_.data(), size_);
    if (head.substr(0, 3) == "\xef\xbb\xbf") {
        at_ = 3;
        line_start_ = 3;
    }
    if (head.substr(0, 2) == "\xff\xfe" || head.substr(0, 2) == "\xfe\xff" || head.substr(0, 2).find('\0') < 2)
        refuse("encoding.unsupported", "This JSON file is encoded in UTF-16 or UTF-32; JSON is exchanged in UTF-8.",
               "Save the file as UTF-8.");
}

bool JsonTokens::fill() {
    before_buffer_ += size_;
    at_ = 0;
    size_ = source_.read(buffer_.data(), buffer_.size());
    return size_ > 0;
}

std::uint32_t JsonTokens::column() const {
    const std::uint64_t column = before_buffer_ + at_ - line_start_ - continuation_ + 1;
    return column > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(column);
}

void JsonTokens::mark() {
    line_ = here_line_;
    column_ = column();
}

void JsonTokens::refuse(const char* rule, const std::string& message, const std::string& remedy) const {
    throw Malformed({Issue::Severity::error,
                     rule,
                     {},
                     0,
                     line_,
                     column_,
                     message + " (Line " + std::to_string(line_) + ", character " + std::to_string(column_) + ".)",
                     remedy});
}

void JsonTokens::syntax(const std::string& expected) {
    mark();
    if (!more())
        refuse("format.truncated", "The JSON ends too early: " + expected + " should follow.",
               "Send the file again; it was cut off, or its writer did not finish.");
    refuse("format.malformed", "This is not JSON: " + expected + " should stand where " + named(here()) + " stands.",
           "Have the file written by a JSON library, not by hand or by joining texts.");
}

void JsonTokens::skip_space() {
    for (; more(); ++at_) {
        const char c = here();
        if (c == ' ' || c == '\t') {
            after_return_ = false;
        } else if (c == '\r' || c == '\n') {
            if (c == '\r' || !after_return_) ++here_line_;
            after_return_ = c == '\r';
            line_start_ = before_buffer_ + at_ + 1;
            continuation_ = 0;
        } else {
            after_return_ = false;
            return;
        }
    }
}

JsonToken JsonTokens::next() {
    skip_space();
    switch (expect_) {
    case Expect::document:
        if (!more()) syntax("a value");
        return value();
    case Expect::next_document:
        mark();
        if (!more()) return token(JsonToken::Kind::end);
        if (!objects_ || here() != '{' || here_line_ == ended_line_)
            refuse("format.malformed", "More follows where the JSON value has ended.",
                   "Write one array of objects, or one object a line and nothing else.");
        return value();
    case Expect::first_value:
        if (more() && here() == ']') return close(JsonToken::Kind::end_array);
        return value();
    case Expect::value:
        return value();
    case Expect::first_key:
        if (more() && here() == '}') return close(JsonToken::Kind::end_object);
        [[fallthrough]];
    case Expect::key: {
        if (!more() || here() != '"') syntax("a name in double quotes");
        expect_ = Expect::colon;
        return text(JsonToken::Kind::key);
    }
    case Expect::colon:
        if (!more() || here() != ':') syntax("a colon");
        ++at_;
        skip_space();
        return value();
    case Expect::comma:
        break;
    }
    const bool object = open_.back() == '{';
    if (more() && here() == (object ? '}' : ']'))
        return close(object ? JsonToken::Kind::end_object : JsonToken::Kind::end_array);
    if (!more() || here() != ',') syntax(object ? "a comma or a closing brace" : "a comma or a closing bracket");
    ++at_;
    expect_ = object ? Expect::key : Expect::value;
    return next();
}

JsonToken JsonTokens::value() {
    if (!more()) syntax("a value");
    mark();
    switch (here()) {
    case '{':
        return open(JsonToken::Kind::begin_object, '{', Expect::first_key);
    case '[':
        return open(JsonToken::Kind::begin_array, '[', Expect::first_value);
    case '"':
        after_value();
        return text(JsonToken::Kind::string);
    case 't':
        return literal("true", JsonToken::Kind::boolean);
    case 'f':
        return literal("false", JsonToken::Kind::boolean);
    case 'n':
        return literal("null", JsonToken::Kind::null);
    default:
        if (here() == '-' || is_digit(here())) return number();
        syntax("a value (an object, an array, a text in double quotes, a number, true, false or null)");
    }
}

JsonToken JsonTokens::open(JsonToken::Kind kind, char bracket, Expect inside) {
    if (open_.size() >= limits_.nesting)
        refuse("limit.nesting",
               "Objects and arrays stand in each other deeper than the limit of " + std::to_string(limits_.nesting) +
                   ".",
               "Check whether the file is what it should be.");
    open_.push_back(bracket);
    expect_ = inside;
    ++at_;
    return token(kind);
}

JsonToken JsonTokens::close(JsonToken::Kind kind) {
    mark();
    ++at_;
    open_.pop_back();
    after_value();
    objects_ = kind == JsonToken::Kind::end_object;
    return token(kind);
}

void JsonTokens::after_value() {
    expect_ = open_.empty() ? Expect::next_document : Expect::comma;
    ended_line_ = here_line_;
}

JsonToken JsonTokens::literal(std::string_view word, JsonToken::Kind kind) {
    for (const char c : word) {
        if (!more() || here() != c) syntax("the word " + std::string(word));
        ++at_;
    }
    after_value();
    return token(kind, word);
}

void JsonTokens::digits() {
    if (!more() || !is_digit(here())) syntax("a digit");
    for (; more() && is_digit(here()); ++at_) {
        scratch_ += here();
        check_length();
    }
}

JsonToken JsonTokens::number() {
    scratch_.clear();
    if (here() == '-') {
        scratch_ += '-';
        ++at_;
    }
    const std::size_t begin = scratch_.size();
    digits();
    if (scratch_[begin] == '0' && scratch_.size() > begin + 1)
        refuse("format.malformed", "This number begins with a zero, which JSON does not allow.",
               "Write identifiers that begin with zeros as texts in double quotes.");
    if (more() && here() == '.') {
        scratch_ += '.';
        ++at_;
        digits();
    }
    if (more() && (here() == 'e' || here() == 'E')) {
        scratch_ += 'e';
        ++at_;
        if (more() && (here() == '+' || here() == '-')) scratch_ += buffer_[at_++];
        digits();
    }
    after_value();
    return token(JsonToken::Kind::number, scratch_);
}

void JsonTokens::check_length(std::size_t more_bytes) const {
    if (scratch_.size() + more_bytes > limits_.cell_bytes)
        refuse("limit.cell_bytes",
               "A value is longer than the limit of " + std::to_string(limits_.cell_bytes) + " bytes.",
               "Check whether the file is what it should be.");
}

JsonToken JsonTokens::text(JsonToken::Kind kind) {
    mark();
    JsonToken made = token(kind);
    made.text = string();
    return made;
}

std::string_view JsonTokens::string() {
    scratch_.clear();
    ++at_;
    while (more()) {
        const char* const begin = buffer_.data() + at_;
        const char* const end = buffer_.data() + size_;
        const char* run = begin;
        while (run != end && plain(*run) && *run != '"' && *run != '\\') ++run;
        const auto length = static_cast<std::size_t>(run - begin);
        check_length(length);
        at_ += length;
        if (run != end && *run == '"' && scratch_.empty()) {
            ++at_;
            return {begin, length};
        }
        scratch_.append(begin, length);
        if (run == end) continue;
        if (*run == '"') {
            ++at_;
            return scratch_;
        }
        if (*run == '\\')
            escape();
        else if (static_cast<unsigned char>(*run) >= 0x80)
            non_ascii();
        else
            syntax("a character of a text, or a double quote that ends it,");
    }
    syntax("a double quote that ends the text");
}

void JsonTokens::escape() {
    constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    ++at_;
    if (!more()) syntax("the letter of an escape");
    const std::size_t found = letters.find(here());
    if (found != std::string_view::npos) {
        scratch_ += meanings[found];
        ++at_;
        return;
    }
    if (here() != 'u') syntax("one of \" \\ / b f n r t u behind a backslash");
    mark();
    ++at_;
    std::uint32_t sign = four_hex();
    if (sign >= 0xd800 && sign < 0xdc00 && more() && here() == '\\') {
        ++at_;
        if (more() && here() == 'u') {
            ++at_;
            const std::uint32_t low = four_hex();
            sign = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((sign - 0xd800) << 10) + (low - 0xdc00) : 0xd800;
        }
    }
    if (sign >= 0xd800 && sign < 0xe000)
        refuse("encoding.lone_surrogate", "This escape is one half of a character whose other half is missing.",
               "The text was cut in the middle of a character: have it cut elsewhere.");
    append_utf8(scratch_, sign);
}

std::uint32_t JsonTokens::four_hex() {
    std::uint32_t sign = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
        if (!more()) syntax("four hexadecimal digits");
        const char c = here();
        const int digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) syntax("a hexadecimal digit");
        sign = sign << 4 | static_cast<std::uint32_t>(digit);
    }
    return sign;
}

void JsonTokens::non_ascii() {
    const auto lead = static_cast<unsigned char>(here());
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    mark();
    char bytes[4];
    std::size_t have = 0;
    while (have < length && more() && (have == 0 || (here() & 0xc0) == 0x80)) bytes[have++] = buffer_[at_++];
    std::size_t used = 0;
    const std::string_view text(bytes, have);
    if (!decode_utf8(text, used).good || used != length)
        refuse("encoding.invalid_utf8", "This is not UTF-8, the encoding that JSON is exchanged in.",
               "Save the file as UTF-8; it was probably written in Windows-1252.");
    continuation_ += length - 1;
    scratch_ += text;
}

} // namespace pilotage::importers
