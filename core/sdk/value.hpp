// Value: one text of a local record on its way into an evaluation record. It knows which cell it came from and,
// when a conversion failed, what was expected there; the writer turns that into a finding at the site's own cell.
#ifndef PILOTAGE_SDK_VALUE_HPP
#define PILOTAGE_SDK_VALUE_HPP

#include "core/abi/pilotage_abi.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace pilotage::sdk {

inline std::string_view view(abi::Text text) {
    return {text.data == nullptr ? "" : text.data, text.size};
}
inline abi::Text text(std::string_view value) {
    return {value.data() == nullptr ? "" : value.data(), value.size()};
}

inline std::string_view trimmed(std::string_view value) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!value.empty() && space(value.front())) value.remove_prefix(1);
    while (!value.empty() && space(value.back())) value.remove_suffix(1);
    return value;
}

/// A calendar date of the Gregorian calendar, years 1 to 9999.
struct Date {
    int year = 0;
    int month = 0;
    int day = 0;

    static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
    static int days_in(int y, int m) {
        constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        return m == 2 && leap(y) ? 29 : days[m - 1];
    }
    bool valid() const {
        return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
    }
    /// yyyy-mm-dd
    std::string iso() const {
        std::string out(10, '-');
        const auto two = [&out](std::size_t at, int n) {
            out[at] = static_cast<char>('0' + n / 10);
            out[at + 1] = static_cast<char>('0' + n % 10);
        };
        two(0, year / 100), two(2, year % 100), two(5, month), two(8, day);
        return out;
    }
    friend bool operator<(const Date& a, const Date& b) {
        return a.year != b.year ? a.year < b.year : a.month != b.month ? a.month < b.month : a.day < b.day;
    }
    friend bool operator==(const Date& a, const Date& b) {
        return a.year == b.year && a.month == b.month && a.day == b.day;
    }
};

/// Reads `value` after a picture of d, m and y with literal separators: "dd/mm/yyyy", "yyyy-mm-dd", "ddmmyyyy",
/// "d.m.yyyy" (a single d or m takes one or two digits). A two-digit year is refused: guessing a century is not
/// reading.
inline bool parse_date(std::string_view value, std::string_view picture, Date& date) {
    std::size_t at = 0;
    date = {};
    for (std::size_t p = 0; p < picture.size();) {
        const char kind = picture[p];
        if (kind != 'd' && kind != 'm' && kind != 'y') {
            if (at >= value.size() || value[at] != kind) return false;
            ++at, ++p;
            continue;
        }
        std::size_t width = 0;
        while (p < picture.size() && picture[p] == kind) ++p, ++width;
        const std::size_t most = width == 1 ? 2 : width;
        int number = 0;
        std::size_t digits = 0;
        while (digits < most && at < value.size() && value[at] >= '0' && value[at] <= '9') {
            number = number * 10 + (value[at] - '0');
            ++at, ++digits;
        }
        if (digits < width) return false;
        (kind == 'd' ? date.day : kind == 'm' ? date.month : date.year) = number;
    }
    return at == value.size() && date.valid();
}

class Value {
public:
    Value() = default;
    /*implicit*/ Value(std::string_view borrowed, std::uint32_t origin = abi::none)
        : borrowed_(borrowed), origin_(origin) {}
    /*implicit*/ Value(const char* literal) : borrowed_(literal) {}
    Value(std::string owned, std::uint32_t origin) : owned_(std::move(owned)), is_owned_(true), origin_(origin) {}

    std::string_view text() const { return is_owned_ ? std::string_view(owned_) : borrowed_; }
    bool empty() const { return text().empty() && good(); }
    /// Index of the cell in the local record, abi::none when the value has no cell.
    std::uint32_t origin() const { return origin_; }
    /// What was expected where a conversion failed; empty when the value is good.
    std::string_view expected() const { return good() ? std::string_view() : *expected_; }
    bool good() const { return expected_ == nullptr; }

    Value trimmed() const { return with(std::string(sdk::trimmed(text()))); }
    /// Without any spaces: "943 476 5919" -> "9434765919".
    Value compact() const {
        std::string out;
        for (const char c : text())
            if (c != ' ' && c != '\t') out += c;
        return with(std::move(out));
    }
    /// An ISO date from a picture such as "dd/mm/yyyy"; empty stays empty.
    Value date(std::string_view picture) const {
        if (empty()) return *this;
        Date date;
        if (parse_date(sdk::trimmed(text()), picture, date)) return with(date.iso());
        return fault("a date that is in the calendar, written " + std::string(picture));
    }
    /// The month of an ISO date, yyyy-mm; birth dates are never passed on in full.
    Value month() const {
        if (empty() || !good()) return *this;
        Date date;
        if (parse_date(text(), "yyyy-mm-dd", date)) return with(date.iso().substr(0, 7));
        return fault("a date");
    }
    /// The sector of a UK postcode, "DN31 1ND" -> "DN31 1"; empty stays empty.
    Value postcode_sector() const {
        if (empty()) return *this;
        std::string code;
        for (const char c : text())
            if (c != ' ') code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
        const std::size_t n = code.size();
        if (n < 5 || n > 7 || !letter(code[0]) || !digit(code[n - 3]) || !letter(code[n - 2]) || !letter(code[n - 1]))
            return fault("a full UK postcode such as AB12 3CD");
        return with(code.substr(0, n - 3) + " " + code.substr(n - 3, 1));
    }
    Value with(std::string text) const {
        Value value(std::move(text), origin_);
        value.expected_ = expected_;
        return value;
    }
    /// The same cell, marked as wrong: `expected` says in plain words what should stand there.
    Value fault(std::string expected) const {
        Value value(std::string(text()), origin_);
        value.expected_ = std::make_shared<const std::string>(std::move(expected));
        return value;
    }

private:
    std::string owned_;
    std::string_view borrowed_;
    bool is_owned_ = false;
    std::uint32_t origin_ = abi::none;
    std::shared_ptr<const std::string> expected_; ///< null: good
};

} // namespace pilotage::sdk

#endif
