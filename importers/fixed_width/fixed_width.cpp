#include "importers/fixed_width/fixed_width.hpp"

#include "importers/fixed_width/report_number.hpp"
#include "importers/fixed_width/report_sums.hpp"
#include "importers/fixed_width/text_lines.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::importers {
namespace {

using FieldKind = Layout::FieldKind;
using LineKind = Layout::LineKind;
using Severity = Issue::Severity;

constexpr std::size_t lines_to_recognise = 40;

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// What programs print for a value that does not fit.
bool is_filled(std::string_view text) {
    return text.size() > 1 && (text.front() == '#' || text.front() == '*') &&
           text.find_first_not_of(text.front()) == std::string_view::npos;
}

/// The 1-based cell in which a field of a line stands; passed fields have none.
std::uint32_t cell_of(const Layout::Line& kind, std::size_t field) {
    if (kind.kind != LineKind::record && kind.fields[field].kind != FieldKind::passed) return kind.fields[field].of + 1;
    const auto end = kind.fields.begin() + static_cast<std::ptrdiff_t>(field) + 1;
    const auto cells =
        std::count_if(kind.fields.begin(), end, [](const auto& f) { return f.kind != FieldKind::passed; });
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(cells, 1));
}

class FixedWidthReader final : public Reader {
public:
    FixedWidthReader(std::shared_ptr<const File> file, Layout layout, const Options& options)
        : options_(options), layout_(std::move(layout)), lines_(std::move(file), options_), sums_(layout_),
          headed_(layout_.tables.size()), seen_(layout_.lines.size()) {
        for (const std::string& name : layout_.tables) tables_.push_back({name, false});
        for (const std::uint32_t record : layout_.records)
            if (layout_.lines[record].fields.size() > options_.limits.columns)
                refuse("limit.columns", "The layout has more columns than the limit of " +
                                            std::to_string(options_.limits.columns) + ".");
    }

    bool next(Row& row) override;
    const std::vector<Table>& tables() const override { return tables_; }
    std::string_view format() const override { return "fixed width"; }
    std::string decisions() const override {
        return lines_.file().charset().name + ", by a layout of " + std::to_string(layout_.lines.size()) +
               " kinds of line";
    }
    std::uint64_t bytes_done() const override { return lines_.file().bytes_done(); }
    std::uint64_t bytes_all() const override { return lines_.file().bytes_all(); }

private:
    struct Record {
        bool open = false;
        std::uint32_t table = 0;
        std::uint64_t number = 0, line = 0;
        std::vector<std::string> values;
    };

    bool read_record();
    const Layout::Line* kind_of_line();
    void unknown_line(const Layout::Line* kind);
    void read_line(const Layout::Line& kind);
    void begin_record(const Layout::Line& kind);
    void continue_record(const Layout::Line& kind);
    void check_total(const Layout::Line& kind);
    void check_page(const Layout::Line& kind);
    void check_field(const Layout::Line& kind, std::size_t field, std::string_view value);
    std::size_t check_gaps(const Layout::Line& kind) const;
    void check_end();
    void give_header(Row& row);
    void give_record(Row& row);
    void report(Severity severity, const char* rule, std::uint32_t column, std::string message,
                std::string remedy) const;
    [[noreturn]] void refuse(const char* rule, std::string message) const;
    [[noreturn]] void refuse_report() const;

    Options options_;
    Layout layout_;
    TextLines lines_;
    std::vector<Table> tables_;
    ReportSums sums_;
    std::vector<bool> headed_; ///< by table: its header row has been given
    std::vector<bool> seen_;   ///< by line of the layout
    bool recognised_ = false;
    std::vector<Issue> doubts_; ///< about the lines before the first one that the layout has
    std::uint64_t page_ = 0, pages_ = 0;
    Record record_; ///< being read
    Record done_;   ///< read, and given next or given last
    std::vector<std::string> numbers_;
    std::string number_;
    bool waits_ = false; ///< done_ is yet to be given
    bool ended_ = false;
};

