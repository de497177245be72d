// Value: one text of a local record on its way into an evaluation record. It knows which cell it came from and,
// when a conversion failed, what was expected there; the writer turns that into a finding at the site's own cell.
#ifndef PILOTAGE_SDK_VALUE_HPP
#define PILOTAGE_SDK_VALUE_HPP

#include "core/abi/pilotage_abi.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
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
    const auto dark = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    if (value.empty() || (dark(value.front()) && dark(value.back()))) return value; // nearly all
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!value.empty() && space(value.front())) value.remove_prefix(1);
    while (!value.empty() && space(value.back())) value.remove_suffix(1);
    return value;
}

/// Equal but for the case of ASCII letters.
inline bool same_word(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    if (a == b) return true;
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (std::size_t i = 0; i < a.size(); ++i)
        if (small(a[i]) != small(b[i])) return false;
    return true;
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
    // The two pictures of nearly all files, read without a walk along them (4% of an ingest's worker).
    const bool iso = picture == "yyyy-mm-dd";
    if (iso || picture == "dd/mm/yyyy") {
        if (value.size() != 10) return false;
        const char sign = iso ? '-' : '/';
        const std::size_t year = iso ? 0 : 6, month = iso ? 5 : 3, day = iso ? 8 : 0, second = iso ? 7 : 5;
        const auto digit = [&](std::size_t at) { return static_cast<unsigned>(value[at] - '0'); };
        const auto two = [&](std::size_t at) {
            return digit(at) > 9 || digit(at + 1) > 9 ? -10000 : static_cast<int>(digit(at) * 10 + digit(at + 1));
        };
        date = {two(year) * 100 + two(year + 2), two(month), two(day)};
        return value[month - 1] == sign && value[second] == sign && date.valid();
    }
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
        : data_(borrowed.data()), size_(borrowed.size()), origin_(origin) {}
    /*implicit*/ Value(const char* literal) : Value(std::string_view(literal)) {}
    Value(const std::string& text, std::uint32_t origin) : origin_(origin) { own(text); }

    /// Valid as long as the value; of a borrowed text, as long as that.
    std::string_view text() const { return {data_ == nullptr ? short_ : data_, size_}; }
    bool empty() const { return size_ == 0 && good(); }
    /// The text is not the value's own: it is a cell's, or a literal.
    bool borrowed() const { return data_ != nullptr && kept_ == nullptr; }
    /// Index of the cell in the local record, abi::none when the value has no cell.
    std::uint32_t origin() const { return origin_; }
    /// What was expected where a conversion failed; empty when the value is good.
    std::string_view expected() const { return good() ? std::string_view() : std::string_view(kept_->expected); }
    bool good() const { return kept_ == nullptr || kept_->good; }

    Value trimmed() const { return with(sdk::trimmed(text())); }
    /// Without any spaces: "943 476 5919" -> "9434765919".
    Value compact() const {
        const auto blank = [](char c) { return c == ' ' || c == '\t'; };
        const auto given = text();
        if (std::none_of(given.begin(), given.end(), blank)) return *this;
        std::string out;
        std::remove_copy_if(given.begin(), given.end(), std::back_inserter(out), blank);
        return with(out);
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
        if (parse_date(text(), "yyyy-mm-dd", date)) return with(text().substr(0, 7));
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
    /// The same cell with another text.
    Value with(std::string_view text) const {
        Value value;
        value.origin_ = origin_;
        value.own(text);
        return good() ? value : value.fault(kept_->expected);
    }
    /// The same cell, marked as wrong: `expected` says in plain words what should stand there.
    Value fault(std::string expected) const {
        Value value;
        value.origin_ = origin_;
        value.keep({std::string(text()), std::move(expected), false});
        return value;
    }

private:
    struct Kept {
        std::string text, expected;
        bool good;
    };
    void own(std::string_view text) {
        if (text.size() > sizeof short_) return keep({std::string(text), {}, true});
        std::memcpy(short_, text.data(), text.size());
        size_ = text.size();
    }
    void keep(Kept kept) {
        kept_ = std::make_shared<const Kept>(std::move(kept));
        data_ = kept_->text.data();
        size_ = kept_->text.size();
    }

    // A value is moved several times on its way into a record: it is small, and has no text of its own that points into
    // itself (a tenth of an ingest's normalising).
    const char* data_ = nullptr; ///< null: the text stands in short_
    std::size_t size_ = 0;
    std::uint32_t origin_ = abi::none;
    char short_[20] = {};              ///< dates, months, numbers of persons
    std::shared_ptr<const Kept> kept_; ///< what is longer, or wrong
};

} // namespace pilotage::sdk

#endif
