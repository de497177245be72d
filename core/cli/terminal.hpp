// What the program knows of the terminal it writes to, and how text is made fit for it.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace pilotage::cli {

bool is_terminal(std::FILE* stream);

/// Only on a terminal that is not dumb, and never with NO_COLOR set.
bool has_colour(std::FILE* stream);

/// Columns of the terminal; COLUMNS where it is set; 80 where the stream is no terminal.
std::size_t terminal_width(std::FILE* stream);

enum class Style { plain, bold, dim, red, green, yellow };

/// The text in the style where the stream has colour, else the text alone.
std::string styled(std::FILE* stream, Style style, std::string_view text);

/// Columns that UTF-8 text takes on a terminal: 0 for combining marks, 2 for wide signs.
std::size_t display_width(std::string_view utf8);

/// The text as one harmless line: control characters and broken UTF-8 become visible signs, so that a cell cannot
/// steer the terminal.
std::string printable(std::string_view text);

/// printable(), shortened with an ellipsis to at most `width` columns.
std::string fitted(std::string_view text, std::size_t width);

} // namespace pilotage::cli
