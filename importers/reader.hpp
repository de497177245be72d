// The one pull interface of all importers: open a file, pull rows. No site is known here. C++17, so that authors of
// plugins can use it.
//
//     auto reader = importers::open(path, options);
//     importers::Row row;
//     while (reader->next(row)) use(row.cells());
#ifndef PILOTAGE_IMPORTERS_READER_HPP
#define PILOTAGE_IMPORTERS_READER_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::importers {

class File;

enum class CellType : std::uint8_t { empty, text, number, percentage, currency, date, time, datetime, boolean, error };

/// "empty", "text", "number", ...
std::string_view name_of(CellType type);

/// One cell. The texts are borrowed and valid until the next call of Reader::next.
struct Cell {
    CellType type = CellType::empty;
    /// UTF-8, canonical: numbers as the shortest decimal that reads back the same ("0.1", "1200", "1e-10" only where
    /// plain digits would be longer than 21), dates yyyy-mm-dd, date-times yyyy-mm-ddThh:mm:ss[.fff], times
    /// hh:mm:ss[.fff] (hours may exceed 24 for durations), booleans "true"/"false", errors "#N/A". Delimited text is
    /// all CellType::text.
    std::string_view value;
    /// What a spreadsheet program displays, where that differs from `value`; data() == nullptr where it does not.
    std::string_view shown;
    std::string_view display() const { return shown.data() == nullptr ? value : shown; }
};

/// One row. cells()[i] stands in column i + 1. Workbooks: trailing empty cells are not there. Text: every cell that the
/// record holds is there, the trailing empty ones too, because their number is what ragged rows are told by. Blank rows
/// are not yielded, unless an option asks for them; the numbers of the rows that are tell where they stood.
class Row {
public:
    std::string_view table;   ///< the sheet's name; empty for text files
    /// 1-based row in the table (for text: 1-based record of the file, 0 for a blank line).
    std::uint64_t number = 0;
    std::uint64_t line = 0;   ///< 1-based line on which the row begins in a text file; 0 for workbooks
    /// The cells are the columns' names, not data: JSON, XML and fixed width yield such a row, numbered 0, before the
    /// first record of a table, and a longer one before the first record that needs a further column. Columns never
    /// move.
    bool header = false;
    const std::vector<Cell>& cells() const { return cells_; }
    std::vector<Cell>& cells() { return cells_; }

private:
    std::vector<Cell> cells_;
};

/// Something a reader repaired or doubts: never silent, never an exception. `rule` is a dotted id.
struct Issue {
    enum class Severity : std::uint8_t { note, warning, error } severity = Severity::error;
    std::string rule; ///< e.g. "table.ragged_row", "encoding.undefined_byte"
    std::string table;
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::uint32_t column = 0; ///< 1-based cell, 0 for the whole row
    std::string message;      ///< what is wrong, in plain words, without the cell's value
    std::string remedy;       ///< how to mend it, in plain words
};
using IssueSink = std::function<void(const Issue&)>;

/// The file cannot be read on: what() says what is wrong in plain words, without any cell's value.
class Malformed : public std::runtime_error {
public:
    explicit Malformed(Issue found) : std::runtime_error(found.message), issue(std::move(found)) {}
    Issue issue;
};

/// Bounds on what a file may ask for; every one of them refuses with a Malformed that names it.
struct Limits {
    std::uint64_t file_bytes = 8ull << 30;          ///< of the file as it is handed in
    std::uint64_t unpacked_bytes = 4ull << 30;      ///< of one archive, all entries together
    std::uint64_t packed_workbook_bytes = 256ull << 20; ///< of a workbook in a gzip or ZIP file, unpacked in memory
    std::uint64_t ratio = 200;                      ///< unpacked to packed, for entries over 16 MiB unpacked
    std::uint32_t entries = 4096;                   ///< of an archive; tables of JSON or XML
    std::uint32_t cell_bytes = 1u << 20;            ///< of one cell
    std::uint32_t row_bytes = 64u << 20;            ///< of one record of a text file
    std::uint32_t columns = 16384;                  ///< of one row
    std::uint32_t name_bytes = 1024;                ///< of a column's or a table's name in JSON or XML
    std::uint64_t rows = 1ull << 32;                ///< of one table
    std::uint64_t repeated_cells = 100'000'000;     ///< that repetition makes of the written cells of an ODS workbook
    std::uint32_t nesting = 64;                     ///< of elements or arrays
    std::uint64_t shared_string_bytes = 1ull << 30; ///< of a workbook's table of strings
};

struct Options {
    std::string table;     ///< read only this sheet; empty: all, in the workbook's order, hidden ones too
    char delimiter = '\0'; ///< delimited text, a byte of the file (of Latin-1 where that is Unicode); '\0': sniffed
    std::optional<char> quote; ///< delimited text, ASCII; '\0': no quoting; unset: '"', or "'" where cells stand in it
    /// Delimited text: the sign that begins a comment; '\0': there are no comments. Unset: '#', if a line at the file's
    /// head begins with it and has another number of cells than the table; only such lines are comments then.
    std::optional<char> comment;
    /// Delimited text: spaces around cells, inside quotation marks excepted, are no part of them. Unset: found out.
    std::optional<bool> spaces_around;
    /// Delimited text: damage that can be mended is mended and told. False: the first of it refuses the file.
    bool lenient = true;
    std::string encoding;  ///< "UTF-8", "windows-1252", "UTF-16LE", ...; empty: detected
    /// XML: the elements that are records, from the root down by local names: "File/Contract/Visit". Several are
    /// divided by
    /// '|'. Empty: found by what repeats at the head of the file, and told.
    std::string record_path;
    std::string layout;      ///< fixed width: the path of the layout file; a text file is then read by it
    std::string layout_text; ///< fixed width: the layout itself, where it is no file; goes before `layout`
    bool blank_rows = false; ///< yield rows without any cell too
    Limits limits;
    IssueSink issues; ///< where repairs and doubts go; unset: they are dropped, so set it
};

/// A sheet of a workbook, or the one table of a text file (with an empty name).
struct Table {
    std::string name;
    bool hidden = false;
};

class Reader {
public:
    virtual ~Reader() = default;
    /// The next row, or false at the end of the last table. Throws Malformed.
    virtual bool next(Row& row) = 0;
    virtual const std::vector<Table>& tables() const = 0;
    /// "delimited", "xlsx", "xls", ...
    virtual std::string_view format() const = 0;
    /// What was decided while opening, for people: "Windows-1252, comma, CRLF".
    virtual std::string decisions() const { return {}; }
    /// Why it was decided so, and what else was found out, for people: a sentence each.
    virtual std::vector<std::string> reasons() const { return {}; }
    /// Bytes of the file consumed so far (an estimate for archives), for progress.
    virtual std::uint64_t bytes_done() const = 0;
    virtual std::uint64_t bytes_all() const = 0;
};

/// Recognises the format by content first, by extension second, and opens it. Throws Malformed, or std::system_error
/// when the file cannot be opened at all.
std::unique_ptr<Reader> open(const std::string& path, const Options& options = {});
/// The same of bytes that are at hand, under this name.
std::unique_ptr<Reader> open_bytes(std::shared_ptr<const File> file, const std::string& name, const Options& options = {});

} // namespace pilotage::importers

#endif
