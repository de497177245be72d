#include "core/release/workbook/workbook.hpp"

#include "core/error.hpp"
#include "core/release/harmless_text.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pilotage::release::workbook {
namespace {

constexpr std::size_t longest_text = 32'000; // a cell of XLSX holds 32,767 UTF-16 units
constexpr double narrowest = 8;

/// About, in figures of Arial. Figures and most letters are as wide as each other there.
double width_of(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        const bool narrow =
            c < 0x80 && std::string_view(" .,:;!|'/[]()Iijltfr-").find(static_cast<char>(c)) != std::string_view::npos;
        const bool wide = c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c == '@' || c > 0x2fff;
        width += narrow ? 0.6 : wide ? 1.6 : c >= 'A' && c <= 'Z' ? 1.3 : 1;
    }
    return width;
}

/// What `each` is called with: the words of the text.
template <class Each>
void each_word(std::string_view text, Each each) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        each(text.substr(at, end - at));
        at = end + 1;
    }
}

double longest_word(std::string_view text) {
    double longest = 0;
    each_word(text, [&](std::string_view word) { longest = std::max(longest, width_of(word)); });
    return longest;
}

double width_of(const Cell& cell, const Column& column) {
    if (const auto* number = std::get_if<Number>(&cell)) return width_of(text_of(*number));
    if (const auto* date = std::get_if<Date>(&cell)) return width_of(text_of(*date));
    std::string_view text;
    if (const auto* plain = std::get_if<std::string>(&cell)) text = *plain;
    if (const auto* link = std::get_if<Link>(&cell)) text = link->text;
    return std::max(std::min(width_of(text), column.widest), longest_word(text));
}

} // namespace

std::string table_name(std::size_t number) {
    return "Table_" + std::to_string(number);
}

std::string table_title(std::size_t number, std::string_view title) {
    return plain_text("Table " + std::to_string(number) + ": " + std::string(title));
}

std::string plain_text(std::string_view text) {
    std::string out;
    for (const char c : valid_utf8(text))
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte == 0x7f)
            out += ' ';
        else
            out += c;
    if (count_characters(out) > longest_text)
        throw EnvironmentError("A text of the release is too long for a cell of a workbook: \"" + out.substr(0, 60) +
                                   "...\".",
                               "Shorten it where it comes from: the measure's header, or the study file.");
    // A tab or a carriage return at its head is a space by now; what stands behind it is looked at as well.
    const auto first = std::min(out.find_first_not_of(' '), out.size());
    const auto last = out.find_last_not_of(' ');
    return harmless(std::string_view(out).substr(first, last == std::string::npos ? 0 : last + 1 - first));
}

std::string text_of(const Number& number) {
    std::array<char, 400> digits{};
    const auto shown = number.format.percent ? 100 * number.value : number.value;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), shown, std::chars_format::fixed,
                                   number.format.places)
                         .ptr;
    std::string text(digits.data(), end);
    if (number.format.percent) return text + "%";
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (auto at = std::min(text.find('.'), text.size()); at > first + 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

std::string text_of(const Date& date) {
    constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};
    return std::to_string(date.day) + " " + months.at(static_cast<std::size_t>(date.month - 1)) + " " +
           std::to_string(date.year);
}

std::vector<double> widths_of(const Sheet& sheet) {
    if (!sheet.table) return {std::max(sheet.line_width, narrowest)};
    std::vector<double> widths;
    for (std::size_t i = 0; i < sheet.table->columns.size(); ++i) {
        const auto& column = sheet.table->columns[i];
        // Headings are bold, and take two lines rather than four.
        auto width =
            std::max(narrowest, 1.1 * std::max(longest_word(column.heading), width_of(column.heading) / 2 + 2));
        for (const auto& row : sheet.table->rows) width = std::max(width, width_of(row[i], column));
        widths.push_back(std::ceil(width + 1.5));
    }
    return widths;
}

std::size_t lines_of(std::string_view text, double width) {
    std::size_t lines = 1;
    double used = 0;
    each_word(text, [&](std::string_view word) {
        const auto more = width_of(word) + width_of(" ");
        if (used > 0 && used + more > width) {
            ++lines;
            used = 0;
        }
        used += more;
    });
    return lines;
}

} // namespace pilotage::release::workbook
