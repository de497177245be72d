// Running text broken into the lines of a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::cli {

/// Appends `text` in lines of at most `width` columns, each behind `indent` spaces, the first behind `label`.
void append_wrapped(std::string& out, std::string_view label, std::string_view text, std::size_t indent,
                    std::size_t width);

/// 1234567 -> "1,234,567"
std::string grouped_digits(std::uint64_t number);

/// "1 record", "2,000 records"
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

} // namespace pilotage::cli
