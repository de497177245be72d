#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace pilotage::cli {

/// Appends one line of CSV. A text that a spreadsheet program would take for a formula gets an apostrophe in front.
void append_csv(std::string& out, std::initializer_list<std::string_view> cells);

} // namespace pilotage::cli
