// Number formats of workbooks: what a number means (a date, a share, money) and what a spreadsheet program displays.
//
// The display follows a program set to English (United Kingdom): format 14 is dd/mm/yyyy, month names are English, and
// the currency of the built-in formats is the pound. General shows fifteen significant digits. Padding that depends on
// the column's width ("* ") shows nothing; "_x" shows a space.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_NUMBER_FORMAT_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_NUMBER_FORMAT_HPP

#include "importers/reader.hpp"
#include "importers/spreadsheet/serial_date.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::spreadsheet {

struct FormatSection;

class NumberFormat {
public:
    /// General.
    NumberFormat();
    /// Never fails: what is not understood stands in the display as it is written. Codes over 1024 bytes are General.
    explicit NumberFormat(std::string_view code);
    /// A format known by its number alone; General where the number has no meaning.
    static NumberFormat built_in(unsigned id);

    /// number, percentage, currency, date, time or datetime: what the format says of a number.
    CellType type() const { return type_; }
    bool is_general() const { return general_; }
    /// A time that counts on over 24 hours, such as [h]:mm.
    bool is_elapsed() const { return elapsed_; }

    /// Appends the display of a finite number. False when the format has none for it (a date out of bounds).
    bool render(double value, DateSystem system, std::string& out) const;
    /// Appends the display of a text. False when the text is displayed as it is; nothing is appended then.
    bool render_text(std::string_view text, std::string& out) const;

private:
    const FormatSection& section_for(double value, bool& drop_sign) const;

    std::shared_ptr<const std::vector<FormatSection>>
        sections_; // of numbers; the last one is the text's, if it has one
    CellType type_ = CellType::number;
    bool general_ = true;
    bool elapsed_ = false;
    bool text_section_ = false;
};

} // namespace pilotage::importers::spreadsheet

#endif
