#include "core/cli/terminal.hpp"

#include "importers/utf8.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace pilotage::cli {
using importers::append_utf8;
using importers::decode_utf8;

namespace {

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

std::size_t width_of(char32_t c) {
    const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
    if (in(0x300, 0x36f) || in(0x200b, 0x200f) || in(0x202a, 0x202e) || in(0x20d0, 0x20ff) || in(0xfe00, 0xfe0f) || c == 0xfeff)
        return 0;
    const bool wide = in(0x1100, 0x115f) || in(0x2e80, 0xa4cf) || in(0xac00, 0xd7a3) || in(0xf900, 0xfaff) ||
                      in(0xfe30, 0xfe6f) || in(0xff00, 0xff60) || in(0xffe0, 0xffe6) || in(0x1f300, 0x1faff) ||
                      in(0x20000, 0x3fffd);
    return wide ? 2 : 1;
}

/// Controls that would move the cursor or turn the direction of writing.
bool steers(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

} // namespace

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

bool has_colour(std::FILE* stream) {
    const char* term = std::getenv("TERM");
    return is_terminal(stream) && !is_set("NO_COLOR") && (term == nullptr || std::string_view(term) != "dumb");
}

std::size_t terminal_width(std::FILE* stream) {
    if (is_set("COLUMNS"))
        if (const int columns = std::atoi(std::getenv("COLUMNS")); columns > 0) return static_cast<std::size_t>(columns);
    winsize size{};
    if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

std::string styled(std::FILE* stream, Style style, std::string_view text) {
    constexpr std::string_view codes[] = {"", "1", "2", "31", "32", "33"};
    if (style == Style::plain || !has_colour(stream)) return std::string(text);
    return "\x1b[" + std::string(codes[static_cast<std::size_t>(style)]) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) width += width_of(decode_utf8(utf8, at).sign);
    return width;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const auto [sign, good] = decode_utf8(text, at);
        if (sign < 0x20)
            append_utf8(out, 0x2400 + sign); // the control pictures: U+240A stands for a line break
        else if (!good || steers(sign))
            append_utf8(out, 0xfffd);
        else
            out.append(text, begin, at - begin);
    }
    return out;
}

std::string fitted(std::string_view text, std::size_t width) {
    // What does not fit is not looked at: a cell may hold a megabyte.
    std::string line = printable(text.substr(0, width * 8 + 8));
    if (display_width(line) <= width) return line;
    std::size_t used = 0;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t begin = at;
        used += width_of(decode_utf8(line, at).sign);
        if (used + 1 > width) return line.substr(0, begin) + (width == 0 ? "" : "…");
    }
    return line;
}

} // namespace pilotage::cli
