// Xerces' side of a loaded schema. For core/validate only.
#pragma once

#include "core/validate/compiled/content_automaton.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"
#include "core/validate/xerces.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace pilotage::validate {

inline constexpr std::uint32_t no_limit = 0xffffffffu;

/// What the validator needs to know of a field beyond its plain terms.
struct FieldShape {
    std::u16string element;      ///< the element's name, with the record's prefix where it is qualified
    std::uint32_t own_least = 1; ///< minOccurs without regard to the groups around it
    std::uint32_t least_length = 0;
    std::uint32_t most_length = no_limit; ///< in characters
    bool patterned = false;               ///< the schema itself gives a pattern
    xerces::XSSimpleTypeDefinition* type = nullptr;
    bool constrained = false; ///< the element has a fixed or default value
};

struct TypeShape {
    std::u16string opening, closing; ///< the record's tags
    bool ordered = true; ///< a sequence, not xs:all or a choice
    std::optional<ContentAutomaton> content; ///< nothing: the reference judges order and number of the fields
    std::string content_left_because;
    std::vector<FieldShape> fields;
};

class Schema::Grammar {
public:
    Platform platform;
    std::unique_ptr<xerces::XMLGrammarPool> pool; ///< locked
    std::vector<TypeShape> shapes;                ///< one for each of Schema::types()
};

/// One thing that Xerces says of a schema.
struct GrammarFault {
    std::string file; ///< absolute path
    std::uint64_t line = 0, column = 0;
    std::string message;
};

enum class References : std::uint8_t {
    own_folder, ///< only files of the schema's folder and below
    local_files
};

/// Loads a schema with full checking into a new pool, not locked; errors are added to `faults`. Nothing is fetched over
/// the network.
std::unique_ptr<xerces::XMLGrammarPool> load_grammar(const std::filesystem::path& file, References references,
                                                     std::vector<GrammarFault>& faults);

} // namespace pilotage::validate
