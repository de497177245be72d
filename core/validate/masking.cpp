#include "core/validate/masking.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace pilotage::validate {
namespace {

constexpr int first_birth_year = 1880;
constexpr int last_birth_year = 2010; // later dates are those of events, which a site needs to see to mend them

bool digit(char c) {
    return c >= '0' && c <= '9';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}
bool word(char c) {
    return digit(c) || letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Valid UTF-8 without control characters.
std::string printable(std::string_view value) {
    if (std::ranges::all_of(value, [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(value);
    std::string text;
    for (std::size_t at = 0; at < value.size();) {
        const char32_t code = next_code_point(value, at);
        const bool control =
            code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xffffffff;
        append_utf8(text, control ? 0xFFFD : code);
    }
    return text;
}

std::string shape(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        if (code < 0x80)
            out += digit(static_cast<char>(code))    ? '#'
                   : letter(static_cast<char>(code)) ? 'x'
                                                     : static_cast<char>(code);
        else
            out += code == 0xFFFD ? "\xEF\xBF\xBD" : "x";
    }
    return out;
}

std::string cut(std::string text) {
    if (text.size() <= shown_characters) return text;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == shown_characters) return text.substr(0, at) + "\xE2\x80\xA6";
        next_code_point(text, at);
    }
    return text;
}

struct Range {
    std::size_t begin, end;
};

/// Length of a number with its separators at `at`: digits, and single or double separators between them.
std::size_t number_length(std::string_view text, std::size_t at) {
    std::size_t end = at;
    for (std::size_t i = at, gap = 0; i < text.size() && gap <= 2; ++i) {
        if (digit(text[i]))
            end = i + 1, gap = 0;
        else if (text[i] == ' ' || text[i] == '-' || text[i] == '.' || text[i] == '/' || text[i] == '(' ||
                 text[i] == ')')
            ++gap;
        else
            break;
    }
    return end - at;
}

bool birth_year(int year, std::size_t digits) {
    return digits == 2 || (year >= first_birth_year && year <= last_birth_year);
}

/// Three numbers, or a day, a month's name and a year, that may be a birth date.
bool birth_date_parts(std::span<const std::string_view> parts) {
    const auto number = [](std::string_view part) {
        int n = 0;
        for (const char c : part) n = digit(c) && n < 100000 ? n * 10 + (c - '0') : 100000;
        return n;
    };
    const auto month = [&](std::string_view part) {
        constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                            "jul", "aug", "sep", "oct", "nov", "dec"};
        if (digit(part.front())) return part.size() <= 2 && number(part) >= 1 && number(part) <= 12;
        std::string start;
        for (const char c : part.substr(0, 3)) start += lower(c);
        return std::find(names.begin(), names.end(), start) != names.end();
    };
    const auto day = [&](std::string_view part) { // "12", "12th"
        const auto digits = static_cast<std::size_t>(std::find_if_not(part.begin(), part.end(), digit) - part.begin());
        const int n = digits == 0 || digits > 2 || (digits != part.size() && part.size() != digits + 2)
                          ? 0
                          : number(part.substr(0, digits));
        return n >= 1 && n <= 31;
    };
    const auto year = [&](std::string_view part) {
        return (part.size() == 2 || part.size() == 4) && std::all_of(part.begin(), part.end(), digit) &&
               birth_year(number(part), part.size());
    };
    return (day(parts[0]) && month(parts[1]) && year(parts[2])) ||
           (month(parts[0]) && day(parts[1]) && year(parts[2])) ||
           (parts[0].size() == 4 && year(parts[0]) && month(parts[1]) && day(parts[2]));
}

/// Eight digits as yyyymmdd or ddmmyyyy.
bool birth_date_digits(std::string_view d) {
    const std::array<std::string_view, 3> first = {d.substr(0, 4), d.substr(4, 2), d.substr(6, 2)};
    const std::array<std::string_view, 3> last = {d.substr(0, 2), d.substr(2, 2), d.substr(4, 4)};
    return birth_date_parts(first) || birth_date_parts(last);
}

void find_numbers(std::string_view text, std::vector<Range>& ranges) {
    for (std::size_t at = 0; at < text.size();) {
        if (!digit(text[at])) {
            ++at;
            continue;
        }
        const auto length = number_length(text, at);
        const auto run = text.substr(at, length);
        std::string digits;
        for (const char c : run)
            if (digit(c)) digits += c;
        // R00000130 is a reference: a telephone number does not hang on a letter.
        const bool glued = at > 0 && letter(text[at - 1]);
        // 09/06/2013 is a day like 19/06/2013; find_dates hides those that may be of a birth.
        const bool day = digits.size() == 8 && run.size() == 10 && run[2] == '/' && run[5] == '/';
        const bool telephone =
            digits.size() >= 7 && !glued && !day && (digits[0] == '0' || (at > 0 && text[at - 1] == '+'));
        const bool date = digits.size() == 8 && run.size() == 8 && birth_date_digits(digits);
        if (digits.size() >= 10 || telephone || date) ranges.push_back({at, at + length});
        at += length;
    }
}

void find_dates(std::string_view text, std::vector<Range>& ranges) {
    std::vector<Range> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!digit(text[at]) && !letter(text[at])) {
            ++at;
            continue;
        }
        while (at < text.size() && (digit(text[at]) || letter(text[at]))) ++at;
        words.push_back({begin, at});
        // "1950-03-12T00:00:00": the day ends where the time begins.
        const auto part = text.substr(begin, at - begin);
        if (const auto t = part.find_first_of("Tt"); t == 2 && part.size() == 5 && digit(part[0]) && digit(part[4]))
            words.back().end = begin + 2;
    }
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const std::array<std::string_view, 3> parts = {
            text.substr(words[i].begin, words[i].end - words[i].begin),
            text.substr(words[i + 1].begin, words[i + 1].end - words[i + 1].begin),
            text.substr(words[i + 2].begin, words[i + 2].end - words[i + 2].begin)};
        const bool near = words[i + 1].begin - words[i].end <= 2 && words[i + 2].begin - words[i + 1].end <= 2;
        if (near && birth_date_parts(parts)) ranges.push_back({words[i].begin, words[i + 2].end});
    }
}

