// One section of a number format, taken apart. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_FORMAT_SECTION_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_FORMAT_SECTION_HPP

#include "importers/spreadsheet/serial_date.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::spreadsheet {

struct FormatToken {
    enum class Kind : std::uint8_t {
        literal,
        digit,
        point,
        comma,
        percent,
        exponent,
        slash,
        text,
        general, // numbers and texts
        year,
        buddhist_year,
        month,
        day,
        hour,
        minute,
        second,
        subsecond,
        half_day,
        elapsed_hours,
        elapsed_minutes,
        elapsed_seconds,
    };
    Kind kind = Kind::literal;
    char symbol = 0;    ///< a digit's '0', '#' or '?'; the sign of an exponent
    int width = 0;      ///< letters of a part of a date, digits of an exponent
    std::string text{}; ///< of a literal
};

struct FormatSection {
    enum class Kind : std::uint8_t { number, date, text, general };
    enum class Condition : std::uint8_t { none, less, less_equal, equal, not_equal, greater_equal, greater };

    Kind kind = Kind::number;
    std::vector<FormatToken> tokens;
    Condition condition = Condition::none;
    double limit = 0;

    int whole = 0;        ///< digits before the point
    int places = 0;       ///< digits behind it
    int fixed_places = 0; ///< of which the last '0' is this one
    bool padded_places = false;
    bool grouped = false;
    int tens = 0; ///< powers of ten to multiply by: percent signs, scaling commas
    bool scientific = false;
    bool has_percent = false;
    bool has_currency = false;
    bool has_text = false;
    // a fraction: indices of tokens, numerator_begin <= slash < denominator_end; 0 when it is none
    std::size_t numerator_begin = 0;
    std::size_t slash = 0;
    std::size_t denominator_end = 0;
    int denominator_digits = 0;
    int fixed_denominator = 0;

    bool has_day = false;
    bool has_clock = false;
    bool elapsed = false;
    bool half_days = false;
    int subsecond_digits = 0;

    bool holds(double value) const;
    /// The condition lets only values under zero pass, which are then shown without their sign.
    bool only_negative() const;
};

/// The code of a format that is known by its number alone; empty for General and where the number has no meaning.
std::string_view built_in_code(unsigned id);
/// Splits a format code at its semicolons, and each section into tokens.
std::vector<FormatSection> parse_format(std::string_view code);
/// Finds out from its tokens what a section is: a date, a fraction, how many places it has.
void analyse(FormatSection& section);

/// Appends a number through a section of kind number; the sign stands in front of everything.
void render_number(const FormatSection& section, double value, std::string& out);
/// Appends a fraction such as 1 3/4; used by render_number.
void render_fraction(const FormatSection& section, double size, bool negative, std::string& out);
/// Appends a serial date through a section of kind date; false when it is out of bounds.
bool render_date(const FormatSection& section, double serial, DateSystem system, std::string& out);

} // namespace pilotage::importers::spreadsheet

#endif
