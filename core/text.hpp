// Small helpers for text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pilotage {

/// Reads one code point at `at` and moves past it; 0xffffffff (and one byte on) where the bytes are not UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends a code point as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// The text with U+FFFD in place of every byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

/// The text as it stands in XML or HTML, in an element or between double quotation marks.
std::string markup_text(std::string_view text);

/// White space folded to single spaces, none at the ends.
std::string folded_space(std::string_view text);

/// ASCII letters in lower case.
std::string lower_case(std::string_view text);

/// The first letter in upper case, if it is an ASCII one.
std::string capitalised(std::string_view text);

/// For people: a minus (U+2212) in place of a hyphen before a number, at the beginning or after a blank or a bracket.
/// Ranges, dates and ids keep theirs.
std::string with_minus(std::string_view text);

/// 1 -> "A", 27 -> "AA", 16384 -> "XFD"; empty for 0.
std::string column_letters(std::uint32_t column);

/// Characters of the text; a byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

/// The candidate most like the word: the same without case, spaces and punctuation, else the one fewest edits away: at
/// most a third of the word's length, at least 2. Of a word of up to three letters it is one edit, and none to a
/// candidate as short: short codes are all near each other. Empty when none is near.
std::string_view closest(std::string_view word, std::span<const std::string> candidates);

} // namespace pilotage
