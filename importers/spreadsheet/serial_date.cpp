#include "importers/spreadsheet/serial_date.hpp"

#include <cmath>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr std::int64_t days_to_1904 = 1462;
constexpr std::int64_t serial_1970 = 25569;
constexpr std::int64_t last_day = 2958465; // 31 December 9999

// Days from 1970-01-01 to a date and back, by years that begin in March.
std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t of_era = y - era * 400;
    const std::int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Calendar civil_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t of_era = shifted - era * 146097;
    const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const std::int64_t m = (5 * of_year + 2) / 153;
    Calendar date;
    date.day = static_cast<int>(of_year - (153 * m + 2) / 5 + 1);
    date.month = static_cast<int>(m < 10 ? m + 3 : m - 9);
    date.year = static_cast<int>(year + era * 400 + (date.month <= 2 ? 1 : 0));
    date.weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
    return date;
}

void append_digits(std::string& out, std::int64_t value, int width) {
    const std::string text = std::to_string(value);
    for (int i = static_cast<int>(text.size()); i < width; ++i) out += '0';
    out += text;
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}
    bool number(int width, int least, int most, int& value) {
        if (text_.size() - at_ < static_cast<std::size_t>(width)) return false;
        value = 0;
        for (int i = 0; i < width; ++i, ++at_) {
            if (text_[at_] < '0' || text_[at_] > '9') return false;
            value = value * 10 + (text_[at_] - '0');
        }
        return value >= least && value <= most;
    }
    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    double fraction() {
        double value = 0;
        for (double unit = 0.1; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, unit /= 10)
            value += (text_[at_] - '0') * unit;
        return value;
    }
    bool done() const { return at_ == text_.size(); }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

bool scan_time(Scanner& scan, double& part) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!scan.number(2, 0, 24, hour) || !scan.take(':') || !scan.number(2, 0, 59, minute)) return false;
    double fraction = 0;
    if (scan.take(':')) {
        if (!scan.number(2, 0, 59, second)) return false;
        if (scan.take('.')) fraction = scan.fraction();
    }
    part = (hour * 3600 + minute * 60 + second + fraction) / 86400;
    scan.take('Z');
    return scan.done();
}

} // namespace

Calendar calendar_of(std::int64_t day, DateSystem system) {
    if (system == DateSystem::from_1904) return civil_from_days(day + days_to_1904 - serial_1970);
    if (day == 60) return {1900, 2, 29, 3};
    return civil_from_days((day >= 1 && day < 60 ? day + 1 : day) - serial_1970);
}

bool is_real_day(std::int64_t day, DateSystem system) {
    if (system == DateSystem::from_1904) return day >= 0 && day <= last_day - days_to_1904;
    return day >= 1 && day <= last_day && day != 60;
}

bool split_serial(double serial, DayTime& out) {
    if (!(std::fabs(serial) < 1e9)) return false;
    const double whole = std::floor(serial);
    out.day = static_cast<std::int64_t>(whole);
    out.milliseconds = std::llround((serial - whole) * static_cast<double>(day_milliseconds));
    if (out.milliseconds == day_milliseconds) {
        ++out.day;
        out.milliseconds = 0;
    }
    return true;
}

void append_iso_date(std::string& out, const Calendar& date) {
    append_digits(out, date.year, 4);
    out += '-';
    append_digits(out, date.month, 2);
    out += '-';
    append_digits(out, date.day, 2);
}

void append_iso_time(std::string& out, std::int64_t milliseconds) {
    append_digits(out, milliseconds / 3'600'000, 2);
    out += ':';
    append_digits(out, milliseconds / 60'000 % 60, 2);
    out += ':';
    append_digits(out, milliseconds / 1000 % 60, 2);
    if (milliseconds % 1000 != 0) {
        out += '.';
        append_digits(out, milliseconds % 1000, 3);
    }
}

IsoKind parse_iso(std::string_view text, DateSystem system, double& serial) {
    Scanner time(text);
    time.take('T');
    serial = 0;
    if (scan_time(time, serial)) return IsoKind::time;
    Scanner scan(text);
    int year = 0;
    int month = 0;
    int day = 0;
    if (!scan.number(4, 1, 9999, year) || !scan.take('-') || !scan.number(2, 1, 12, month) || !scan.take('-') ||
        !scan.number(2, 1, 31, day))
        return IsoKind::none;
    const std::int64_t days = days_from_civil(year, month, day);
    if (civil_from_days(days).month != month) return IsoKind::none;
    std::int64_t whole = days + serial_1970;
    if (system == DateSystem::from_1904)
        whole -= days_to_1904;
    else if (whole > 0 && whole <= 60)
        --whole;
    double part = 0;
    const bool has_time = scan.take('T') || scan.take(' ');
    if (has_time ? !scan_time(scan, part) : !(scan.take('Z'), scan.done())) return IsoKind::none;
    serial = static_cast<double>(whole) + part;
    return has_time ? IsoKind::datetime : IsoKind::date;
}

} // namespace pilotage::importers::spreadsheet
