// A record as a small XML document for Xerces, in one buffer used again and again. For core/validate only.
#pragma once

#include "core/validate/grammar.hpp"
#include "core/validate/record_validator.hpp"
#include "core/validate/schema.hpp"

#include <span>
#include <string>
#include <vector>

namespace pilotage::validate {

/// Longest value, in characters, that any field of a record takes: Xerces' patterns recurse over the value, and may
/// overflow the stack beyond this.
inline constexpr std::uint32_t longest_value = 20'000;

class RecordDocument {
public:
    /// Values that Xerces must not see (characters XML forbids; too long to be looked at) become faults here, and empty
    /// elements in the document.
    void render(const TypeShape& shape, const RecordType& type, std::span<const FieldValue> values,
                std::vector<Fault>& faults);
    const std::u16string& text() const { return text_; }
    /// Whether the value at `position` was replaced: what Xerces says of it does not count.
    bool replaced(std::size_t position) const { return !replaced_.empty() && replaced_[position]; }

private:
    bool append(std::string_view value);

    std::u16string text_;
    std::vector<bool> replaced_; ///< empty when nothing was
};

} // namespace pilotage::validate
