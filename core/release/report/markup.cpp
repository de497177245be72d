#include "core/release/report/markup.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace pilotage::release::report {
namespace {

bool is_inline(std::string_view tag) {
    constexpr std::array<std::string_view, 10> tags{"a",    "code",  "span",  "strong", "text",
                                                    "time", "tspan", "title", "abbr",   "desc"};
    return std::ranges::find(tags, tag) != tags.end();
}

bool allowed_in_xml(char32_t c) {
    return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

} // namespace

std::string escaped(std::string_view text) {
    std::string allowed;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        append_utf8(allowed, c <= 0x10ffff && allowed_in_xml(c) ? c : 0xfffd);
    }
    return markup_text(allowed);
}

void Markup::start(std::string_view tag, const Attributes& attributes) {
    out_ += '<';
    out_ += tag;
    for (const auto& [name, value] : attributes) {
        if (value.empty()) continue;
        out_ += ' ';
        out_ += name;
        out_ += "=\"" + escaped(value) + "\"";
    }
}

Markup& Markup::open(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    out_ += '>';
    open_.emplace_back(tag);
    return *this;
}

Markup& Markup::close() {
    if (open_.empty()) throw std::logic_error("no element is open");
    const auto tag = std::move(open_.back());
    open_.pop_back();
    out_ += "</" + tag + ">";
    if (!is_inline(tag)) out_ += '\n';
    return *this;
}

Markup& Markup::text(std::string_view text) {
    out_ += escaped(text);
    return *this;
}

Markup& Markup::element(std::string_view tag, std::string_view content, Attributes attributes) {
    return open(tag, attributes).text(content).close();
}

Markup& Markup::leaf(std::string_view tag, Attributes attributes) {
    start(tag, attributes);
    out_ += "/>";
    return *this;
}

Markup& Markup::verbatim(std::string_view text) {
    out_ += text;
    return *this;
}

std::string Markup::finish() {
    if (!open_.empty()) throw std::logic_error("the element " + open_.back() + " is not closed");
    return std::move(out_);
}

} // namespace pilotage::release::report
