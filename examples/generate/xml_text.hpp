// Text as it stands in XML, in an element or between double quotation marks.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::generate {

inline std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

} // namespace pilotage::generate
