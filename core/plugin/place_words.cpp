#include "core/plugin/place_words.hpp"

namespace pilotage::plugin {

std::string words(const Place& place) {
    std::string text = place.file;
    if (!place.table.empty()) text += ", sheet " + place.table;
    if (place.line != 0)
        text += ", line " + std::to_string(place.line);
    else if (place.row != 0)
        text += ", row " + std::to_string(place.row);
    return text;
}

} // namespace pilotage::plugin
