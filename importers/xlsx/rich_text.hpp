// The text of a string item: its plain text or its runs in one, without phonetic hints. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_RICH_TEXT_HPP
#define PILOTAGE_IMPORTERS_XLSX_RICH_TEXT_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers::xlsx {

/// Replaces _xHHHH_, which stands for a character that XML cannot hold, from `from` on.
void unescape(std::string& text, std::size_t from);

/// Collects between the start and the end of an <si> or <is>. White space is kept, whatever xml:space says, as other
/// programs do.
class RichText {
public:
    explicit RichText(std::uint32_t most_bytes) : most_bytes_(most_bytes) {}

    void clear() { text_.clear(); }
    void begin();
    void start(std::string_view local);
    void end(std::string_view local);
    /// Throws Malformed when the text passes the cap of one cell.
    void characters(std::string_view text);
    const std::string& text() const { return text_; }

private:
    std::uint32_t most_bytes_;
    std::string text_;
    std::size_t run_ = 0; // where the present <t> begins
    bool in_text_ = false;
    bool in_hint_ = false;
};

} // namespace pilotage::importers::xlsx

#endif
