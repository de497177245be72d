// The words and marks that a schema's author put beside a declaration. For core/validate only.
#pragma once

#include "core/validate/schema.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::validate {

struct Annotation {
    std::string documentation; ///< white space folded
    std::string code_list;
    std::optional<Privacy> privacy;
    bool record_id = false;
    std::vector<std::string> headings; ///< of an element alone: what a table calls its column
    std::vector<std::string> rows;     ///< of a record alone: which rows of a table it is
    std::string unknown_privacy; ///< a mark that is none of those known
    std::string unknown_mark;    ///< a source urn:pilotage:... that is none of those known
};

/// Reads the <xs:annotation> element that Xerces kept as text.
Annotation read_annotation(const char16_t* text);

/// Fills what `own` leaves open from `inherited`.
void inherit(Annotation& own, const Annotation& inherited);

/// "event_type = Request | Review" as a field's name and its values; a name without values where the text is none such.
struct RowWords {
    std::string field;
    std::vector<std::string> values;
};
RowWords row_words(const std::string& text);

} // namespace pilotage::validate
