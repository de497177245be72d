#include "importers/xlsx/rich_text.hpp"

#include "importers/utf8.hpp"
#include "importers/xlsx/package.hpp"

namespace pilotage::importers::xlsx {
namespace {

int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// The value of "_xHHHH_" at a place, or -1.
int escape_at(const std::string& text, std::size_t at) {
    if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
    int value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        if (hex(text[i]) < 0) return -1;
        value = value * 16 + hex(text[i]);
    }
    return value;
}

} // namespace

void unescape(std::string& text, std::size_t from) {
    const std::size_t first = text.find("_x", from);
    if (first == std::string::npos) return;
    const std::string escaped = text.substr(first);
    text.resize(first);
    for (std::size_t i = 0; i < escaped.size();) {
        const int unit = escape_at(escaped, i);
        if (unit <= 0) {
            text += escaped[i++];
            continue;
        }
        i += 7;
        auto point = static_cast<char32_t>(unit);
        if (point >= 0xD800 && point < 0xDC00) {
            const int low = i < escaped.size() ? escape_at(escaped, i) : -1;
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
                i += 7;
            }
        }
        append_utf8(text, point >= 0xD800 && point < 0xE000 ? U'\uFFFD' : point);
    }
}

void RichText::begin() {
    text_.clear();
    in_text_ = in_hint_ = false;
}

void RichText::start(std::string_view local) {
    if (local == "rPh") in_hint_ = true;
    if (local != "t" || in_hint_) return;
    in_text_ = true;
    run_ = text_.size();
}

void RichText::end(std::string_view local) {
    if (local == "rPh") in_hint_ = false;
    if (local != "t" || !in_text_) return;
    in_text_ = false;
    unescape(text_, run_);
}

void RichText::characters(std::string_view text) {
    if (!in_text_) return;
    if (text_.size() + text.size() > most_bytes_)
        refuse("limit.cell_bytes", "A cell holds more than " + std::to_string(most_bytes_) + " bytes of text.",
               "Shorten the text of the cell, or move it into a document of its own.");
    text_ += text;
}

} // namespace pilotage::importers::xlsx
