// Who a synthetic person is. Nobody real: names are made of syllables, NHS numbers come from the range 999 that is set
// aside for tests (with right check digits), postcodes begin with ZZ99, which no letter box has.
#pragma once

#include "examples/generate/random.hpp"

#include <cstdint>
#include <string>

namespace pilotage::generate {

struct Identity {
    std::string title, surname, forename, street, place, postcode;
};

Identity identity_of(Random& random, bool female);

/// The `index`-th number of a band; bands (0 to 9) share no number. Ten digits.
std::string nhs_number_of(int band, std::uint32_t index);

/// "9990001238" -> "999 000 1238"
std::string spaced(const std::string& nhs_number);

/// Two letters.
std::string initials_of(Random& random);

} // namespace pilotage::generate
