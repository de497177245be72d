// From a simple type as Xerces has loaded it to native checks. For core/validate only.
#pragma once

#include "core/validate/compiled/native_type.hpp"
#include "core/validate/xerces.hpp"

#include <optional>
#include <string>

namespace pilotage::validate {

/// The native checks of a type; nothing, with the reason in plain words, where its values are left to Xerces.
std::optional<NativeType> compile_type(xerces::XSSimpleTypeDefinition& type, std::string& reason);

/// Whether a value's verdict is its own affair: false for types that look beyond it (ID, IDREF, entities, qualified
/// names).
bool judged_alone(xerces::XSSimpleTypeDefinition& type);

} // namespace pilotage::validate