bool FixedWidthReader::next(Row& row) {
    while (!waits_) {
        if (!read_record()) return false;
        waits_ = options_.table.empty() || layout_.tables[done_.table] == options_.table;
    }
    if (!headed_[done_.table]) {
        headed_[done_.table] = true;
        give_header(row);
    } else {
        waits_ = false;
        give_record(row);
    }
    return true;
}

/// Reads lines until a record is whole, which is known when something else begins.
bool FixedWidthReader::read_record() {
    while (!ended_) {
        if (!lines_.next()) {
            ended_ = true;
            check_end();
            break;
        }
        if (lines_.text().empty()) continue;
        const Layout::Line* const kind = kind_of_line();
        if (kind == nullptr ||
            (kind->kind == LineKind::continuation && !(record_.open && record_.table == kind->table))) {
            unknown_line(kind);
            continue;
        }
        if (!recognised_) {
            recognised_ = true;
            if (options_.issues) std::for_each(doubts_.begin(), doubts_.end(), options_.issues);
        }
        const bool whole = kind->kind == LineKind::record && record_.open;
        if (whole) std::swap(record_, done_);
        read_line(*kind);
        if (whole) return true;
    }
    if (!record_.open) return false;
    std::swap(record_, done_);
    record_.open = false;
    return true;
}

void FixedWidthReader::read_line(const Layout::Line& kind) {
    if (lines_.had_tabs() && kind.kind != LineKind::skip && kind.kind != LineKind::heading)
        report(Severity::warning, "table.tab", 0,
               "The line holds tabs; they were taken to reach to the next multiple of eight columns.",
               "Have the report written with blanks.");
    switch (kind.kind) {
    case LineKind::record:
        return begin_record(kind);
    case LineKind::continuation:
        return continue_record(kind);
    case LineKind::total:
    case LineKind::subtotal:
        return check_total(kind);
    case LineKind::page:
        return check_page(kind);
    default:
        return;
    }
}

/// Text that is no report at all is refused as a whole, not line by line.
void FixedWidthReader::unknown_line(const Layout::Line* kind) {
    Issue issue{Severity::error,
                "table.unknown_line",
                {},
                0,
                lines_.number(),
                0,
                kind == nullptr ? "This line looks like none of the lines of the layout; it was not read."
                                : "This line continues a record, but none stands before it; it was not read.",
                "Check whether the report is the one that was agreed, or whether the line was broken in two."};
    if (recognised_) {
        if (options_.issues) options_.issues(issue);
        return;
    }
    doubts_.push_back(std::move(issue));
    if (doubts_.size() == lines_to_recognise) refuse_report();
}

const Layout::Line* FixedWidthReader::kind_of_line() {
    for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
        if (!layout_.lines[i].pattern.matches(lines_.text())) continue;
        seen_[i] = true;
        return &layout_.lines[i];
    }
    return nullptr;
}

void FixedWidthReader::begin_record(const Layout::Line& kind) {
    record_.open = true;
    record_.table = kind.table;
    record_.number = sums_.begin_record(kind.table);
    record_.line = lines_.number();
    record_.values.resize(kind.fields.size());
    if (record_.number > options_.limits.rows)
        refuse("limit.rows", "The table has more rows than the limit of " + std::to_string(options_.limits.rows) + ".");
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto value = trimmed(lines_.columns(field.start, field.width));
        if (field.kind == FieldKind::passed) continue;
        if (value.size() > options_.limits.cell_bytes)
            refuse("limit.cell_bytes",
                   "A field is longer than the limit of " + std::to_string(options_.limits.cell_bytes) + " bytes.");
        check_field(kind, i, value);
        record_.values[i] = value;
        if (field.kind != FieldKind::number || value.empty()) continue;
        if (read_report_number(value, number_))
            sums_.add(kind.table, i, number_);
        else
            sums_.unread(kind.table, i);
    }
    // Behind a value that is too wide no number stands where it seems to.
    for (std::size_t i = check_gaps(kind); i < kind.fields.size(); ++i)
        if (kind.fields[i].kind == FieldKind::number) sums_.unread(kind.table, i);
}

