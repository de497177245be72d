// Keeps personal data out of findings, logs and output.
#pragma once

#include "core/validate/schema.hpp"

#include <span>
#include <string>
#include <string_view>

namespace pilotage::validate {

/// Longest value a finding shows, in characters.
inline constexpr std::size_t shown_characters = 60;

/// A value of a field that is marked. Identifiers, birth dates and postcodes keep their shape (digits become #, letters
/// x); names and free text become "(withheld)"; Privacy::none is scrubbed.
std::string mask(std::string_view value, Privacy privacy);

/// A value of a field that is not marked: what looks like an NHS number, a UK postcode, an e-mail address, a telephone
/// number or a full date someone could be born on is masked by shape; control characters and broken UTF-8 become
/// U+FFFD; the rest is cut at shown_characters with an ellipsis.
std::string scrub(std::string_view value);

/// The same beside personal values of the same record (its identifiers and names, as they stand): when the value holds
/// any of their words of three or more letters or digits, without case, all of it is masked by shape.
std::string scrub(std::string_view value, std::span<const std::string_view> personal);

/// Words of four letters or more by their shape, the names of months aside: what stands in a column of codes and is no
/// code of it may be a name that slipped there.
std::string mask_words(std::string_view value);

} // namespace pilotage::validate
