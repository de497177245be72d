// What a plugin says, as it may be shown.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::plugin {

/// UTF-8 without control characters, which could steer a terminal.
void show(std::string_view words, std::string& shown);
inline std::string shown(std::string_view words) {
    std::string text;
    show(words, text);
    return text;
}

} // namespace pilotage::plugin