void FixedWidthReader::continue_record(const Layout::Line& kind) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (field.kind == FieldKind::passed) continue;
        const auto more = trimmed(lines_.columns(field.start, field.width));
        if (more.empty()) continue;
        std::string& value = record_.values[field.of];
        if (value.size() + more.size() >= options_.limits.cell_bytes)
            refuse("limit.cell_bytes",
                   "A field is longer than the limit of " + std::to_string(options_.limits.cell_bytes) + " bytes.");
        if (!value.empty()) value += ' ';
        value += more;
    }
    check_gaps(kind);
}

void FixedWidthReader::check_field(const Layout::Line& kind, std::size_t field, std::string_view value) {
    const auto& place = kind.fields[field];
    if (is_filled(value))
        report(Severity::error, "table.overflow", cell_of(kind, field),
               "The field \"" + place.name +
                   "\" is filled with one sign: its value did not fit into the report's column.",
               "Have the report printed with a wider column, or take the value from the source system.");
    const std::uint32_t width = lines_.width();
    if (place.kind == FieldKind::number && width > place.start && width < place.start + place.width && !value.empty())
        report(Severity::warning, "table.short_line", cell_of(kind, field),
               "The line ends inside the number field \"" + place.name + "\"; digits may have been cut off.",
               "Check that no program cut the lines of the report.");
}

/// Where no field stands, a record must be blank: what stands there belongs to a value that is wider than its column.
/// Answers the first field behind such a value.
std::size_t FixedWidthReader::check_gaps(const Layout::Line& kind) const {
    std::uint32_t from = 0;
    for (std::size_t i = 0; i <= kind.fields.size(); ++i) {
        const std::uint32_t to = i < kind.fields.size() ? kind.fields[i].start : lines_.width();
        if (to > from && !trimmed(lines_.columns(from, to - from)).empty()) {
            const std::size_t before = i == 0 ? 0 : i - 1;
            report(Severity::error, "table.overflow", cell_of(kind, before),
                   "Text stands beside the columns of the field \"" + kind.fields[before].name +
                       "\", where the layout has nothing: a value is wider than its column, or the line is shifted.",
                   "Check the line in the report, and whether the layout is the one of this report.");
            return i; // one wide value shifts all that follows
        }
        if (i < kind.fields.size()) from = to + kind.fields[i].width;
    }
    return kind.fields.size();
}

void FixedWidthReader::check_total(const Layout::Line& kind) {
    using Verdict = ReportSums::Compared::Verdict;
    const bool sub = kind.kind == LineKind::subtotal;
    for (const auto& field : kind.fields) {
        if (field.kind == FieldKind::passed) continue;
        const auto compared = sums_.compare(kind, field, trimmed(lines_.columns(field.start, field.width)));
        const std::string total = std::string(sub ? "The subtotal \"" : "The total \"") + field.name + "\" ";
        if (compared.verdict == Verdict::disagrees)
            report(Severity::error, sub ? "table.subtotal_disagrees" : "table.total_disagrees", 0,
                   total + "says " + (compared.stated.empty() ? "no number" : compared.stated) +
                       ", but the rows before it give " + compared.found + ".",
                   "Have the report made again; rows were lost, added or changed after it was made.");
        else if (compared.verdict == Verdict::unread)
            report(Severity::note, "table.total_unchecked", 0,
                   total + "cannot be checked, because a number among the rows before it cannot be read.",
                   "Mend that number; the total needs no mending.");
        else if (compared.verdict == Verdict::too_long)
            report(Severity::note, "table.total_unchecked", 0, total + "has too many digits to be checked.",
                   "Nothing needs mending.");
    }
    if (sub) sums_.after_subtotal(kind.table);
}

