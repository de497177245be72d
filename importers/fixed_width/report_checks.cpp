#include "importers/fixed_width/report_checks.hpp"

#include <charconv>

namespace pilotage::importers {
namespace {

using FieldKind = Layout::FieldKind;
using LineKind = Layout::LineKind;
using Severity = Issue::Severity;

} // namespace

void ReportChecks::total(const Layout::Line& kind) {
    using Verdict = ReportSums::Compared::Verdict;
    const bool sub = kind.kind == LineKind::subtotal;
    for (const auto& field : kind.fields) {
        if (field.kind == FieldKind::passed) continue;
        const auto compared = sums_.compare(kind, field, lines_.trimmed_columns(field.start, field.width));
        const std::string total = std::string(sub ? "The subtotal \"" : "The total \"") + field.name + "\" ";
        if (compared.verdict == Verdict::disagrees)
            issues_.report(Severity::error, sub ? "table.subtotal_disagrees" : "table.total_disagrees",
                           total + "says " + (compared.stated.empty() ? "no number" : compared.stated) +
                               ", but the rows before it give " + compared.found + ".",
                           "Have the report made again; rows were lost, added or changed after it was made.");
        else if (compared.verdict == Verdict::unread)
            issues_.report(Severity::note, "table.total_unchecked",
                           total + "cannot be checked, because a number among the rows before it cannot be read.",
                           "Mend that number; the total needs no mending.");
        else if (compared.verdict == Verdict::too_long)
            issues_.report(Severity::note, "table.total_unchecked", total + "has too many digits to be checked.",
                           "Nothing needs mending.");
    }
    if (sub) sums_.after_subtotal(kind.table);
}

void ReportChecks::page(const Layout::Line& kind) {
    const std::uint64_t before = page_;
    for (const auto& field : kind.fields) {
        std::uint64_t number = 0;
        const auto text = lines_.trimmed_columns(field.start, field.width);
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (field.kind != FieldKind::passed) (field.of == Layout::Field::page ? page_ : pages_) = number;
    }
    if (page_ == before + 1) return;
    issues_.report(Severity::error, "table.page_missing",
                   before == 0 ? "The report begins with page " + std::to_string(page_) + "."
                               : "Page " + std::to_string(page_) + " follows page " + std::to_string(before) + ".",
                   "Send the whole report, with each page once and in order.");
}

void ReportChecks::end(const std::vector<bool>& seen) const {
    const auto missing = [&](LineKind kind, std::uint32_t table) {
        bool wanted = false, found = false;
        for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
            if (layout_.lines[i].kind != kind || layout_.lines[i].table != table) continue;
            wanted = true;
            found = found || seen[i];
        }
        return wanted && !found;
    };
    if (missing(LineKind::heading, 0))
        issues_.report(Severity::error, "table.heading_row",
                       "The report has no line of headings that looks as the layout says.",
                       "Check that this is the agreed report, and that its layout has not changed.");
    if (page_ < pages_)
        issues_.report(Severity::error, "table.page_missing",
                       "The report ends with page " + std::to_string(page_) + " of " + std::to_string(pages_) + ".",
                       "Send the whole report, with each page once and in order.");
    for (std::uint32_t table = 0; table < layout_.tables.size(); ++table)
        if (missing(LineKind::total, table))
            issues_.report(Severity::error, "table.total_missing",
                           "The report ends without the total of \"" + layout_.tables[table] +
                               "\" that it should have.",
                           "Send the whole report; it may have been cut off.");
}

} // namespace pilotage::importers
