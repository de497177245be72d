#include "core/text.hpp"

#include "importers/utf8.hpp"

#include <algorithm>
#include <vector>

namespace pilotage {
namespace {

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 'A' && byte <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80)
            out += c;
    }
    return out;
}

/// Edits that turn one text into the other (insert, delete, replace, swap of neighbours), or `limit` when there are at
/// least as many.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) >= limit) return limit;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        if (*std::min_element(now.begin(), now.end()) >= limit) return limit;
        before.swap(last);
        last.swap(now);
    }
    return std::min(last[b.size()], limit);
}

} // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto [sign, good] = importers::decode_utf8(text, at);
    return good ? sign : 0xffffffff;
}

void append_utf8(std::string& text, char32_t code_point) {
    importers::append_utf8(text, code_point);
}

std::string valid_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (next_code_point(text, at) == 0xffffffff)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(start, at - start);
    }
    return out;
}

std::string markup_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string folded_space(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string capitalised(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::string with_minus(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool before_number = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
        const bool apart = i == 0 || text[i - 1] == ' ' || text[i - 1] == '(' || text[i - 1] == '[';
        if (text[i] == '-' && before_number && apart)
            append_utf8(out, U'\u2212');
        else
            out += text[i];
    }
    return out;
}

std::string column_letters(std::uint32_t column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    return letters;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
    return count;
}

std::string_view closest(std::string_view word, std::span<const std::string> candidates) {
    constexpr std::size_t longest_word = 200; // the work grows with the square
    if (word.size() > longest_word) return {};
    const std::string plain = folded(word);
    if (plain.empty()) return {};
    // Short codes are all near each other: between them only case, spaces and punctuation may differ.
    const auto most_edits = [&](const std::string& other) -> std::size_t {
        if (plain.size() > 3) return std::max<std::size_t>(2, plain.size() / 3);
        return other.size() > 3 ? 1 : 0;
    };
    std::string_view best;
    auto least = longest_word;
    for (const auto& candidate : candidates) {
        const std::string other = folded(candidate);
        const auto limit = std::min(least, most_edits(other) + 1);
        const auto edits = distance(plain, other, limit);
        if (edits < limit) least = edits, best = candidate;
    }
    return best;
}

} // namespace pilotage
