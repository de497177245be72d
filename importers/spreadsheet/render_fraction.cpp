#include "importers/spreadsheet/decimal.hpp"
#include "importers/spreadsheet/format_section.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr double exact_below = 1e15; ///< beyond it no fraction is left, and a numerator may be out of all bounds

struct Fraction {
    double numerator = 0;
    int denominator = 1;
};

Fraction nearest(double part, const FormatSection& section) {
    if (section.fixed_denominator != 0)
        return {std::round(part * section.fixed_denominator), section.fixed_denominator};
    int most = 9;
    for (int i = 1; i < std::min(section.denominator_digits, 4); ++i) most = most * 10 + 9;
    Fraction best;
    double least = 2;
    for (int d = 1; d <= most; ++d) {
        const double n = std::round(part * d);
        const double error = std::fabs(part - n / d);
        if (error >= least) continue;
        least = error;
        best = {n, d};
        if (error == 0) break;
    }
    return best;
}

std::string whole_text(double value) {
    std::string text;
    append_general(text, value);
    return text;
}

// Digits of a number in places of a format, from the right; a number with more digits than places keeps them.
void fill(const FormatSection& section, std::size_t begin, std::size_t end, const std::string& digits,
          std::string& out) {
    const std::size_t places = end - begin;
    if (digits.size() > places) {
        out += digits;
        return;
    }
    const std::size_t lead = places - digits.size();
    for (std::size_t i = 0; i < lead; ++i) {
        const char symbol = section.tokens[begin + i].symbol;
        if (symbol != '#') out += symbol == '0' ? '0' : ' ';
    }
    out += digits;
}

} // namespace

void render_fraction(const FormatSection& section, double size, bool negative, std::string& out) {
    using Kind = FormatToken::Kind;
    const auto& tokens = section.tokens;
    if (size >= exact_below) {
        append_general(out, negative ? -size : size);
        return;
    }
    std::size_t whole_end = section.numerator_begin;
    while (whole_end > 0 && tokens[whole_end - 1].kind != Kind::digit) --whole_end;
    std::size_t whole_begin = whole_end;
    while (whole_begin > 0 && tokens[whole_begin - 1].kind == Kind::digit) --whole_begin;
    const bool has_whole = whole_end > 0;

    double whole = has_whole ? std::floor(size) : 0;
    Fraction fraction = nearest(size - whole, section);
    if (has_whole && fraction.numerator >= fraction.denominator) {
        whole += 1;
        fraction.numerator = 0;
    }
    const bool blank = has_whole && fraction.numerator == 0;
    if (negative && (whole != 0 || fraction.numerator != 0)) out += '-';
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (has_whole && i == whole_begin) {
            const bool optional = tokens[whole_end - 1].symbol != '0';
            fill(section, whole_begin, whole_end, whole == 0 && optional && !blank ? std::string() : whole_text(whole),
                 out);
            i = whole_end - 1;
        } else if (i == section.numerator_begin) {
            if (blank)
                out.append(section.slash - section.numerator_begin + 1 +
                               static_cast<std::size_t>(section.denominator_digits),
                           ' ');
            else
                fill(section, section.numerator_begin, section.slash, whole_text(fraction.numerator), out);
            if (!blank) {
                const std::string below = std::to_string(fraction.denominator);
                out += '/';
                out += below;
                for (auto n = static_cast<int>(below.size()); n < section.denominator_digits; ++n)
                    if (tokens[section.slash + 1].symbol == '?') out += ' ';
            }
            i = section.denominator_end - 1;
        } else if (tokens[i].kind == Kind::literal) {
            out += tokens[i].text;
        }
    }
}

} // namespace pilotage::importers::spreadsheet
