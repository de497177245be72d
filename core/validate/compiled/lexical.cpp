#include "core/validate/compiled/lexical.hpp"

#include <cstdint>
#include <cstring>

namespace pilotage::validate::lexical {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// The number that `count` digits at `at` make, or -1.
int number(std::string_view text, std::size_t at, std::size_t count) {
    int n = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!digit(text[i])) return -1;
        n = n * 10 + (text[i] - '0');
    }
    return n;
}

bool in_calendar(int year, int month, int day) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= (month == 2 && leap ? 29 : days[month - 1]);
}

struct Parts {
    bool negative = false;
    std::string_view whole;    ///< without leading zeros
    std::string_view fraction; ///< without trailing zeros
};

Parts split(std::string_view text) {
    Parts parts;
    if (text.front() == '-' || text.front() == '+') {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    parts.whole = text.substr(0, point);
    parts.fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    while (!parts.whole.empty() && parts.whole.front() == '0') parts.whole.remove_prefix(1);
    while (!parts.fraction.empty() && parts.fraction.back() == '0') parts.fraction.remove_suffix(1);
    if (parts.whole.empty() && parts.fraction.empty()) parts.negative = false;
    return parts;
}

} // namespace

bool date(std::string_view t) {
    return t.size() == 10 && t[4] == '-' && t[7] == '-' &&
           in_calendar(number(t, 0, 4), number(t, 5, 2), number(t, 8, 2));
}

bool year_month(std::string_view t) {
    return t.size() == 7 && t[4] == '-' && in_calendar(number(t, 0, 4), number(t, 5, 2), 1);
}

bool year(std::string_view t) {
    return t.size() == 4 && number(t, 0, 4) >= 1;
}

bool time(std::string_view t) {
    if (t.size() < 8 || t[2] != ':' || t[5] != ':') return false;
    const int h = number(t, 0, 2), m = number(t, 3, 2), s = number(t, 6, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return false;
    if (t.size() == 8) return true;
    if (t[8] != '.' || t.size() == 9 || t.size() > 18) return false;
    for (std::size_t i = 9; i < t.size(); ++i)
        if (!digit(t[i])) return false;
    return true;
}

bool date_time(std::string_view t) {
    return t.size() >= 19 && t[10] == 'T' && date(t.substr(0, 10)) && time(t.substr(11));
}

bool boolean(std::string_view t) {
    return t == "true" || t == "false" || t == "1" || t == "0";
}

bool integer(std::string_view t) {
    if (!t.empty() && (t.front() == '-' || t.front() == '+')) t.remove_prefix(1);
    if (t.empty()) return false;
    for (const char c : t)
        if (!digit(c)) return false;
    return true;
}

bool decimal(std::string_view t) {
    if (!t.empty() && (t.front() == '-' || t.front() == '+')) t.remove_prefix(1);
    const auto point = t.find('.');
    if (point == std::string_view::npos) return !t.empty() && digit(t.front()) && integer(t);
    const auto whole = t.substr(0, point), fraction = t.substr(point + 1);
    return !whole.empty() && !fraction.empty() && digit(whole.front()) && digit(fraction.front()) && integer(whole) &&
           integer(fraction);
}

std::int64_t small_number(std::string_view t) {
    if (t.empty() || t.size() > 18) return -1;
    std::int64_t n = 0;
    for (const char c : t) {
        if (!digit(c)) return -1;
        n = n * 10 + (c - '0');
    }
    return n;
}

std::strong_ordering compare_decimals(std::string_view a, std::string_view b) {
    const Parts x = split(a), y = split(b);
    if (x.negative != y.negative) return x.negative ? std::strong_ordering::less : std::strong_ordering::greater;
    auto order = x.whole.size() <=> y.whole.size();
    if (order == 0) order = x.whole.compare(y.whole) <=> 0;
    // Fractions without trailing zeros order as texts: a longer one with the same beginning is the larger.
    if (order == 0) order = x.fraction.compare(y.fraction) <=> 0;
    return x.negative ? 0 <=> order : order;
}

Digits digits(std::string_view text) {
    const Parts parts = split(text);
    return {parts.whole.size() + parts.fraction.size(), parts.fraction.size()};
}

namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101u;

std::uint64_t eight(const char* at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, 8);
    return bytes;
}

/// Whether all of eight bytes are printable ASCII, no space directly behind another one. A space is told by being the
/// only such byte below 0x21; adding makes no carry, for none has its highest bit set.
bool plain_eight(std::uint64_t bytes) {
    constexpr std::uint64_t high = each_byte * 0x80;
    if ((bytes & high) != 0) return false;
    const auto from_space = bytes + each_byte * (0x80 - 0x20), past_space = bytes + each_byte * (0x80 - 0x21);
    if ((from_space & high) != high) return false;
    const auto spaces = ~past_space & high;
    return (spaces & spaces << 8) == 0;
}

/// Whether the text is certainly what nearly all texts are: ASCII from space to 0x7F, no outer spaces and none doubled.
/// Eight bytes at once; words overlap, so that neighbours are always seen together (5% of the
/// worker's time with a client-level file).
bool plain_ascii(std::string_view text) {
    if (text.size() < 8 || text.front() == ' ' || text.back() == ' ') return false;
    const char* at = text.data();
    const char* const last = at + text.size() - 8;
    for (; at < last; at += 7)
        if (!plain_eight(eight(at))) return false;
    return plain_eight(eight(last));
}

} // namespace

Characters characters(std::string_view text) {
    Characters found;
    if (plain_ascii(text)) {
        found.length = text.size();
        return found;
    }
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = p + text.size();
    bool space_before = true; // the text's beginning counts as one: a leading space would be collapsed
    while (p != end) {
        const unsigned char c = *p;
        if (c < 0x80) {
            if (c < 0x20) {
                if (c != '\t' && c != '\n' && c != '\r') {
                    found.xml = false;
                    return found;
                }
                found.no_breaks = found.plain_spaces = false;
            }
            if (c == ' ') {
                if (space_before) found.plain_spaces = false;
                space_before = true;
            } else {
                space_before = false;
            }
            ++p, ++found.length;
            continue;
        }
        space_before = false;
        const std::size_t size = c >= 0xC2 && c <= 0xDF   ? 2
                                 : c >= 0xE0 && c <= 0xEF ? 3
                                 : c >= 0xF0 && c <= 0xF4 ? 4
                                                          : 0;
        if (size == 0 || static_cast<std::size_t>(end - p) < size) {
            found.xml = false;
            return found;
        }
        std::uint32_t code = c & (0x7Fu >> size);
        for (std::size_t i = 1; i < size; ++i) {
            if ((p[i] & 0xC0) != 0x80) {
                found.xml = false;
                return found;
            }
            code = code << 6 | (p[i] & 0x3Fu);
        }
        const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
        if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF || code == 0xFFFE || code == 0xFFFF) {
            found.xml = false;
            return found;
        }
        found.astral = found.astral || size == 4;
        p += size, ++found.length;
    }
    if (space_before && !text.empty()) found.plain_spaces = false;
    if (found.astral) found.length = 0;
    return found;
}

} // namespace pilotage::validate::lexical
