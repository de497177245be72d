// A finding: one thing wrong, or worth knowing, with its place in the site's own file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage {

enum class Severity : std::uint8_t { note, warning, error, fatal };

std::string_view name_of(Severity severity);

/// Where something stands in the sender's file. Counts from 1; 0 and empty mean "not known, not one of these".
struct Place {
    std::string file;         ///< the sender's name of the file
    std::string table;        ///< sheet, empty for text files
    std::uint64_t row = 0;    ///< row in the table
    std::uint64_t line = 0;   ///< line of a text file
    std::uint32_t column = 0; ///< cell in the row
    friend bool operator==(const Place&, const Place&) = default;
};

/// "Reviews!F17" for a sheet, "referrals.csv:212:5" (line, then the number of the cell) for what has a line,
/// the file's name alone when nothing more is known.
std::string to_string(const Place& place);

struct Finding {
    Severity severity = Severity::error;
    std::string rule; ///< dotted id of the catalogue, e.g. "schema.enumeration"
    Place place;
    std::string record;   ///< the site's own id of the record, where it is not an identifier of a person
    std::string field;    ///< the site's own name of the field
    std::string value;    ///< what stood there, masked
    std::string expected; ///< in plain words
    std::string message;  ///< what is wrong, in plain words; never quotes the value
    std::string remedy;   ///< how to mend it, in plain words
};

} // namespace pilotage
