#include "core/tables/row_check.hpp"

#include "core/validate/fault_finding.hpp"
#include "core/validate/masking.hpp"
#include "core/validate/rules.hpp"

#include <algorithm>

namespace pilotage::tables {

bool RowCheck::is_empty(const importers::Row& row) {
    return std::ranges::all_of(row.cells(),
                               [](const importers::Cell& cell) { return sdk::trimmed(cell.value).empty(); });
}

RowCheck::Verdict RowCheck::check(const importers::Row& row, std::uint32_t type, const Columns& columns,
                                  const Place& place, const Tell& tell) {
    const auto bound = columns.of(type);
    const auto* const cells = row.cells().data();
    const auto count = row.cells().size();
    if (values_.size() < bound.size()) values_.resize(bound.size());
    auto* value = values_.data();
    for (const auto& [cell, field] : bound) {
        if (cell >= count) continue;
        const auto text = words_(cells[cell].value);
        if (text.empty()) continue;
        // Each for itself: a whole one is made on the stack first, and read back before it is written.
        value->field = field;
        value->value = text;
        value->accepted = false;
        ++value;
    }
    const std::span values(values_.data(), value);
    if (values.empty() && is_empty(row)) return Verdict::empty;
    const bool plain = columns.headless().empty() && columns.foreign_to(type).empty() && count <= columns.width();
    bool good = (plain && !typed_) || !strays(row, type, columns, place, tell);
    faults_.clear();
    if (!validator_->validate(type, values, faults_)) {
        good = false;
        report(row, schema_.types()[type], bound, place, tell);
    }
    return good ? Verdict::valid : Verdict::invalid;
}

void RowCheck::report(const importers::Row& row, const validate::RecordType& type,
                      std::span<const Columns::Bound> bound, const Place& place, const Tell& tell) {
    std::vector<std::uint32_t> columns, field_columns(type.fields.size());
    for (const auto& [cell, field] : bound) {
        if (field_columns[field] == 0) field_columns[field] = cell + 1;
        if (cell >= row.cells().size() || words_(row.cells()[cell].value).empty()) continue;
        columns.push_back(cell + 1);
    }
    const std::span<const validate::FieldValue> values(values_.data(), columns.size());
    for (const auto& fault : faults_) tell(validate::to_finding(fault, type, values, {place, columns, field_columns}));
}

/// Tells of what stands outside the record's own columns, and of errors of formulas. False when there is nothing.
bool RowCheck::strays(const importers::Row& row, std::uint32_t type, const Columns& columns, const Place& place,
                      const Tell& tell) {
    const auto& cells = row.cells();
    bool found = false;
    const auto tell_at = [&](std::size_t cell, Finding finding) {
        finding.place = place;
        finding.place.column = static_cast<std::uint32_t>(cell + 1);
        tell(finding);
        found = true;
    };
    const auto filled = [&](std::size_t cell) { return cell < cells.size() && !words_(cells[cell].value).empty(); };
    if (typed_)
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
            if (cells[cell].type == importers::CellType::error) tell_at(cell, finding_of("table.error_value"));
    const auto headless = [&](std::size_t cell) {
        if (!filled(cell)) return;
        auto finding = finding_of("schema.unexpected");
        finding.message = "A value stands in a column without a heading.";
        tell_at(cell, std::move(finding));
    };
    for (const auto cell : columns.headless()) headless(cell);
    for (std::size_t cell = columns.width(); cell < cells.size(); ++cell) headless(cell);
    for (const auto& other : columns.foreign_to(type)) {
        if (!filled(other.cell)) continue;
        const auto& field = schema_.types()[other.type].fields[other.field];
        auto finding = finding_of("schema.unexpected");
        finding.field = field.name;
        finding.message = "\"" + schema_.types()[type].name + "\" has no \"" + field.name + "\".";
        const auto text = words_(cells[other.cell].value);
        finding.value = field.privacy == validate::Privacy::none ? validate::mask_words(validate::scrub(text))
                                                                 : validate::mask(text, field.privacy);
        tell_at(other.cell, std::move(finding));
    }
    return found;
}

} // namespace pilotage::tables