void find_postcodes(std::string_view text, std::vector<Range>& ranges) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!letter(text[at]) || (at > 0 && word(text[at - 1]))) continue;
        for (std::size_t outward = 2; outward <= 4; ++outward) {
            if (at + outward >= text.size()) break;
            const auto out = text.substr(at, outward);
            const std::size_t letters = letter(out[1]) ? 2 : 1;
            if (outward < letters + 1 || !digit(out[letters]) || outward > letters + 2 || !word(out.back())) continue;
            std::size_t in = at + outward;
            while (in < text.size() && text[in] == ' ' && in < at + outward + 2) ++in;
            if (in + 3 > text.size() || !digit(text[in]) || !letter(text[in + 1]) || !letter(text[in + 2])) continue;
            if (in + 3 < text.size() && word(text[in + 3])) continue;
            ranges.push_back({at, in + 3});
            break;
        }
    }
}

void find_addresses(std::string_view text, std::vector<Range>& ranges) {
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        const auto before = text.find_last_of(" ,;<>()", at);
        const auto begin = before == std::string_view::npos ? 0 : before + 1;
        const auto end = std::min(text.find_first_of(" ,;<>()", at), text.size());
        if (begin < at && at + 1 < end) ranges.push_back({begin, end});
    }
}

/// Lower case and words only, so that "O'Neill" and "o neill" hold the same words.
std::string folded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            out += lower(text[at++]);
            continue;
        }
        char32_t code = next_code_point(text, at);
        if (code >= 0xC0 && code <= 0xDE && code != 0xD7) code += 0x20;
        append_utf8(out, code == 0xffffffff ? 0xFFFD : code);
    }
    return out;
}

/// `in`: a folded value.
bool holds_word_of(const std::string& in, std::string_view personal) {
    const std::string of = folded(personal);
    for (std::size_t at = 0; at < of.size();) {
        const std::size_t begin = at;
        while (at < of.size() && word(of[at])) ++at;
        const auto part = std::string_view(of).substr(begin, at - begin);
        if (part.size() >= 3 && count_characters(part) >= 3 && in.find(part) != std::string::npos) return true;
        if (at < of.size()) ++at;
    }
    return false;
}

} // namespace

std::string mask(std::string_view value, Privacy privacy) {
    switch (privacy) {
    case Privacy::none:
        return scrub(value);
    case Privacy::name:
    case Privacy::free_text:
        return value.empty() ? std::string() : "(withheld)";
    case Privacy::identifier:
    case Privacy::birth_date:
    case Privacy::postcode:
        break;
    }
    return cut(shape(printable(value.substr(0, 8 * shown_characters))));
}

std::string scrub(std::string_view value) {
    // More than is shown is looked at, so that a number is not recognised by half only because of the cut.
    std::string text = printable(value.substr(0, 16 * shown_characters));
    std::vector<Range> ranges;
    find_numbers(text, ranges);
    find_dates(text, ranges);
    find_postcodes(text, ranges);
    find_addresses(text, ranges);
    if (ranges.empty()) return cut(std::move(text));
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    std::string out;
    std::size_t done = 0;
    for (const auto& range : ranges) {
        if (range.end <= done) continue;
        const auto begin = std::max(range.begin, done);
        out += text.substr(done, begin - done);
        out += shape(std::string_view(text).substr(begin, range.end - begin));
        done = range.end;
    }
    return cut(out + text.substr(done));
}

std::string scrub(std::string_view value, std::span<const std::string_view> personal) {
    const auto looked_at = value.substr(0, 16 * shown_characters);
    const auto in = folded(looked_at);
    for (const auto& of : personal)
        if (holds_word_of(in, of)) return mask(value, Privacy::identifier);
    return scrub(value);
}

std::string mask_words(std::string_view value) {
    constexpr std::array<std::string_view, 17> harmless = {
        "january", "february", "march",    "april", "june", "july",    "august", "sept", "september",
        "october", "november", "december", "null",  "none", "unknown", "true",   "false"};
    std::string out(value);
    for (std::size_t at = 0; at < out.size();) {
        const auto in_word = [&](std::size_t i) {
            return i < out.size() && (letter(out[i]) || static_cast<unsigned char>(out[i]) >= 0x80);
        };
        std::size_t end = at;
        std::string word;
        for (; in_word(end); ++end)
            word += static_cast<char>(out[end] >= 'A' && out[end] <= 'Z' ? out[end] - 'A' + 'a' : out[end]);
        if (end - at >= 4 && std::find(harmless.begin(), harmless.end(), word) == harmless.end()) {
            const auto masked = shape(std::string_view(out).substr(at, end - at));
            out.replace(at, end - at, masked);
            end = at + masked.size();
        }
        at = std::max(end, at + 1);
    }
    return out;
}

} // namespace pilotage::validate
