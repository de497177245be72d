// Writes tokens back as JSON without spaces: what stands in the cell of an array.
#ifndef PILOTAGE_IMPORTERS_JSON_NOTATION_HPP
#define PILOTAGE_IMPORTERS_JSON_NOTATION_HPP

#include "importers/json/tokens.hpp"

namespace pilotage::importers {

class JsonNotation {
public:
    std::size_t size() const { return text_.size(); }
    std::string_view from(std::size_t begin) const { return std::string_view(text_).substr(begin); }
    void cut(std::size_t size) { text_.resize(size); }
    /// `number` is the canonical form of a number token; `first`: a text of its own begins behind what is there.
    void add(const JsonToken& token, std::string_view number, bool first);

private:
    void quote(std::string_view text);

    std::string text_;
};

} // namespace pilotage::importers

#endif
