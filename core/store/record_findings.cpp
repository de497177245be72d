#include "core/store/record_findings.hpp"

#include "core/validate/fault_finding.hpp"
#include "core/validate/rules.hpp"

namespace pilotage::store {

void RecordFindings::begin(const Sources::Entry& source, const plugin::LocalRecord& record) {
    if (place_.file != source.file) place_.file = source.file;
    if (place_.table != source.table) place_.table = source.table;
    place_.row = record.row;
    place_.line = record.line;
    record_ = record.record;
    told_.clear();
}

void RecordFindings::report(std::string_view rule, const Draft* draft, std::uint32_t position) {
    add(finding_of(rule, place_), draft, position);
}

void RecordFindings::add(Finding finding, const Draft* draft, std::uint32_t position) {
    if (finding.place.row == 0) finding.place = place_;
    if (draft != nullptr && position != nowhere) {
        const auto& type = types_[draft->type];
        finding.place.column = draft->columns[position];
        finding.field = type.fields[draft->values[position].field].name;
        finding.value = validate::shown_value(type, draft->values, position);
    }
    add_once(finding);
}

void RecordFindings::add_once(Finding& finding) {
    for (const auto& [rule, column] : told_)
        if (rule == finding.rule && column == finding.place.column) return;
    told_.emplace_back(finding.rule, finding.place.column);
    finding.record = record_;
    log_.add(finding);
}

} // namespace pilotage::store
