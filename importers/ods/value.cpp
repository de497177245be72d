#include "importers/ods/value.hpp"

#include "importers/spreadsheet/decimal.hpp"
#include "importers/spreadsheet/serial_date.hpp"

#include <charconv>
#include <cmath>

namespace pilotage::importers::ods {
namespace {

constexpr auto dates = spreadsheet::DateSystem::from_1904; // whose calendar has no day that never was

} // namespace

bool append_number(std::string& out, std::string_view value) {
    double number = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, fault] = std::from_chars(value.data(), end, number);
    if (fault != std::errc() || stop != end || !std::isfinite(number)) return false;
    spreadsheet::append_canonical(out, number);
    return true;
}

bool append_date(std::string& out, std::string_view value, CellType& type) {
    double serial = 0;
    const auto kind = spreadsheet::parse_iso(value, dates, serial);
    spreadsheet::DayTime split;
    if (kind != spreadsheet::IsoKind::date && kind != spreadsheet::IsoKind::datetime) return false;
    if (!spreadsheet::split_serial(serial, split)) return false;
    type = kind == spreadsheet::IsoKind::date ? CellType::date : CellType::datetime;
    spreadsheet::append_iso_date(out, spreadsheet::calendar_of(split.day, dates));
    if (type == CellType::datetime) {
        out += 'T';
        spreadsheet::append_iso_time(out, split.milliseconds);
    }
    return true;
}

bool append_duration(std::string& out, std::string_view value) {
    constexpr double longest_hours = 1e9;
    const bool negative = value.substr(0, 1) == "-";
    if (negative) value.remove_prefix(1);
    if (value.substr(0, 1) != "P") return false;
    value.remove_prefix(1);
    double seconds = 0;
    bool in_time = false, any = false;
    while (!value.empty()) {
        if (value.front() == 'T' && !in_time) {
            in_time = true;
            value.remove_prefix(1);
            continue;
        }
        double number = 0;
        const auto [stop, fault] =
            std::from_chars(value.data(), value.data() + value.size(), number, std::chars_format::fixed);
        const auto used = static_cast<std::size_t>(stop - value.data());
        if (fault != std::errc() || used == value.size() || number < 0) return false;
        const char unit = value[used];
        if (unit == 'D' && !in_time)
            seconds += number * 86400;
        else if (unit == 'H' && in_time)
            seconds += number * 3600;
        else if (unit == 'M' && in_time)
            seconds += number * 60;
        else if (unit == 'S' && in_time)
            seconds += number;
        else
            return false;
        value.remove_prefix(used + 1);
        any = true;
    }
    if (!any || !(seconds < longest_hours * 3600)) return false;
    if (negative && seconds > 0) out += '-';
    spreadsheet::append_iso_time(out, std::llround(seconds * 1000));
    return true;
}

} // namespace pilotage::importers::ods
