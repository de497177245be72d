// The text of a string item: its plain text or its runs in one, without phonetic hints. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_RICH_TEXT_HPP
#define PILOTAGE_IMPORTERS_XLSX_RICH_TEXT_HPP

#include "importers/archive/xml_part.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers::xlsx {

/// Replaces _xHHHH_, which stands for a character that XML cannot hold, from `from` on.
void unescape(std::string& text, std::size_t from);
/// Takes white space off both ends, from `from` on: it counts only under xml:space="preserve".
void trim(std::string& text, std::size_t from);
/// What the element says of white space; `otherwise` where it says nothing.
bool keeps_space(const archive::XmlAttributes& attributes, bool otherwise);

/// Collects between the start and the end of an <si> or <is>.
class RichText {
public:
    explicit RichText(std::uint32_t most_bytes) : most_bytes_(most_bytes) {}

    void clear() { text_.clear(); }
    void begin(const archive::XmlAttributes& attributes);
    void start(std::string_view local, const archive::XmlAttributes& attributes);
    void end(std::string_view local);
    /// Throws Malformed when the text passes the cap of one cell.
    void characters(std::string_view text);
    const std::string& text() const { return text_; }

private:
    std::uint32_t most_bytes_;
    std::string text_;
    std::size_t run_ = 0; // where the present <t> begins
    bool keeps_ = false;
    bool run_keeps_ = false;
    bool in_text_ = false;
    bool in_hint_ = false;
};

} // namespace pilotage::importers::xlsx

#endif
