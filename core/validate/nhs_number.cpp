#include "core/validate/nhs_number.hpp"

namespace pilotage {
namespace {

NhsNumberVerdict read(std::string_view text, char (&digits)[10]) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const bool spaced = text.size() == 12 && text[3] == ' ' && text[7] == ' ';
    if (text.size() != 10 && !spaced) return NhsNumberVerdict::shape;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (spaced && (i == 3 || i == 7)) continue;
        if (text[i] < '0' || text[i] > '9') return NhsNumberVerdict::shape;
        digits[count++] = text[i];
    }
    bool repeated = true;
    int sum = 0;
    for (int i = 0; i < 9; ++i) {
        repeated = repeated && digits[i] == digits[9];
        sum += (digits[i] - '0') * (10 - i);
    }
    if (repeated) return NhsNumberVerdict::repeated;
    // A remainder of 1 would ask for the check digit 10, which no digit is.
    return (11 - sum % 11) % 11 == digits[9] - '0' ? NhsNumberVerdict::valid : NhsNumberVerdict::check_digit;
}

} // namespace

NhsNumberVerdict check_nhs_number(std::string_view text) {
    char digits[10];
    return read(text, digits);
}

std::string nhs_number_digits(std::string_view text) {
    char digits[10];
    return read(text, digits) == NhsNumberVerdict::valid ? std::string(digits, 10) : std::string();
}

} // namespace pilotage