void FixedWidthReader::check_page(const Layout::Line& kind) {
    const std::uint64_t before = page_;
    for (const auto& field : kind.fields) {
        std::uint64_t number = 0;
        const auto text = trimmed(lines_.columns(field.start, field.width));
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (field.kind != FieldKind::passed) (field.of == Layout::Field::page ? page_ : pages_) = number;
    }
    if (page_ == before + 1) return;
    report(Severity::error, "table.page_missing", 0,
           before == 0 ? "The report begins with page " + std::to_string(page_) + "."
                       : "Page " + std::to_string(page_) + " follows page " + std::to_string(before) + ".",
           "Send the whole report, with each page once and in order.");
}

void FixedWidthReader::check_end() {
    if (!recognised_ && !doubts_.empty()) refuse_report();
    if (!recognised_) return;
    const auto missing = [&](LineKind kind, std::uint32_t table) {
        bool wanted = false, found = false;
        for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
            if (layout_.lines[i].kind != kind || layout_.lines[i].table != table) continue;
            wanted = true;
            found = found || seen_[i];
        }
        return wanted && !found;
    };
    if (missing(LineKind::heading, 0))
        report(Severity::error, "table.heading_row", 0,
               "The report has no line of headings that looks as the layout says.",
               "Check that this is the agreed report, and that its layout has not changed.");
    if (page_ < pages_)
        report(Severity::error, "table.page_missing", 0,
               "The report ends with page " + std::to_string(page_) + " of " + std::to_string(pages_) + ".",
               "Send the whole report, with each page once and in order.");
    for (std::uint32_t table = 0; table < layout_.tables.size(); ++table)
        if (missing(LineKind::total, table))
            report(Severity::error, "table.total_missing", 0,
                   "The report ends without the total of \"" + layout_.tables[table] + "\" that it should have.",
                   "Send the whole report; it may have been cut off.");
}

void FixedWidthReader::refuse_report() const {
    throw Malformed({Severity::error,
                     "format.unknown",
                     {},
                     0,
                     doubts_.front().line,
                     0,
                     "None of the first lines is a line of the report that the layout describes.",
                     "Check whether this is the report that was agreed."});
}

void FixedWidthReader::give_header(Row& row) {
    row.table = layout_.tables[done_.table];
    row.number = 0;
    row.line = done_.line;
    row.header = true;
    row.cells().clear();
    for (const auto& field : layout_.fields_of(done_.table))
        if (field.kind != FieldKind::passed) row.cells().push_back({CellType::text, field.name, {}});
}

void FixedWidthReader::give_record(Row& row) {
    row.table = layout_.tables[done_.table];
    row.number = done_.number;
    row.line = done_.line;
    row.header = false;
    row.cells().clear();
    const auto& fields = layout_.fields_of(done_.table);
    numbers_.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].kind == FieldKind::passed) continue;
        const std::string_view value = done_.values[i];
        Cell cell{value.empty() ? CellType::empty : CellType::text, value, {}};
        if (fields[i].kind == FieldKind::number && read_report_number(value, numbers_[i]))
            cell = {CellType::number, numbers_[i], numbers_[i] == value ? std::string_view() : value};
        row.cells().push_back(cell);
    }
}

void FixedWidthReader::report(Severity severity, const char* rule, std::uint32_t column, std::string message,
                              std::string remedy) const {
    if (!options_.issues) return;
    const bool of_record = column > 0 && record_.open;
    options_.issues({severity, rule, of_record ? layout_.tables[record_.table] : "", of_record ? record_.number : 0,
                     lines_.number(), column, std::move(message), std::move(remedy)});
}

void FixedWidthReader::refuse(const char* rule, std::string message) const {
    throw Malformed({Severity::error,
                     rule,
                     {},
                     0,
                     lines_.number(),
                     0,
                     std::move(message),
                     "Check whether the file is what it should be."});
}

} // namespace

std::unique_ptr<Reader> open_fixed_width(std::shared_ptr<const File> file, Layout layout, const Options& options) {
    return std::make_unique<FixedWidthReader>(std::move(file), std::move(layout), options);
}

std::unique_ptr<Reader> open_fixed_width(const std::string& path, Layout layout, const Options& options) {
    return open_fixed_width(std::make_shared<DiskFile>(path), std::move(layout), options);
}

} // namespace pilotage::importers
