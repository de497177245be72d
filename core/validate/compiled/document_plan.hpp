// The elements of a schema as a streaming reader needs them: what each may hold, and which of them are left to the
// reference. For core/validate only.
#pragma once

#include "core/validate/compiled/content_automaton.hpp"
#include "core/validate/compiled/native_type.hpp"
#include "core/validate/xerces.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::validate {

struct AttributePlan {
    std::string space, name; ///< namespace and local name
    bool required = false;
    NativeType type;
};

struct ElementPlan {
    std::string space, name;  ///< namespace and local name
    std::string left_because; ///< not empty: wherever the element stands, the reference judges the document
    std::vector<AttributePlan> attributes;
    std::optional<NativeType> type;          ///< of its text, for an element without children
    std::optional<ContentAutomaton> content; ///< of its children; neither type nor content: it must be empty
    std::vector<std::uint32_t> children;     ///< the element of each symbol of `content`
};

struct DocumentPlan {
    std::vector<ElementPlan> elements;
    std::vector<std::uint32_t> roots; ///< the global elements
};

/// Local elements are planned once for each declaration.
DocumentPlan plan_documents(xerces::XSModel& model);

} // namespace pilotage::validate
