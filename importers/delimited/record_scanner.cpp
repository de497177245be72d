#include "importers/delimited/record_scanner.hpp"

#include <cstring>

namespace pilotage::importers {
namespace {

// Classes of bytes, so that one look-up tells whether a byte can end a run.
constexpr std::uint8_t is_delimiter = 1, is_line_end = 2, is_quote = 4, is_separator = 8;
constexpr std::uint8_t in_plain = is_delimiter | is_line_end | is_quote | is_separator;
constexpr std::uint8_t in_quotes = is_line_end | is_quote;

std::uint8_t index(char c) { return static_cast<std::uint8_t>(c); }

std::size_t span(const char* from, const char* to) { return static_cast<std::size_t>(to - from); }

} // namespace

RecordScanner::RecordScanner(const Dialect& dialect, const Limits& limits)
    : dialect_(dialect), cell_bytes_(limits.cell_bytes), columns_(limits.columns) {
    classes_[index('\r')] = classes_[index('\n')] = is_line_end;
    if (dialect.record_separator != '\0') classes_[index(dialect.record_separator)] = is_separator;
    if (dialect.quote != '\0') classes_[index(dialect.quote)] = is_quote;
    classes_[index(dialect.delimiter)] = is_delimiter;
}

/// The caller's text ends with a line break as a sentinel, so the end need not be looked at.
const char* RecordScanner::find(const char* at, std::uint8_t wanted) const {
    while ((classes_[index(*at)] & wanted) == 0) ++at;
    return at;
}

bool RecordScanner::ends_cell(char c) const {
    return (classes_[index(c)] & (is_delimiter | is_line_end | is_separator)) != 0;
}

void RecordScanner::mark(std::uint32_t cell, CellMark::Kind kind, std::size_t quote) {
    if (marks_.empty() || marks_.back().cell != cell || marks_.back().kind != kind) marks_.push_back({cell, kind, quote});
}

RecordScanner::Outcome RecordScanner::scan(const char* begin, char* end, bool last, std::vector<Cell>& cells) {
    cells.clear();
    marks_.clear();
    line_breaks_ = 0;
    trimmed_ = 0;
    if (begin == end) return last ? Outcome::end : Outcome::more;
    *end = '\n';

    const char* at = begin;
    if ((classes_[index(*at)] & (is_line_end | is_separator)) == 0) {
        for (;;) {
            const auto cell = static_cast<std::uint32_t>(cells.size());
            if (cell == columns_) return Outcome::too_many_cells;
            const char* const padded = at;
            if (dialect_.spaces_around)
                while (is_space(*at)) ++at; // a line break stands behind the text
            const char* const start = at;
            Quoted quoted = Quoted::unclosed;
            const bool opens = at < end && (classes_[index(*at)] & is_quote) != 0;
            if (opens) {
                quoted = scan_quoted(at, end, last, cell);
                if (quoted == Quoted::more) return Outcome::more;
                if (quoted == Quoted::too_large) return Outcome::cell_too_large;
                if (quoted == Quoted::closed) {
                    cells.push_back({value_.empty() ? CellType::empty : CellType::text, value_, {}});
                    if (dialect_.spaces_around && (padded != start || is_space(at[-1]))) ++trimmed_;
                }
            }
            if (quoted == Quoted::unclosed) {
                if (opens) mark(cell, CellMark::Kind::unclosed_quote, 0), ++at;
                while ((classes_[index(*(at = find(at, in_plain)))] & is_quote) != 0) {
                    if (!opens) mark(cell, CellMark::Kind::stray_quote, span(start, at));
                    ++at;
                }
                if (span(start, at) > cell_bytes_) return Outcome::cell_too_large;
                if (at == end && !last) return Outcome::more;
                const char* stop = at;
                if (dialect_.spaces_around)
                    while (stop > start && is_space(stop[-1])) --stop;
                if (start != padded || stop != at) ++trimmed_;
                cells.push_back({stop == start ? CellType::empty : CellType::text, {start, span(start, stop)}, {}});
            }
            if (at == end || (classes_[index(*at)] & is_delimiter) == 0) break;
            ++at;
        }
    }
    if (at == end && !last) return Outcome::more;
    if (at < end) {
        if (*at == '\r') {
            if (at + 1 == end && !last) return Outcome::more;
            at += at + 1 < end && at[1] == '\n' ? 2 : 1;
            ++line_breaks_;
        } else {
            line_breaks_ += *at == '\n' ? 1 : 0;
            ++at;
        }
    }
    next_ = at;
    return cells.empty() ? Outcome::blank : Outcome::record;
}

RecordScanner::Quoted RecordScanner::scan_quoted(const char*& at, const char* end, bool last, std::uint32_t cell) {
    const char* const content = at + 1;
    std::uint64_t breaks = 0;
    bool doubled = false;
    for (const char* p = content;; ++p) {
        p = find(p, in_quotes);
        if (span(content, p) > cell_bytes_) return breaks > 0 ? Quoted::unclosed : Quoted::too_large;
        if (p == end) return last ? Quoted::unclosed : Quoted::more;
        if (*p != dialect_.quote) {
            if (*p == '\r' && p + 1 == end && !last) return Quoted::more;
            if (*p == '\r' && p + 1 < end && p[1] == '\n') ++p;
            ++breaks;
            continue;
        }
        if (p + 1 == end && !last) return Quoted::more;
        if (p + 1 < end && p[1] == dialect_.quote) {
            doubled = true;
            ++p;
            continue;
        }
        const char* after = p + 1;
        if (dialect_.spaces_around) {
            while (after != end && is_space(*after)) ++after;
            if (after == end && !last) return Quoted::more;
        }
        const bool closed = after == end || ends_cell(*after);
        if (!closed) {
            if (breaks > 0) return Quoted::unclosed;
            after = find(after, is_delimiter | is_line_end | is_separator);
            if (after == end && !last) return span(content, after) > cell_bytes_ ? Quoted::too_large : Quoted::more;
            if (span(content, after) > cell_bytes_) return Quoted::too_large;
            mark(cell, CellMark::Kind::text_after_quote, span(content, p));
        } else if (doubled) {
            mark(cell, CellMark::Kind::doubled, 0);
        }
        value_ = {content, span(content, closed ? p : after)};
        line_breaks_ += breaks;
        at = after;
        return Quoted::closed;
    }
}

void RecordScanner::settle(std::vector<Cell>& cells) {
    for (const auto& mark : marks_) {
        if (mark.kind != CellMark::Kind::doubled && mark.kind != CellMark::Kind::text_after_quote) continue;
        auto& cell = cells[mark.cell];
        const bool tail = mark.kind == CellMark::Kind::text_after_quote;
        const std::size_t quoted = tail ? mark.quote : cell.value.size();
        char* const begin = const_cast<char*>(cell.value.data());
        char* to = begin;
        for (std::size_t i = 0; i < quoted; ++i) {
            *to++ = begin[i];
            if (begin[i] == dialect_.quote) ++i;
        }
        if (tail) {
            const std::size_t rest = cell.value.size() - quoted - 1;
            std::memmove(to, begin + quoted + 1, rest);
            to += rest;
        }
        cell.value = {begin, span(begin, to)};
        if (cell.value.empty()) cell.type = CellType::empty;
    }
}

std::uint64_t count_line_breaks(std::string_view text) {
    std::uint64_t breaks = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++breaks;
    return breaks;
}

} // namespace pilotage::importers
