#include "core/validate/finding.hpp"

#include "core/text.hpp"

namespace pilotage {

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::note:
        return "note";
    case Severity::warning:
        return "warning";
    case Severity::error:
        return "error";
    case Severity::fatal:
        return "fatal";
    }
    return "error";
}

std::string to_string(const Place& place) {
    if (!place.table.empty() && place.line == 0) {
        if (place.row == 0) return place.column == 0 ? place.table : place.table + "!" + column_letters(place.column);
        return place.table + "!" + column_letters(place.column) + std::to_string(place.row);
    }
    std::string text = place.file;
    const auto line = place.line != 0 ? place.line : place.row;
    if (line != 0) text += ":" + std::to_string(line);
    if (line != 0 && place.column != 0) text += ":" + std::to_string(place.column);
    return text;
}

} // namespace pilotage
