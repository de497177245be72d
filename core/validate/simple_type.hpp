// A simple type of a schema in plain terms. For core/validate only.
#pragma once

#include "core/validate/xerces.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::validate {

/// The built-in that it derives from: "string", "date", ...; "list" and "union" for those.
std::string base_type_of(xerces::XSSimpleTypeDefinition& type);

/// The value of a facet, of the type or of the nearest type it derives from.
std::optional<std::string> facet_of(xerces::XSSimpleTypeDefinition& type, xerces::XSSimpleTypeDefinition::FACET facet);

/// The codes it allows, those of a union's members included.
std::vector<std::string> enumeration_of(xerces::XSSimpleTypeDefinition& type);

/// A pattern that the schema itself gives, else empty.
std::string pattern_of(xerces::XSSimpleTypeDefinition& type);

/// Bounds of the length in characters of a type that derives from string.
struct LengthBounds {
    std::uint32_t least = 0;
    std::uint32_t most = 0xffffffffu;
};
LengthBounds length_of(xerces::XSSimpleTypeDefinition& type);

/// What a value must be, for people: "one of M, F, U", "a date such as 2013-04-30", "a whole number from 1 to 4".
/// `documentation` describes a type that has a pattern.
std::string expected_of(xerces::XSSimpleTypeDefinition& type, const std::string& documentation);

} // namespace pilotage::validate
