#include "core/tables/columns.hpp"

#include "core/text.hpp"
#include "core/validate/masking.hpp"
#include "core/validate/rules.hpp"

#include <algorithm>

namespace pilotage::tables {

const std::string& heading_of(const validate::Field& field) {
    return field.headings.empty() ? field.name : field.headings.front();
}

Columns::Columns(const validate::Schema& schema, std::vector<std::uint32_t> types)
    : schema_(schema), types_(std::move(types)), bound_(schema.types().size()), foreign_(schema.types().size()) {}

std::optional<std::uint32_t> Columns::field_of(std::uint32_t type, std::string_view heading) const {
    const auto& fields = schema_.types()[type].fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == heading || std::ranges::find(fields[i].headings, heading) != fields[i].headings.end())
            return i;
    return std::nullopt;
}

bool Columns::known_in(const importers::Row& row) const {
    return std::ranges::any_of(row.cells(), [&](const importers::Cell& cell) {
        const auto heading = folded_space(cell.value);
        return std::ranges::any_of(types_, [&](std::uint32_t type) { return field_of(type, heading).has_value(); });
    });
}

bool Columns::bind(const importers::Row& row, Place place, const Tell& tell) {
    for (auto& bound : bound_) bound.clear();
    for (auto& foreign : foreign_) foreign.clear();
    headless_.clear();
    width_ = row.cells().size();
    bool good = true;
    for (std::uint32_t cell = 0; cell < width_; ++cell) {
        const auto heading = folded_space(row.cells()[cell].value); // sheets break the lines of headings
        place.column = cell + 1;
        std::optional<Foreign> owner;
        bool twice = false;
        for (const auto type : types_) {
            const auto field = field_of(type, heading);
            if (!field) continue;
            if (!owner) owner = {cell, type, *field};
            // An element that may stand several times may have several columns.
            twice = twice || (schema_.types()[type].fields[*field].most == 1 && cell_of(type, *field));
            bound_[type].push_back({cell, *field});
        }
        if (!owner) {
            if (heading.empty())
                headless_.push_back(cell);
            else if (cell >= told_)
                unknown(heading, place, tell);
            continue;
        }
        for (const auto type : types_)
            if (!field_of(type, heading)) foreign_[type].push_back(*owner);
        if (!twice) continue;
        good = false;
        auto finding = finding_of("table.duplicate_heading", place);
        finding.field = schema_.types()[owner->type].fields[owner->field].name;
        finding.message = "Another column has the same heading, and which of the two is meant cannot be told.";
        tell(finding);
    }
    for (auto& bound : bound_) std::ranges::stable_sort(bound, {}, &Bound::field);
    place.column = 0;
    // A reader that finds its columns row by row cannot say what is missing.
    if (!row.header && !check_missing(place, tell)) good = false;
    told_ = width_;
    return good;
}

std::optional<std::uint32_t> Columns::cell_of(std::uint32_t type, std::uint32_t field) const {
    const auto found = std::ranges::find(bound_[type], field, &Bound::field);
    return found == bound_[type].end() ? std::nullopt : std::optional(found->cell);
}

void Columns::unknown(std::string_view heading, Place place, const Tell& tell) const {
    std::vector<std::string> known;
    for (const auto type : types_)
        for (const auto& field : schema_.types()[type].fields) {
            known.insert(known.end(), field.headings.begin(), field.headings.end());
            known.push_back(field.name);
        }
    auto finding = finding_of("table.unknown_column", std::move(place));
    // In a document it would be an element that the schema does not allow.
    finding.severity = Severity::error;
    finding.message = "This column is not part of the schema; it was not checked.";
    const auto meant = closest(heading, known);
    const auto shown = validate::scrub(heading);
    finding.value = meant.empty() ? validate::mask_words(shown) : shown; // data may stand where headings should
    if (!meant.empty()) finding.remedy = "Did you mean \"" + std::string(meant) + "\"?";
    tell(finding);
}

bool Columns::check_missing(const Place& place, const Tell& tell) const {
    // What only some types need is missed at their rows.
    const auto& first = schema_.types()[types_.front()];
    bool complete = true;
    for (const auto& field : first.fields) {
        const bool missed = std::ranges::all_of(types_, [&](std::uint32_t type) {
            const auto index = schema_.types()[type].find(field.name);
            return index && schema_.types()[type].fields[*index].least > 0 && !cell_of(type, *index);
        });
        if (!missed) continue;
        complete = false;
        auto finding = finding_of("table.missing_column", place);
        finding.field = field.name;
        finding.message = "A column that every record needs is not there.";
        finding.expected = "a column headed \"" + heading_of(field) + "\"";
        tell(finding);
    }
    return complete;
}

} // namespace pilotage::tables
