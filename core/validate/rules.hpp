// The catalogue: every rule of the program, with what breaks it and how to mend it.
#pragma once

#include "core/validate/finding.hpp"

#include <span>
#include <string_view>

namespace pilotage {

struct Rule {
    std::string_view id;     ///< dotted, "schema.enumeration"
    Severity severity;       ///< the usual one; a finding may be milder
    std::string_view title;  ///< a few words
    std::string_view cause;  ///< one sentence: what was found
    std::string_view remedy; ///< one sentence: how to mend it
};

/// All rules, ordered by id.
std::span<const Rule> rules();

/// The rule of that id, or null.
const Rule* find_rule(std::string_view id);

/// A finding of that rule, with the catalogue's severity, message and remedy; an id that is not in the catalogue
/// throws std::logic_error.
Finding finding_of(std::string_view rule, Place place = {});

} // namespace pilotage
