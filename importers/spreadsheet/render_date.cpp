#include "importers/spreadsheet/format_section.hpp"

#include <array>
#include <cmath>
#include <string>

namespace pilotage::importers::spreadsheet {
namespace {

using Kind = FormatToken::Kind;

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr std::int64_t day_microseconds = 86'400'000'000;
constexpr double most_days = 3'000'000;

void append_padded(std::string& out, std::int64_t value, int width) {
    const std::string digits = std::to_string(value);
    for (auto i = static_cast<int>(digits.size()); i < width; ++i) out += '0';
    out += digits;
}

void append_name(std::string& out, std::string_view name, int width) {
    out += width == 5 ? name.substr(0, 1) : width == 3 ? name.substr(0, 3) : name;
}

} // namespace

bool render_date(const FormatSection& section, double serial, DateSystem system, std::string& out) {
    if (!section.has_day && !section.elapsed) serial -= std::floor(serial);
    if (!(std::fabs(serial) < most_days)) return false;
    const bool negative_span = section.elapsed && serial < 0;
    if (negative_span) serial = -serial;
    const double whole = std::floor(serial);
    auto day = static_cast<std::int64_t>(whole);
    // A clock without fractions of a second is cut off, a span of time is rounded; the last half second is the next
    // day's.
    std::int64_t time = std::llround((serial - whole) * static_cast<double>(day_microseconds));
    std::int64_t unit = 1'000'000;
    for (int i = 0; i < section.subsecond_digits; ++i) unit /= 10;
    if (section.elapsed || section.subsecond_digits > 0) time = (time + unit / 2) / unit * unit;
    if (section.has_day && section.has_clock && time + unit / 2 >= day_microseconds) time = day_microseconds;
    if (time >= day_microseconds) {
        time -= day_microseconds;
        ++day;
    }
    if (negative_span) out += '-';
    const Calendar date = section.has_day ? calendar_of(day, system) : Calendar{};
    const std::int64_t seconds = time / 1'000'000;
    const std::int64_t all_seconds = day * 86'400 + seconds;
    const auto hour = static_cast<int>(seconds / 3600);
    for (const auto& token : section.tokens) {
        const int two = token.width >= 2 ? 2 : 1;
        switch (token.kind) {
        case Kind::literal:
            out += token.text;
            break;
        case Kind::year:
        case Kind::buddhist_year: {
            const int year = date.year + (token.kind == Kind::buddhist_year ? 543 : 0);
            append_padded(out, token.width <= 2 ? std::abs(year) % 100 : year, token.width <= 2 ? 2 : 4);
            break;
        }
        case Kind::month:
            if (token.width >= 3)
                append_name(out, months[static_cast<std::size_t>(date.month - 1)], token.width);
            else
                append_padded(out, date.month, two);
            break;
        case Kind::day:
            if (token.width >= 3)
                append_name(out, weekdays[static_cast<std::size_t>(date.weekday)], token.width == 3 ? 3 : 4);
            else
                append_padded(out, date.day, two);
            break;
        case Kind::hour:
            append_padded(out, section.half_days ? (hour + 11) % 12 + 1 : hour, two);
            break;
        case Kind::minute:
            append_padded(out, seconds / 60 % 60, two);
            break;
        case Kind::second:
            append_padded(out, seconds % 60, two);
            break;
        case Kind::elapsed_hours:
            append_padded(out, all_seconds / 3600, token.width);
            break;
        case Kind::elapsed_minutes:
            append_padded(out, all_seconds / 60, token.width);
            break;
        case Kind::elapsed_seconds:
            append_padded(out, all_seconds, token.width);
            break;
        case Kind::subsecond: {
            std::int64_t part = time % 1'000'000;
            for (int i = 6; i > token.width; --i) part /= 10;
            out += '.';
            append_padded(out, part, std::min(token.width, 6));
            break;
        }
        case Kind::half_day:
            if (token.width == 2)
                out += hour < 12 ? "AM" : "PM";
            else
                out += hour < 12 ? token.symbol : token.symbol == 'a' ? 'p' : 'P';
            break;
        default:
            break;
        }
    }
    return true;
}

} // namespace pilotage::importers::spreadsheet
