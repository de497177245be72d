#include "importers/delimited/delimited.hpp"

#include "importers/delimited/issues.hpp"
#include "importers/delimited/sniffer.hpp"
#include "importers/text/text_file.hpp"

#include <algorithm>
#include <deque>

namespace pilotage::importers {
namespace {

using Outcome = RecordScanner::Outcome;

class DelimitedReader final : public Reader {
public:
    DelimitedReader(std::shared_ptr<const File> file, const Options& options)
        : options_(options), text_(std::move(file), options), scanner_(open_dialect(), options.limits) {}

    bool next(Row& row) override;
    const std::vector<Table>& tables() const override { return tables_; }
    std::string_view format() const override { return "delimited"; }
    std::string decisions() const override;
    std::vector<std::string> reasons() const override;
    std::uint64_t bytes_done() const override { return text_.bytes_done(); }
    std::uint64_t bytes_all() const override { return text_.bytes_all(); }

private:
    Dialect open_dialect();
    Told told() const { return {text_.delimiter(), options_.quote, options_.comment, options_.spaces_around}; }
    bool pass_comment();
    void report_spaces();
    void read_on(std::uint64_t row);
    void report_flaws(const Row& row, const char* begin, const char* next);
    void report_marks(const Row& row, const char* begin);
    void check_length(const Row& row);
    void restore_delimiters(std::vector<Cell>& cells);
    void report(Issue issue, std::uint64_t line, std::uint32_t column) const;
    [[noreturn]] void refuse(const char* rule, std::uint64_t row, std::size_t column, const std::string& message) const;

