#include "importers/spreadsheet/decimal.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::size_t longest_plain = 21;

struct Scientific {
    std::string_view digits; // without the point
    int exponent = 0;
};

// Takes "d.ddde+xx" apart; `buffer` keeps the digits.
Scientific taken_apart(char* begin, char* end) {
    char* e = end;
    while (*--e != 'e') {
    }
    Scientific parts;
    const char* number = e[1] == '+' ? e + 2 : e + 1;
    std::from_chars(number, end, parts.exponent);
    if (e - begin > 1) {
        begin[1] = begin[0];
        ++begin;
    }
    parts.digits = {begin, static_cast<std::size_t>(e - begin)};
    return parts;
}

void append_plain(std::string& out, const Scientific& parts) {
    const int count = static_cast<int>(parts.digits.size());
    if (parts.exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-parts.exponent - 1), '0');
        out += parts.digits;
    } else if (parts.exponent >= count - 1) {
        out += parts.digits;
        out.append(static_cast<std::size_t>(parts.exponent - count + 1), '0');
    } else {
        out += parts.digits.substr(0, static_cast<std::size_t>(parts.exponent) + 1);
        out += '.';
        out += parts.digits.substr(static_cast<std::size_t>(parts.exponent) + 1);
    }
}

std::size_t plain_length(const Scientific& parts) {
    const std::size_t count = parts.digits.size();
    if (parts.exponent < 0) return static_cast<std::size_t>(1 - parts.exponent) + count;
    const auto whole = static_cast<std::size_t>(parts.exponent) + 1;
    return whole >= count ? whole : count + 1;
}

} // namespace

void append_canonical(std::string& out, double value) {
    if (value == 0) {
        out += '0';
        return;
    }
    std::array<char, 32> buffer{};
    if (std::fabs(value) < 1e15 && value == std::trunc(value)) {
        const auto made = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(value));
        out.append(buffer.data(), made.ptr);
        return;
    }
    if (value < 0) out += '-';
    const auto made =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value), std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(made.ptr - buffer.data()));
    if (!std::isfinite(value)) {
        out += text;
        return;
    }
    std::array<char, 32> copy = buffer;
    const Scientific parts = taken_apart(copy.data(), copy.data() + text.size());
    if (plain_length(parts) <= longest_plain)
        append_plain(out, parts);
    else
        out += text;
}

void append_general(std::string& out, double value) {
    const double size = std::fabs(value);
    std::array<char, 40> buffer{};
    if (size < 1e15 && value == std::trunc(value)) {
        const auto made = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<long long>(value));
        out.append(buffer.data(), made.ptr);
        return;
    }
    if (value < 0) out += '-';
    const auto made =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), size, std::chars_format::scientific, 14);
    Scientific parts = taken_apart(buffer.data(), made.ptr);
    while (parts.digits.size() > 1 && parts.digits.back() == '0') parts.digits.remove_suffix(1);
    if (parts.exponent >= -5 && parts.exponent <= 15) {
        append_plain(out, parts);
        return;
    }
    out += parts.digits[0];
    if (parts.digits.size() > 1) {
        out += '.';
        out += parts.digits.substr(1);
    }
    out += parts.exponent < 0 ? "E-" : "E+";
    if (std::abs(parts.exponent) < 10) out += '0';
    out += std::to_string(std::abs(parts.exponent));
}

Decimal::Decimal(double value) {
    if (value == 0 || !std::isfinite(value)) return;
    std::array<char, 40> buffer{};
    const auto made = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                    std::chars_format::scientific, 14);
    const Scientific parts = taken_apart(buffer.data(), made.ptr);
    digits = parts.digits;
    while (!digits.empty() && digits.back() == '0') digits.pop_back();
    point = parts.exponent + 1;
}

void Decimal::round(int places) {
    const long long keep = static_cast<long long>(point) + places;
    if (zero() || keep >= static_cast<long long>(digits.size())) return;
    if (keep < 0) {
        digits.clear();
        return;
    }
    const bool up = digits[static_cast<std::size_t>(keep)] >= '5';
    digits.resize(static_cast<std::size_t>(keep));
    if (up) {
        std::size_t i = digits.size();
        while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
        if (i > 0) {
            ++digits[i - 1];
        } else {
            digits.insert(digits.begin(), '1');
            ++point;
        }
    }
    while (!digits.empty() && digits.back() == '0') digits.pop_back();
}

char Decimal::at(int position) const {
    const long long index = static_cast<long long>(point) - 1 - position;
    return index < 0 || index >= static_cast<long long>(digits.size()) ? '0' : digits[static_cast<std::size_t>(index)];
}

} // namespace pilotage::importers::spreadsheet
