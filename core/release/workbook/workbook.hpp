// A workbook that can be read with eyes, by screen readers and by programs: a title page, a list of the sheets with
// links, notes, and sheets with one table each from A1 down. Both spreadsheet forms are written from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::release::workbook {

/// How a number is shown: 1234.5 as "1,234.5", a share of 0.412 as "41.2%".
struct NumberFormat {
    int places = 0;
    bool percent = false;
    auto operator<=>(const NumberFormat&) const = default;
};

struct Number {
    double value = 0;
    NumberFormat format;
};

struct Date {
    int year = 0, month = 0, day = 0;
};

/// Leads to the first cell of another sheet.
struct Link {
    std::string text, sheet;
};

/// Text of cells and lines comes from plain_text().
using Cell = std::variant<std::monostate, std::string, Number, Date, Link>;

struct Column {
    std::string heading;
    bool numbers = false; ///< set to the right; shorthand among the numbers too
    double widest = 40;   ///< from here on a text is wrapped; in figures of the font
};

/// A real table of the spreadsheet program, with one row of headings.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< at least one, each as long as `columns`
};

/// A row above the table, in the first column only.
struct Line {
    enum class Kind : unsigned char { title, heading, text } kind = Kind::text;
    std::string text;
    std::string sheet; ///< the line is a link to this sheet; empty: it is none
};

struct Sheet {
    std::string name;        ///< of the tab, and of the table
    std::vector<Line> lines; ///< the first is the title
    std::optional<Table> table;
    double line_width = 0; ///< of a page of text, whose lines are wrapped, in figures of the font; 0: they run on
};

struct Workbook {
    std::string title, subject, description, creator;
    std::string date; ///< "2014-05-12": no form bears another
    std::vector<Sheet> sheets;
};

inline constexpr const char* language = "en-GB";
inline constexpr const char* font = "Arial";
inline constexpr int text_size = 12, heading_size = 14, title_size = 16; ///< points

/// "Table_3", of the tab, and "Table 3: Requests", at the head of the sheet
std::string table_name(std::size_t number);
std::string table_title(std::size_t number, std::string_view title);

/// Text that every form can hold: harmless, valid UTF-8, without control characters, on one line. Throws
/// EnvironmentError where it is longer than a cell may be.
std::string plain_text(std::string_view text);

/// As it is shown.
std::string text_of(const Number& number);
std::string text_of(const Date& date); ///< "1 April 2011"

/// Of each column, in figures of the font; at least one, for the lines.
std::vector<double> widths_of(const Sheet& sheet);

/// Lines that a text takes in a column of this width.
std::size_t lines_of(std::string_view text, double width);

} // namespace pilotage::release::workbook
