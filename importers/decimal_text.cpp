#include "importers/decimal_text.hpp"

#include <charconv>

namespace pilotage::importers {
namespace {

constexpr std::size_t longest_plain = 21;

std::string plain(std::string_view digits, long point) {
    const auto count = static_cast<long>(digits.size());
    if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + std::string(digits);
    if (point >= count) return std::string(digits) + std::string(static_cast<std::size_t>(point - count), '0');
    const auto whole = static_cast<std::size_t>(point);
    return std::string(digits.substr(0, whole)) + '.' + std::string(digits.substr(whole));
}

std::string scientific(std::string_view digits, long point) {
    const long exponent = point - 1;
    const std::string size = std::to_string(exponent < 0 ? -exponent : exponent);
    std::string text(1, digits[0]);
    if (digits.size() > 1) text.append(1, '.').append(digits.substr(1));
    return text + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" : "") + size;
}

std::size_t plain_size(std::string_view digits, long point) {
    const auto count = static_cast<long>(digits.size());
    return static_cast<std::size_t>(point <= 0 ? 2 - point + count : point >= count ? point : count + 1);
}

} // namespace

bool canonical_decimal(std::string_view number, std::string& out) {
    const bool negative = !number.empty() && number.front() == '-';
    if (negative) number.remove_prefix(1);
    const std::size_t mark = number.find_first_of("eE");
    long exponent = 0;
    if (mark != std::string_view::npos) {
        std::string_view text = number.substr(mark + 1);
        if (!text.empty() && text.front() == '+') text.remove_prefix(1);
        const bool minus = !text.empty() && text.front() == '-';
        if (minus) text.remove_prefix(1);
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
        if (text.size() > 6) return false;
        std::from_chars(text.data(), text.data() + text.size(), exponent);
        if (minus) exponent = -exponent;
        number = number.substr(0, mark);
    }
    const std::size_t dot = std::min(number.find('.'), number.size());
    std::string joined(number.substr(0, dot));
    if (dot < number.size()) joined += number.substr(dot + 1);
    const std::string_view all = joined;
    const std::size_t first = std::min(all.find_first_not_of('0'), all.size());
    out.clear();
    if (first == all.size()) {
        out = "0";
        return true;
    }
    const std::string_view digits = all.substr(first, all.find_last_not_of('0') + 1 - first);
    const long point = static_cast<long>(dot) - static_cast<long>(first) + exponent;
    if (negative) out = "-";
    const std::size_t size = plain_size(digits, point);
    if (size > longest_plain) {
        const std::string other = scientific(digits, point);
        out += other.size() < size ? other : plain(digits, point);
    } else {
        out += plain(digits, point);
    }
    return true;
}

} // namespace pilotage::importers
