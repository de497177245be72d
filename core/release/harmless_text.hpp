// Text that a spreadsheet program shows instead of running it.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::release {

/// A text that begins with = + - @, a tab or a carriage return would be taken for a formula: it gets an apostrophe
/// before it. For cells of text only; numbers are left alone. Every form that has cells uses this.
std::string harmless(std::string_view text);

} // namespace pilotage::release