    Options options_;
    TextFile text_;
    Sniffed sniffed_;
    std::vector<Table> tables_{{}};
    std::uint64_t number_ = 0;
    std::uint64_t line_ = 1;
    std::size_t expected_ = 0;
    bool titles_ = false; ///< rows with a single cell stand above the table
    std::uint64_t trimmed_ = 0;
    bool ended_ = false;
    std::deque<std::string> rewritten_;
    RecordScanner scanner_; ///< after all that open_dialect() finds out
};

Dialect DelimitedReader::open_dialect() {
    const char quote = options_.quote.value_or('"'), delimiter = options_.delimiter;
    const char comment = options_.comment.value_or('\0');
    if (comment == '\r' || comment == '\n' || static_cast<unsigned char>(comment) >= 0x80 ||
        (comment != '\0' && (comment == delimiter || comment == quote)))
        refuse("format.dialect", 0, 0, "The sign of comments that was asked for is a delimiter, a quotation mark, a line end or not ASCII.");
    if (delimiter == '\r' || delimiter == '\n' || (delimiter != '\0' && delimiter == quote) || quote == '\r' ||
        quote == '\n' || static_cast<unsigned char>(quote) >= 0x80)
        refuse("format.dialect", 0, 0, "The delimiter and the quotation mark that were asked for cannot be told apart from each other, or from line ends.");
    text_.grow();
    const std::size_t sample = 64 << 10;
    const bool whole = text_.complete() && static_cast<std::size_t>(text_.end() - text_.begin()) <= sample;
    if (whole) {
        sniffed_ = sniff(text_.begin(), text_.end(), true, told());
    } else {
        const char kept = text_.begin()[sample];
        sniffed_ = sniff(text_.begin(), text_.begin() + sample, false, told());
        text_.begin()[sample] = kept;
    }
    if (sniffed_.declaration > 0) {
        text_.consume(text_.begin() + sniffed_.declaration);
        ++line_;
    }
    titles_ = sniffed_.first_cells == 1 && sniffed_.usual_cells > 1;
    expected_ = titles_ ? sniffed_.usual_cells : sniffed_.first_cells;
    if ((sniffed_.crlf > 0) + (sniffed_.lf > 0) + (sniffed_.cr > 0) > 1)
        report({Issue::Severity::note, "format.mixed_line_ends", {}, 0, 0, 0,
                "The lines of the file end in different ways; all of them are read.", "Nothing needs mending."}, 0, 0);
    return sniffed_.dialect;
}

std::string DelimitedReader::decisions() const {
    const int kinds = (sniffed_.crlf > 0) + (sniffed_.lf > 0) + (sniffed_.cr > 0);
    const char* ends = kinds > 1            ? ", mixed line ends"
                       : sniffed_.crlf > 0 ? ", CRLF"
                       : sniffed_.lf > 0   ? ", LF"
                       : sniffed_.cr > 0   ? ", CR"
                                           : "";
    return text_.charset().name + ", " + delimiter_name(sniffed_.dialect.delimiter) + ends;
}

std::vector<std::string> DelimitedReader::reasons() const {
    auto all = reasons_of(sniffed_, told());
    all.insert(all.begin(), text_.charset().name + ": " + text_.charset_reason() + ".");
    return all;
}

/// Over the line at hand, if it is a comment. Lines that have as many cells as the table are rows of it, unless the sign
/// of comments was given.
bool DelimitedReader::pass_comment() {
    if (text_.begin() == text_.end() || *text_.begin() != sniffed_.comment) return false;
    const auto is_end = [](char c) { return c == '\r' || c == '\n'; };
    char* stop = std::find_if(text_.begin(), text_.end(), is_end);
    while (stop == text_.end() && !text_.complete()) {
        read_on(number_ + 1);
        stop = std::find_if(text_.begin(), text_.end(), is_end);
    }
    if (!options_.comment) {
        std::vector<Cell> cells;
        RecordScanner scanner(sniffed_.dialect, options_.limits);
        const char kept = *stop;
        scanner.scan(text_.begin(), stop, true, cells);
        *stop = kept;
        if (cells.size() == expected_) return false;
    }
    report({Issue::Severity::note, "table.comment_line", {}, 0, 0, 0, "The line is a comment; it is passed over.",
            "Nothing needs mending, unless the line belongs to the table."},
           line_, 0);
    while (text_.flaw_before(stop) != nullptr) text_.next_flaw(); // signs of no cell
    text_.consume(stop);
    if (text_.begin() == text_.end()) text_.grow();
    if (text_.begin() + 1 >= text_.end() && !text_.complete()) text_.grow();
    if (text_.begin() == text_.end()) return true;
    const bool two = *text_.begin() == '\r' && text_.begin() + 1 < text_.end() && text_.begin()[1] == '\n';
    text_.consume(text_.begin() + (two ? 2 : 1));
    ++line_;
    return true;
}

void DelimitedReader::report_spaces() {
    if (trimmed_ == 0 || ended_) return;
    report({Issue::Severity::note, "table.spaces_around", {}, 0, 0, 0,
            "Spaces stand around " + std::to_string(trimmed_) + (trimmed_ == 1 ? " cell" : " cells") +
                "; they are passed over.",
            "Nothing needs mending, unless the spaces belong to the values."},
           0, 0);
}

bool DelimitedReader::next(Row& row) {
    auto& cells = row.cells();
    for (;;) {
        if (sniffed_.comment != '\0' && pass_comment()) continue;
        const char* const begin = text_.begin();
        const auto outcome = scanner_.scan(begin, text_.end(), text_.complete(), cells);
        if (outcome == Outcome::more) {
            read_on(number_ + 1);
            continue;
        }
        row.table = {};
        row.line = line_;
        if (outcome == Outcome::end) {
            report_spaces();
            ended_ = true;
            return false;
        }
        const std::uint64_t begins = line_;
        const char* const next = scanner_.next();
        if (outcome == Outcome::blank) {
            row.number = 0;
            line_ += scanner_.line_breaks();
            text_.consume(next);
            if (options_.blank_rows) return true;
            continue;
        }
        row.number = ++number_;
        if (outcome == Outcome::cell_too_large)
            refuse("limit.cell_bytes", number_, cells.size() + 1,
                   "A cell is larger than the limit of " + std::to_string(options_.limits.cell_bytes) + " bytes.");
        if (outcome == Outcome::too_many_cells)
            refuse("limit.columns", number_, cells.size(),
                   "A row has more cells than the limit of " + std::to_string(options_.limits.columns) + ".");
        if (number_ > options_.limits.rows)
            refuse("limit.rows", number_, 0,
                   "The file has more rows than the limit of " + std::to_string(options_.limits.rows) + ".");
        if (text_.flaw_before(next) != nullptr) report_flaws(row, begin, next);
        if (!scanner_.marks().empty()) {
            report_marks(row, begin);
            scanner_.settle(cells);
        }
        if (cells.size() != expected_ || titles_) check_length(row);
        if (text_.delimiter_stands_in()) restore_delimiters(cells);
        trimmed_ += scanner_.trimmed();
        line_ = begins + scanner_.line_breaks();
        text_.consume(next);
        return true;
    }
}

void DelimitedReader::read_on(std::uint64_t row) {
    if (static_cast<std::size_t>(text_.end() - text_.begin()) > options_.limits.row_bytes)
        refuse("limit.row_bytes", row, 0,
               "A row is larger than the limit of " + std::to_string(options_.limits.row_bytes) + " bytes.");
    text_.grow();
}

/// One issue for each cell and kind of flaw.
void DelimitedReader::report_flaws(const Row& row, const char* begin, const char* next) {
    const auto& cells = row.cells();
    std::size_t cell = 0;
    while (const Flaw* flaw = text_.flaw_before(next)) {
        const Flaw first = *flaw;
        const char* const at = text_.position(first);
        while (cell + 1 < cells.size() && cells[cell + 1].value.data() <= at) ++cell;
        const char* const cell_end = cell + 1 < cells.size() ? cells[cell + 1].value.data() : next;
        std::uint64_t count = 0;
        for (; flaw != nullptr && flaw->kind == first.kind; flaw = text_.flaw_before(cell_end)) {
            ++count;
            text_.next_flaw();
        }
        report(flaw_issue(first, text_.charset(), count, row.number),
               line_ + count_line_breaks({begin, static_cast<std::size_t>(at - begin)}), static_cast<std::uint32_t>(cell + 1));
    }
}

void DelimitedReader::report_marks(const Row& row, const char* begin) {
    for (const auto& mark : scanner_.marks()) {
        if (mark.kind == CellMark::Kind::doubled) continue;
        const char* const at = row.cells()[mark.cell].value.data();
        report(mark_issue(mark.kind, row.number), line_ + count_line_breaks({begin, static_cast<std::size_t>(at - begin)}),
               mark.cell + 1);
    }
}

void DelimitedReader::check_length(const Row& row) {
    const auto& cells = row.cells();
    if (expected_ == 0) expected_ = cells.size(); // the sample did not hold one whole record
    if (titles_ && cells.size() == 1) return;
    titles_ = false;
    if (cells.size() == expected_) return;
    bool surplus_empty = cells.size() > expected_;
    for (std::size_t i = expected_; i < cells.size(); ++i) surplus_empty = surplus_empty && cells[i].type == CellType::empty;
    report(ragged_issue(cells.size(), expected_, surplus_empty, row.number), line_, 0);
}

/// Quoted cells may hold the delimiter; where a byte stands in for it, they get the sign itself.
void DelimitedReader::restore_delimiters(std::vector<Cell>& cells) {
    rewritten_.clear();
    for (auto& cell : cells) {
        if (cell.value.find(TextFile::stand_in) == std::string_view::npos) continue;
        auto& text = rewritten_.emplace_back();
        for (const char c : cell.value)
            c == TextFile::stand_in ? text += text_.delimiter_sign() : text += c;
        cell.value = text;
    }
}

void DelimitedReader::report(Issue issue, std::uint64_t line, std::uint32_t column) const {
    issue.line = line;
    issue.column = column;
    if (!options_.lenient && issue.severity != Issue::Severity::note) throw Malformed(std::move(issue));
    if (options_.issues) options_.issues(issue);
}

void DelimitedReader::refuse(const char* rule, std::uint64_t row, std::size_t column, const std::string& message) const {
    throw Malformed({Issue::Severity::error, rule, {}, row, row == 0 ? 0 : line_, static_cast<std::uint32_t>(column), message,
                     "Check that the file was exported as it should be, and with the right delimiter."});
}

} // namespace

std::unique_ptr<Reader> open_delimited(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<DelimitedReader>(std::move(file), options);
}

std::unique_ptr<Reader> open_delimited(const std::string& path, const Options& options) {
    return open_delimited(std::make_shared<DiskFile>(path), options);
}

} // namespace pilotage::importers
