// Decimal numbers as text, exactly: no number is ever rounded to a binary one.
#ifndef PILOTAGE_IMPORTERS_DECIMAL_TEXT_HPP
#define PILOTAGE_IMPORTERS_DECIMAL_TEXT_HPP

#include <string>
#include <string_view>

namespace pilotage::importers {

/// The canonical form of a number in JSON's notation: no leading or trailing zeros, no "-0"; with an exponent ("1e+30",
/// "1.5e-25") only where plain digits would be longer than 21 and longer than that. False when the exponent has more
/// than six digits.
bool canonical_decimal(std::string_view number, std::string& out);

} // namespace pilotage::importers

#endif
