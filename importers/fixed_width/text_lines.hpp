// The lines of a text file, in characters that stand in columns.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_TEXT_LINES_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_TEXT_LINES_HPP

#include "importers/text/text_file.hpp"

namespace pilotage::importers {

class TextLines {
public:
    TextLines(std::shared_ptr<const File> file, const Options& options)
        : options_(options), text_(std::move(file), options) {}

    /// The next line; false at the end of the file. Reports what the encoding could not read. Throws Malformed.
    bool next();
    std::uint64_t number() const { return number_; }
    /// Without the line's end and blanks at its end; tabs are spaces. Until the next call of next().
    std::string_view text() const { return line_; }
    bool had_tabs() const { return had_tabs_; }
    /// The characters [start, start + width) of the line, as many as there are.
    std::string_view columns(std::uint32_t start, std::uint32_t width) const;
    /// The same without the blanks around them.
    std::string_view trimmed_columns(std::uint32_t start, std::uint32_t width) const;
    std::uint32_t width() const { return width_; }

    const TextFile& file() const { return text_; }

private:
    std::size_t find_end();
    void report_flaws(const char* end);
    void expand_tabs();
    void count_columns();

    const Options& options_;
    TextFile text_;
    std::string_view line_;
    std::string expanded_;
    std::vector<std::uint32_t> offsets_; ///< of each character; empty where they are all one byte
    std::uint32_t width_ = 0;
    std::uint64_t number_ = 0;
    bool line_goes_on_ = false; ///< the last line ended with a form feed
    bool had_tabs_ = false;
};

} // namespace pilotage::importers

#endif
