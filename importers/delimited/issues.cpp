#include "importers/delimited/issues.hpp"

namespace pilotage::importers {
namespace {

using Severity = Issue::Severity;

Issue at_row(Severity severity, std::string rule, std::uint64_t row, std::string message, std::string remedy) {
    return {severity, std::move(rule), {}, row, 0, 0, std::move(message), std::move(remedy)};
}

std::string cells(std::size_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); }

std::string hexadecimal(unsigned char byte) {
    constexpr char digits[] = "0123456789ABCDEF";
    return std::string("0x") + digits[byte >> 4] + digits[byte & 15];
}

} // namespace

Issue mark_issue(CellMark::Kind kind, std::uint64_t row) {
    switch (kind) {
    case CellMark::Kind::unclosed_quote:
        return at_row(Severity::error, "table.unclosed_quote", row,
                      "The quotation mark that opens this cell is never closed; the cell is read up to the next delimiter "
                      "or the end of the line, with the mark as part of it.",
                      "Close the quotation mark, or write a mark that belongs to the text twice.");
    case CellMark::Kind::text_after_quote:
        return at_row(Severity::warning, "table.text_after_quote", row,
                      "Text follows the closing quotation mark of this cell; it is read as part of the cell.",
                      "Write quotation marks inside a quoted cell twice.");
    default:
        return at_row(Severity::note, "table.stray_quote", row,
                      "A quotation mark stands inside a cell that does not begin with one; it is read as it stands.",
                      "Nothing needs mending if the mark belongs to the text.");
    }
}

Issue flaw_issue(const Flaw& flaw, const Charset& charset, std::uint64_t count, std::uint64_t row) {
    const std::string more = count > 1 ? " So are " + std::to_string(count - 1) + " more in the same cell." : "";
    const std::string shown = " It is shown as \xef\xbf\xbd.";
    switch (flaw.kind) {
    case Flaw::Kind::undefined_byte:
        return at_row(Severity::error, "encoding.undefined_byte", row,
                      charset.name + " does not define the byte " + hexadecimal(flaw.byte) + "." + shown + more,
                      "Check which encoding the file is in, and export it again as UTF-8.");
    case Flaw::Kind::invalid_utf8:
        return at_row(Severity::error, "encoding.invalid_utf8", row,
                      "The byte " + hexadecimal(flaw.byte) + " is not UTF-8 here, though the rest of the file is." + shown + more,
                      "Export the file again in one encoding, best UTF-8.");
    case Flaw::Kind::invalid_utf16:
        return at_row(Severity::error, "encoding.invalid_utf16", row,
                      "Half of a UTF-16 sign stands here without the other half." + shown + more,
                      "Send the whole file again, best as UTF-8.");
    case Flaw::Kind::nul:
        return at_row(Severity::warning, "encoding.nul_byte", row,
                      "A zero byte stands in the text; it is kept." + more, "Export the file again; zero bytes are no text.");
    default:
        return at_row(Severity::warning, "encoding.lost_character", row,
                      "The replacement sign \xef\xbf\xbd stands in the file: a character was lost before the file was written." + more,
                      "Correct the cell in the source system, and export it as UTF-8.");
    }
}

Issue ragged_issue(std::size_t found, std::size_t expected, bool surplus_empty, std::uint64_t row) {
    return at_row(surplus_empty ? Severity::warning : Severity::error, "table.ragged_row", row,
                  "This row has " + cells(found) + " where " + std::to_string(expected) + " are expected" +
                      (surplus_empty ? "; the surplus ones are empty." : "."),
                  surplus_empty ? "Remove the surplus delimiters at the end of the row."
                                : "Give the row all its cells, and put quotation marks around cells that hold the delimiter or a line break.");
}

} // namespace pilotage::importers
