// Serial dates: days since the turn of 1900 or 1904, the time as a fraction of the day.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_SERIAL_DATE_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_SERIAL_DATE_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers::spreadsheet {

/// Serial 1 is 1 January 1900, and 60 a 29 February that never was; or serial 0 is 1 January 1904.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

struct Calendar {
    int year = 0;
    int month = 0;
    int day = 0;
    int weekday = 0; ///< 0 is Sunday
};

/// The day as a spreadsheet program shows it: serial 60 of the 1900 system is its 29 February 1900, negative serials
/// count back from the epoch.
Calendar calendar_of(std::int64_t day, DateSystem system);
/// Whether the day exists in the calendar, from the system's first day to the end of the year 9999.
bool is_real_day(std::int64_t day, DateSystem system);
/// Days and milliseconds of a serial, rounded to the millisecond; false when it is not finite or out of all bounds.
struct DayTime {
    std::int64_t day = 0;
    std::int64_t milliseconds = 0;
};
bool split_serial(double serial, DayTime& out);

/// yyyy-mm-dd
void append_iso_date(std::string& out, const Calendar& date);
/// hh:mm:ss, with .fff where it is not zero; hours may exceed 24.
void append_iso_time(std::string& out, std::int64_t milliseconds);

/// The serial of an ISO date, time or date-time as cells of type "d" hold it; the type of text found is returned.
enum class IsoKind : std::uint8_t { none, date, time, datetime };
IsoKind parse_iso(std::string_view text, DateSystem system, double& serial);

} // namespace pilotage::importers::spreadsheet

#endif
