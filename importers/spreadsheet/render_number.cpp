#include "importers/spreadsheet/decimal.hpp"
#include "importers/spreadsheet/format_section.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace pilotage::importers::spreadsheet {
namespace {

using Kind = FormatToken::Kind;

// Brings the number to the digits the mantissa has room for, and gives the power of ten that is left over.
int take_exponent(const FormatSection& section, Decimal& number) {
    const int step = std::max(section.whole, 1);
    if (number.zero()) return 0;
    const int power = number.point - 1;
    int exponent = (power >= 0 ? power / step : -((-power + step - 1) / step)) * step;
    number.shift(-exponent);
    number.round(section.places);
    if (number.whole_digits() > step) {
        number.shift(-step);
        exponent += step;
    }
    return exponent;
}

class Writer {
public:
    Writer(const FormatSection& section, const Decimal& number, std::string& out)
        : section_(section), number_(number), out_(out), left_(section.whole) {
        const int exact = static_cast<int>(number.digits.size()) - number.point;
        shown_places_ = std::max(section.fixed_places, number.zero() ? 0 : exact);
    }

    void digit(char symbol) {
        if (after_point_) {
            ++place_;
            if (place_ <= shown_places_)
                out_ += number_.at(-place_);
            else if (symbol == '?')
                out_ += ' ';
            return;
        }
        whole_digits_over();
        const int position = --left_;
        if (position < number_.whole_digits() || symbol == '0' || started_ || (section_.scientific && position == 0)) {
            put(position);
        } else if (symbol == '?') {
            out_ += ' ';
        }
    }
    void point() {
        whole_digits_over();
        after_point_ = true;
        if (section_.places == 0 || shown_places_ > 0 || section_.padded_places) out_ += '.';
    }

private:
    // The first place takes all digits that the format has no places for.
    void whole_digits_over() {
        if (left_ != section_.whole || after_point_) return;
        for (int position = number_.whole_digits() - 1; position >= left_; --position) put(position);
    }
    void put(int position) {
        out_ += number_.at(position);
        started_ = true;
        if (section_.grouped && position > 0 && position % 3 == 0) out_ += ',';
    }

    const FormatSection& section_;
    const Decimal& number_;
    std::string& out_;
    int left_;
    int place_ = 0;
    int shown_places_ = 0;
    bool after_point_ = false;
    bool started_ = false;
};

void append_exponent(const FormatToken& token, int exponent, std::string& out) {
    out += 'E';
    if (exponent < 0)
        out += '-';
    else if (token.symbol == '+')
        out += '+';
    const std::string digits = std::to_string(std::abs(exponent));
    for (int i = static_cast<int>(digits.size()); i < token.width; ++i) out += '0';
    out += digits;
}

} // namespace

void render_number(const FormatSection& section, double value, std::string& out) {
    if (section.slash != 0) {
        render_fraction(section, std::fabs(value), value < 0, out);
        return;
    }
    Decimal number(value);
    number.shift(section.tens);
    int exponent = 0;
    if (section.scientific)
        exponent = take_exponent(section, number);
    else
        number.round(section.places);
    const bool general = section.kind == FormatSection::Kind::general;
    const bool has_digits = section.whole + section.places > 0;
    if (value < 0 && (general || (has_digits && !number.zero()))) out += '-';
    Writer writer(section, number, out);
    for (const auto& token : section.tokens) {
        switch (token.kind) {
        case Kind::literal:
            out += token.text;
            break;
        case Kind::digit:
            writer.digit(token.symbol);
            break;
        case Kind::point:
            writer.point();
            break;
        case Kind::percent:
            out += '%';
            break;
        case Kind::exponent:
            append_exponent(token, exponent, out);
            break;
        case Kind::general:
            append_general(out, std::fabs(value));
            break;
        default:
            break;
        }
    }
}

} // namespace pilotage::importers::spreadsheet
