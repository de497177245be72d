#include "examples/generate/formats.hpp"

#include <stdexcept>

namespace pilotage::generate {
void append_windows_1252(std::string& out, std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        if (lead < 0x80) {
            out += utf8[i];
        } else if (lead == 0xC2 || lead == 0xC3) {
            out += static_cast<char>((lead & 3u) << 6 | (static_cast<unsigned char>(utf8.at(++i)) & 0x3Fu));
        } else if (utf8.substr(i, 3) == "\u2019") {
            out += '\x92';
            i += 2;
        } else if (utf8.substr(i, 3) == "\u2013") {
            out += '\x96';
            i += 2;
        } else {
            throw std::invalid_argument("a character that the generator does not write in Windows-1252");
        }
    }
}

void append_csv(std::string& out, const Cells& row, char separator) {
    const std::string special{separator, '"', '\r', '\n'};
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i != 0) out += separator;
        const auto& text = row[i].text;
        if (text.find_first_of(special) == std::string::npos) {
            append_windows_1252(out, text);
            continue;
        }
        std::string quoted;
        for (const char c : text) {
            if (c == '"') quoted += '"';
            quoted += c;
        }
        out += '"';
        append_windows_1252(out, quoted);
        out += '"';
    }
    out += "\r\n";
}

} // namespace pilotage::generate
