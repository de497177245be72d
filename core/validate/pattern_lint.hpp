// Finds patterns that could stall a validator that tries one way after the other, as Xerces' does.
#pragma once

#include <string>
#include <string_view>

namespace pilotage::validate {

/// Why a pattern of an XML schema is not safe, in one sentence; empty when it is. Not safe are: a part repeated over
/// and over that itself varies in length ("(a+)+", "(ab?)*"), alternatives in such a part that can begin alike
/// ("(a|ab)*"), and counts that multiply beyond 10,000.
std::string pattern_danger(std::string_view pattern);

} // namespace pilotage::validate
