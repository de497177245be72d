// NHS numbers: ten digits, the last a check digit (modulus 11, weights 10 to 2; 11 counts as 0, 10 is never issued).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage {

enum class NhsNumberVerdict : std::uint8_t {
    valid,
    shape,       ///< not ten digits, together or spaced 3-3-4
    check_digit, ///< the last digit does not fit the others
    repeated,    ///< one digit ten times: a filler, though some pass the check
};

/// Spaces before and after do not count; inside, one space each after the third and the sixth digit is allowed, or
/// none.
NhsNumberVerdict check_nhs_number(std::string_view text);

/// The ten digits of a number that is valid, else an empty text.
std::string nhs_number_digits(std::string_view text);

} // namespace pilotage
