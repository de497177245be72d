#include "importers/fixed_width/report_sums.hpp"

namespace pilotage::importers {

ReportSums::ReportSums(const Layout& layout) : tables_(layout.tables.size()) {
    for (std::uint32_t table = 0; table < tables_.size(); ++table)
        tables_[table].sums.resize(layout.fields_of(table).size());
}

std::uint64_t ReportSums::begin_record(std::uint32_t table) {
    ++tables_[table].since_subtotal;
    return ++tables_[table].records;
}

void ReportSums::add(std::uint32_t table, std::size_t field, std::string_view canonical) {
    Sum& sum = tables_[table].sums[field];
    sum.all.add(canonical);
    sum.since_subtotal.add(canonical);
}

void ReportSums::unread(std::uint32_t table, std::size_t field) {
    Sum& sum = tables_[table].sums[field];
    sum.unread = sum.unread_since_subtotal = true;
}

ReportSums::Compared ReportSums::compare(const Layout::Line& total, const Layout::Field& field,
                                         std::string_view text) const {
    using Verdict = Compared::Verdict;
    const Table& table = tables_[total.table];
    const bool sub = total.kind == Layout::LineKind::subtotal;
    ExactSum found, stated;
    bool unread = false;
    if (field.of == Layout::Field::count) {
        found.add(std::to_string(sub ? table.since_subtotal : table.records));
    } else {
        const Sum& sum = table.sums[field.of];
        found = sub ? sum.since_subtotal : sum.all;
        unread = sub ? sum.unread_since_subtotal : sum.unread;
    }
    std::string number;
    if (!read_report_number(text, number)) return {Verdict::disagrees, {}, found.text()};
    stated.add(number);
    const auto verdict = unread                              ? Verdict::unread
                         : !found.exact() || !stated.exact() ? Verdict::too_long
                         : found == stated                   ? Verdict::agrees
                                                             : Verdict::disagrees;
    return {verdict, stated.text(), found.text()};
}

void ReportSums::after_subtotal(std::uint32_t table) {
    tables_[table].since_subtotal = 0;
    for (Sum& sum : tables_[table].sums) {
        sum.since_subtotal = {};
        sum.unread_since_subtotal = false;
    }
}

} // namespace pilotage::importers
