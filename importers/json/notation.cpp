#include "importers/json/notation.hpp"

namespace pilotage::importers {

void JsonNotation::add(const JsonToken& token, std::string_view number, bool first) {
    using Kind = JsonToken::Kind;
    const bool closes = token.kind == Kind::end_object || token.kind == Kind::end_array;
    if (!first && !closes && std::string_view("[{:").find(text_.back()) == std::string_view::npos) text_ += ',';
    switch (token.kind) {
    case Kind::begin_object:
        text_ += '{';
        break;
    case Kind::end_object:
        text_ += '}';
        break;
    case Kind::begin_array:
        text_ += '[';
        break;
    case Kind::end_array:
        text_ += ']';
        break;
    case Kind::key:
        quote(token.text);
        text_ += ':';
        break;
    case Kind::string:
        quote(token.text);
        break;
    case Kind::null:
        text_ += "null";
        break;
    default:
        text_ += number;
    }
}

void JsonNotation::quote(std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    text_ += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            text_ += "\\u00";
            text_ += hex[c >> 4];
            text_ += hex[c & 15];
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

} // namespace pilotage::importers
