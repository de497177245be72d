#include "importers/fixed_width/report_number.hpp"

#include "importers/decimal_text.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

constexpr std::size_t decimals = 6;
constexpr std::size_t whole_digits = 12;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "1,234" without its commas; false where they do not part thousands.
bool without_commas(std::string_view whole, std::string& out) {
    const std::size_t first = std::min(whole.find(','), whole.size());
    out += whole.substr(0, first);
    if (first < whole.size() && (first == 0 || first > 3)) return false;
    for (std::size_t at = first; at < whole.size(); at += 4) {
        if (whole[at] != ',' || whole.size() - at < 4) return false;
        out += whole.substr(at + 1, 3);
    }
    return true;
}

} // namespace

bool read_report_number(std::string_view text, std::string& canonical) {
    bool negative = false;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        negative = true;
        text = text.substr(1, text.size() - 2);
    } else if (!text.empty() && (text.back() == '-' || text.back() == '+')) {
        negative = text.back() == '-';
        text.remove_suffix(1);
    } else if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    constexpr std::string_view pound = "\xc2\xa3";
    if (text.substr(0, pound.size()) == pound) text.remove_prefix(pound.size());
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits(negative ? "-" : "");
    const std::size_t sign = digits.size();
    if (!without_commas(text.substr(0, point), digits)) return false;
    const std::string_view behind = text.substr(std::min(point + 1, text.size()));
    if (!all_digits(std::string_view(digits).substr(sign)) || !all_digits(behind) ||
        digits.size() - sign + behind.size() == 0)
        return false;
    if (digits.size() == sign) digits += '0';
    if (!behind.empty()) digits.append(1, '.').append(behind);
    return canonical_decimal(digits, canonical);
}

void ExactSum::add(std::string_view canonical) {
    const bool negative = canonical.front() == '-';
    if (negative) canonical.remove_prefix(1);
    const std::size_t point = std::min(canonical.find('.'), canonical.size());
    const std::string_view behind = canonical.substr(std::min(point + 1, canonical.size()));
    std::int64_t value = 0;
    if (point > whole_digits || behind.size() > decimals || canonical.find('e') != std::string_view::npos) {
        exact_ = false;
        return;
    }
    for (std::size_t i = 0; i < point; ++i) value = value * 10 + (canonical[i] - '0');
    for (std::size_t i = 0; i < decimals; ++i) value = value * 10 + (i < behind.size() ? behind[i] - '0' : 0);
    if (__builtin_add_overflow(millionths_, negative ? -value : value, &millionths_)) exact_ = false;
}

std::string ExactSum::text() const {
    const bool negative = millionths_ < 0;
    std::string digits = std::to_string(negative ? -millionths_ : millionths_);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
    std::string canonical;
    if (negative) digits.insert(0, 1, '-');
    canonical_decimal(digits, canonical);
    return canonical;
}

} // namespace pilotage::importers
