#include "importers/fixed_width/text_lines.hpp"

#include "importers/delimited/issues.hpp"
#include "importers/utf8.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

constexpr std::size_t tab_stop = 8;

} // namespace

/// Bytes of the line at begin(), without its end.
std::size_t TextLines::find_end() {
    for (std::size_t seen = 0;;) {
        const std::string_view text(text_.begin(), static_cast<std::size_t>(text_.end() - text_.begin()));
        const std::size_t end = text.find_first_of("\r\n\f", seen);
        const bool sure =
            end != std::string_view::npos && (text[end] != '\r' || end + 1 < text.size() || text_.complete());
        if (sure || text_.complete()) return std::min(end, text.size());
        if (text.size() > options_.limits.row_bytes)
            throw Malformed(
                {Issue::Severity::error,
                 "limit.row_bytes",
                 {},
                 0,
                 number_ + 1,
                 0,
                 "A line is longer than the limit of " + std::to_string(options_.limits.row_bytes) + " bytes.",
                 "Check whether the file is what it should be."});
        seen = std::min(end, text.size());
        text_.grow();
    }
}

bool TextLines::next() {
    const std::size_t size = find_end();
    const char* const begin = text_.begin();
    const char* at = begin + size;
    const char* const end = text_.end();
    if (size == 0 && at == end) return false;
    if (!line_goes_on_) ++number_;
    line_goes_on_ = at != end && *at == '\f';
    if (at != end) at += *at == '\r' && at + 1 != end && at[1] == '\n' ? 2 : 1;
    line_ = {begin, size};
    if (text_.complete() && at == end && !line_.empty() && line_.back() == '\x1a') line_.remove_suffix(1);
    report_flaws(at);
    text_.consume(at);
    had_tabs_ = line_.find('\t') != std::string_view::npos;
    if (had_tabs_) expand_tabs();
    line_ = line_.substr(0, line_.find_last_not_of(' ') + 1);
    count_columns();
    return true;
}

void TextLines::report_flaws(const char* end) {
    while (const Flaw* flaw = text_.flaw_before(end)) {
        const Flaw first = *flaw;
        std::uint64_t count = 0;
        for (; flaw != nullptr && flaw->kind == first.kind; flaw = text_.flaw_before(end)) {
            ++count;
            text_.next_flaw();
        }
        if (!options_.issues) continue;
        Issue issue = flaw_issue(first, text_.charset(), count, 0);
        issue.line = number_;
        options_.issues(issue);
    }
}

void TextLines::expand_tabs() {
    expanded_.clear();
    std::size_t column = 0;
    for (const char c : line_) {
        if (c == '\t') {
            const std::size_t blanks = tab_stop - column % tab_stop;
            expanded_.append(blanks, ' ');
            column += blanks;
        } else {
            expanded_ += c;
            if ((c & 0xc0) != 0x80) ++column;
        }
    }
    line_ = expanded_;
}

void TextLines::count_columns() {
    offsets_.clear();
    width_ = static_cast<std::uint32_t>(line_.size());
    if (std::none_of(line_.begin(), line_.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
    for (std::size_t i = 0; i < line_.size(); ++i)
        if ((line_[i] & 0xc0) != 0x80) offsets_.push_back(static_cast<std::uint32_t>(i));
    width_ = static_cast<std::uint32_t>(offsets_.size());
}

std::string_view TextLines::columns(std::uint32_t start, std::uint32_t width) const {
    if (start >= width_) return {};
    const std::uint32_t end = width < width_ - start ? start + width : width_;
    if (offsets_.empty()) return line_.substr(start, end - start);
    const std::size_t to = end == width_ ? line_.size() : offsets_[end];
    return line_.substr(offsets_[start], to - offsets_[start]);
}

std::string_view TextLines::trimmed_columns(std::uint32_t start, std::uint32_t width) const {
    const auto text = columns(start, width);
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

} // namespace pilotage::importers
