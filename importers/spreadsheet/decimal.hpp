// Numbers as decimal digits: the canonical text of a cell, and the rounding that spreadsheet programs do.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_DECIMAL_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_DECIMAL_HPP

#include <string>

namespace pilotage::importers::spreadsheet {

/// Appends the shortest decimal that reads back the same; plain digits unless they would be longer than 21.
void append_canonical(std::string& out, double value);

/// Appends what the format General displays: fifteen significant digits at most.
void append_general(std::string& out, double value);

/// The absolute value of a finite number in fifteen significant digits, which is what spreadsheet programs round.
/// It stands for 0.d1d2d3... times ten to the power of `point`; a zero has no digits.
struct Decimal {
    explicit Decimal(double value);
    bool zero() const { return digits.empty(); }
    void shift(int tens) { point += tens; }
    /// Rounds half away from zero to so many places behind the point.
    void round(int places);
    /// The digit at a position: 0 the units, 1 the tens, -1 the tenths. '0' where there is none.
    char at(int position) const;
    /// Digits before the point; 0 for numbers under one.
    int whole_digits() const { return zero() || point < 0 ? 0 : point; }

    std::string digits;
    int point = 0;
};

} // namespace pilotage::importers::spreadsheet

#endif
