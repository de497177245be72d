// Splits text into the cells of one record. It knows nothing of files; the text is UTF-8, or at least ASCII based.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_RECORD_SCANNER_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_RECORD_SCANNER_HPP

#include "importers/reader.hpp"

#include <array>
#include <cstdint>

namespace pilotage::importers {

struct Dialect {
    char delimiter = ',';
    char quote = '"';             ///< '\0': there are no quotes
    char record_separator = '\0'; ///< ends a record beside CR, LF and CRLF; '\0': nothing else does
    bool spaces_around = false;   ///< spaces and tabs around cells, quoted ones too, are no part of them
};

/// Something about one cell that is not plain text between delimiters.
struct CellMark {
    enum class Kind : std::uint8_t {
        doubled,          ///< doubled quotes are in it, not yet made single
        text_after_quote, ///< text stands behind the closing quote, at `quote`
        stray_quote,      ///< a quote inside an unquoted cell
        unclosed_quote,   ///< it begins with a quote that never closes; read as if the quote were text
    };
    std::uint32_t cell;
    Kind kind;
    std::size_t quote; ///< offset in the cell
};

class RecordScanner {
public:
    enum class Outcome : std::uint8_t {
        record,
        blank,          ///< a line without a single sign
        more,           ///< the record goes on behind the text at hand
        end,            ///< no text is left
        cell_too_large, ///< the last cell of `cells` is
        too_many_cells,
    };

    RecordScanner(const Dialect& dialect, const Limits& limits);

    /// Reads the record at `begin`. `last`: nothing comes after `end`. *end is written to.
    ///
    /// A quoted cell whose quote does not close before the end of the text, or within the largest size of a cell, or
    /// whose closing quote stands on a later line before other text, is taken as unclosed: its quote is text, and the
    /// cell ends at the next delimiter or line end, so that one stray quote cannot swallow the rows after it.
    Outcome scan(const char* begin, char* end, bool last, std::vector<Cell>& cells);

    /// After `record` or `blank`: where the next record begins, and how many line breaks stand before it.
    const char* next() const { return next_; }
    std::uint64_t line_breaks() const { return line_breaks_; }
    const std::vector<CellMark>& marks() const { return marks_; }
    /// Cells of the record that spaces stood around, which are no part of them.
    std::uint32_t trimmed() const { return trimmed_; }

    /// Makes the values of the marked cells what they stand for, in place: the text of the record changes.
    void settle(std::vector<Cell>& cells);

private:
    class CellRow;
    enum class Quoted : std::uint8_t { closed, more, unclosed, too_large };
    Quoted scan_quoted(const char*& at, const char* end, bool last, std::uint32_t cell);
    const char* find(const char* at, const char* end, std::uint8_t wanted);
    std::uint64_t special(const char* at) const;
    void take_block(const char* at);
    bool in_block(const char* at, const char* end);
    const char* plain_cells(const char* at, const char* end, CellRow& row);
    bool ends_cell(char c) const;
    bool is_space(char c) const { return (c == ' ' || c == '\t') && c != dialect_.delimiter; }
    void mark(std::uint32_t cell, CellMark::Kind kind, std::size_t quote);

    Dialect dialect_;
    std::size_t cell_bytes_;
    std::size_t columns_;
    std::array<std::uint8_t, 256> classes_{};
    std::array<std::array<char, 16>, 5> signs_{}; ///< all that have a class, some of them twice
    const char* block_ = nullptr; ///< where the bytes of `specials_` stand
    std::uint64_t specials_ = 0;  ///< a bit for each of 64 bytes: it has a class
    std::vector<CellMark> marks_;
    std::string_view value_; ///< of the quoted cell scanned last
    const char* next_ = nullptr;
    std::uint64_t line_breaks_ = 0;
    std::uint32_t trimmed_ = 0;
};

/// Line breaks in the text: CR, LF and CRLF count as one each.
std::uint64_t count_line_breaks(std::string_view text);

} // namespace pilotage::importers

#endif
