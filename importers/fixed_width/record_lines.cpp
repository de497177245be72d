#include "importers/fixed_width/record_lines.hpp"

#include "importers/fixed_width/report_number.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

using FieldKind = Layout::FieldKind;
using LineKind = Layout::LineKind;
using Severity = Issue::Severity;

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

} // namespace

void RecordLines::begin(const Layout::Line& kind, ReportRecord& record) {
    record.open = true;
    record.table = kind.table;
    record.number = sums_.begin_record(kind.table);
    record.line = lines_.number();
    record.values.resize(kind.fields.size());
    if (record.number > limits_.rows)
        issues_.refuse("limit.rows", "The table has more rows than the limit of " + std::to_string(limits_.rows) + ".");
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto value = lines_.trimmed_columns(field.start, field.width);
        if (field.kind == FieldKind::passed) continue;
        if (value.size() > limits_.cell_bytes) refuse_length();
        check_field(kind, i, value, record);
        record.values[i] = value;
        if (field.kind != FieldKind::number || value.empty()) continue;
        if (read_report_number(value, number_))
            sums_.add(kind.table, i, number_);
        else
            sums_.unread(kind.table, i);
    }
    // Behind a value that is too wide no number stands where it seems to.
    for (std::size_t i = check_gaps(kind, record); i < kind.fields.size(); ++i)
        if (kind.fields[i].kind == FieldKind::number) sums_.unread(kind.table, i);
}

void RecordLines::go_on(const Layout::Line& kind, ReportRecord& record) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (field.kind == FieldKind::passed) continue;
        const auto more = lines_.trimmed_columns(field.start, field.width);
        if (more.empty()) continue;
        std::string& value = record.values[field.of];
        if (value.size() + more.size() >= limits_.cell_bytes) refuse_length();
        if (!value.empty()) value += ' ';
        value += more;
    }
    check_gaps(kind, record);
}

void RecordLines::check_field(const Layout::Line& kind, std::size_t field, std::string_view value,
                              const ReportRecord& record) const {
    const auto& place = kind.fields[field];
    if (is_filled(value))
        issues_.report(Severity::error, "table.overflow",
                       "The field \"" + place.name +
                           "\" is filled with one sign: its value did not fit into the report's column.",
                       "Have the report printed with a wider column, or take the value from the source system.",
                       cell(kind, field, record));
    const std::uint32_t width = lines_.width();
    if (place.kind == FieldKind::number && width > place.start && width < place.start + place.width && !value.empty())
        issues_.report(Severity::warning, "table.short_line",
                       "The line ends inside the number field \"" + place.name + "\"; digits may have been cut off.",
                       "Check that no program cut the lines of the report.", cell(kind, field, record));
}

/// Where no field stands, a record must be blank: what stands there belongs to a value that is wider than its column.
/// Answers the first field behind such a value.
std::size_t RecordLines::check_gaps(const Layout::Line& kind, const ReportRecord& record) const {
    std::uint32_t from = 0;
    for (std::size_t i = 0; i <= kind.fields.size(); ++i) {
        const std::uint32_t to = i < kind.fields.size() ? kind.fields[i].start : lines_.width();
        if (to > from && !lines_.trimmed_columns(from, to - from).empty()) {
            const std::size_t before = i == 0 ? 0 : i - 1;
            issues_.report(
                Severity::error, "table.overflow",
                "Text stands beside the columns of the field \"" + kind.fields[before].name +
                    "\", where the layout has nothing: a value is wider than its column, or the line is shifted.",
                "Check the line in the report, and whether the layout is the one of this report.",
                cell(kind, before, record));
            return i; // one wide value shifts all that follows
        }
        if (i < kind.fields.size()) from = to + kind.fields[i].width;
    }
    return kind.fields.size();
}

RecordCell RecordLines::cell(const Layout::Line& kind, std::size_t field, const ReportRecord& record) const {
    return {layout_.tables[record.table], record.number, cell_of(kind, field)};
}

void RecordLines::refuse_length() const {
    issues_.refuse("limit.cell_bytes",
                   "A field is longer than the limit of " + std::to_string(limits_.cell_bytes) + " bytes.");
}

} // namespace pilotage::importers
