// JSON written straight into a string, for output of millions of lines.
#pragma once

#include "importers/reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::cli {

/// Appends the text as a JSON string. The result is valid UTF-8 always: broken bytes become U+FFFD.
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::uint64_t number);

/// One line for one row: {"table":..,"row":..,"line":..,"values":[..],"types":[..]}, with "shown" where a cell's display
/// differs from its value. Empty cells are null.
void append_json_line(std::string& out, const importers::Row& row);

} // namespace pilotage::cli
