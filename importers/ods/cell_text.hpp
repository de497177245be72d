// The text of a cell: paragraphs with white space as OpenDocument means it. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_ODS_CELL_TEXT_HPP
#define PILOTAGE_IMPORTERS_ODS_CELL_TEXT_HPP

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers::ods {

class CellText {
public:
    void clear() {
        text_.clear();
        paragraphs_ = 0;
    }
    void begin_paragraph() {
        if (paragraphs_++ > 0) text_ += '\n';
        after_space_ = true;
    }
    /// Runs of white space count as one blank, and as none at a paragraph's beginning. At its end they count, as they
    /// do for LibreOffice, which writes them there.
    void add(std::string_view characters) {
        while (!characters.empty()) {
            const auto word = std::min(characters.find_first_of(" \t\n\r"), characters.size());
            if (word > 0) {
                text_ += characters.substr(0, word);
                after_space_ = false;
            }
            if (word == characters.size()) return;
            if (!after_space_) text_ += ' ';
            after_space_ = true;
            characters.remove_prefix(word + 1);
        }
    }
    /// What stands for itself: text:s, text:tab, text:line-break.
    void add_fixed(char c, std::size_t count) {
        text_.append(count, c);
        after_space_ = false;
    }
    bool has_paragraphs() const { return paragraphs_ > 0; }
    std::string_view text() const { return text_; }

private:
    std::string text_;
    std::uint64_t paragraphs_ = 0;
    bool after_space_ = true; ///< white space that follows counts for nothing
};

} // namespace pilotage::importers::ods

#endif
