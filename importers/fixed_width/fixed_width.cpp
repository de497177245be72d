#include "importers/fixed_width/fixed_width.hpp"

#include "importers/fixed_width/record_lines.hpp"
#include "importers/fixed_width/report_checks.hpp"
#include "importers/fixed_width/report_number.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

using FieldKind = Layout::FieldKind;
using LineKind = Layout::LineKind;
using Severity = Issue::Severity;

constexpr std::size_t lines_to_recognise = 40;

class FixedWidthReader final : public Reader {
public:
    FixedWidthReader(std::shared_ptr<const File> file, Layout layout, const Options& options)
        : options_(options), layout_(std::move(layout)), lines_(std::move(file), options_),
          issues_(options_.issues, lines_), sums_(layout_), fields_(layout_, options_.limits, lines_, issues_, sums_),
          checks_(layout_, lines_, issues_, sums_), headed_(layout_.tables.size()), seen_(layout_.lines.size()) {
        for (const std::string& name : layout_.tables) tables_.push_back({name, false});
        for (const std::uint32_t record : layout_.records)
            if (layout_.lines[record].fields.size() > options_.limits.columns)
                issues_.refuse("limit.columns", "The layout has more columns than the limit of " +
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
    bool read_record();
    const Layout::Line* kind_of_line();
    void unknown_line(const Layout::Line* kind);
    void read_line(const Layout::Line& kind);
    void end();
    void give_header(Row& row);
    void give_record(Row& row);
    [[noreturn]] void refuse_report() const;

    Options options_;
    Layout layout_;
    TextLines lines_;
    std::vector<Table> tables_;
    LineIssues issues_;
    ReportSums sums_;
    RecordLines fields_;
    ReportChecks checks_;
    std::vector<bool> headed_; ///< by table: its header row has been given
    std::vector<bool> seen_;   ///< by line of the layout
    bool recognised_ = false;
    std::vector<Issue> doubts_; ///< about the lines before the first one that the layout has
    ReportRecord record_;       ///< being read
    ReportRecord done_;         ///< read, and given next or given last
    std::vector<std::string> numbers_;
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
            end();
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
        issues_.report(Severity::warning, "table.tab",
                       "The line holds tabs; they were taken to reach to the next multiple of eight columns.",
                       "Have the report written with blanks.");
    switch (kind.kind) {
    case LineKind::record:
        return fields_.begin(kind, record_);
    case LineKind::continuation:
        return fields_.go_on(kind, record_);
    case LineKind::total:
    case LineKind::subtotal:
        return checks_.total(kind);
    case LineKind::page:
        return checks_.page(kind);
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

void FixedWidthReader::end() {
    if (!recognised_ && !doubts_.empty()) refuse_report();
    if (recognised_) checks_.end(seen_);
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

} // namespace

std::unique_ptr<Reader> open_fixed_width(std::shared_ptr<const File> file, Layout layout, const Options& options) {
    return std::make_unique<FixedWidthReader>(std::move(file), std::move(layout), options);
}

std::unique_ptr<Reader> open_fixed_width(const std::string& path, Layout layout, const Options& options) {
    return open_fixed_width(std::make_shared<DiskFile>(path), std::move(layout), options);
}

} // namespace pilotage::importers
