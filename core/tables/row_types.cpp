#include "core/tables/row_types.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "core/validate/masking.hpp"
#include "core/validate/rules.hpp"

namespace pilotage::tables {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::vector<std::string> names_of(const validate::Schema& schema) {
    std::vector<std::string> names;
    for (const auto& type : schema.types()) names.push_back(type.name);
    return names;
}

} // namespace

RowTypes::RowTypes(const validate::Schema& schema, const std::string& wanted) : schema_(schema) {
    const auto& all = schema.types();
    if (all.empty())
        throw UsageError("The schema has no record type: an element that holds nothing but simple values.",
                         "A table can be checked against the elements that its rows are.");
    if (!wanted.empty()) {
        const auto type = schema.find(wanted);
        const auto names = names_of(schema);
        const auto near = closest(wanted, names);
        if (!type)
            throw UsageError("The schema has no record type \"" + wanted + "\".",
                             near.empty() ? "It has " + listed(names) + "."
                                          : "Did you mean \"" + std::string(near) + "\"?");
        types_.push_back(*type);
        return;
    }
    for (std::uint32_t type = 0; type < all.size(); ++type)
        for (const auto& mark : all[type].rows) marks_.push_back({type, &mark, {}});
    for (std::uint32_t type = 0; type < all.size(); ++type)
        if (marks_.empty() || !all[type].rows.empty()) types_.push_back(type);
    if (marks_.empty() && all.size() > 1)
        throw UsageError("The schema has several record types, and no marks that say which rows are which.",
                         "Name one with --record: " + listed(names_of(schema)) + ".");
}

bool RowTypes::bind(const Columns& columns, const Place& place, const Tell& tell) {
    bool found = marks_.empty();
    for (auto& mark : marks_) {
        mark.cell = columns.cell_of(mark.type, mark.mark->field);
        found = found || mark.cell;
    }
    if (found) return true;
    const auto& last = marks_.back();
    const auto& field = schema_.types()[last.type].fields[last.mark->field];
    auto finding = finding_of("table.missing_column", place);
    finding.field = field.name;
    finding.message = "The column that says which record a row is is not there.";
    finding.expected = "a column headed \"" + heading_of(field) + "\"";
    tell(finding);
    return false;
}

Finding RowTypes::of_no_type(const importers::Row& row, const CellWords& words, Place place) const {
    const auto& last = marks_.back(); // first come the exceptions, last the rule
    const auto& field = schema_.types()[last.type].fields[last.mark->field];
    std::vector<std::string> values;
    for (const auto& mark : marks_)
        if (mark.cell == last.cell) values.insert(values.end(), mark.mark->values.begin(), mark.mark->values.end());
    auto finding = finding_of("record.unknown_type", std::move(place));
    finding.field = field.name;
    finding.expected = "one of " + listed(values);
    if (!last.cell || *last.cell >= row.cells().size()) return finding;
    finding.place.column = *last.cell + 1;
    const auto text = words(row.cells()[*last.cell].value);
    if (text.empty()) return finding;
    const auto meant = closest(text, values);
    const auto shown = validate::scrub(text);
    finding.value = field.privacy != validate::Privacy::none ? validate::mask(text, field.privacy)
                    : meant.empty()                          ? validate::mask_words(shown)
                                                             : shown;
    if (!meant.empty()) finding.remedy = "Did you mean \"" + std::string(meant) + "\"?";
    return finding;
}

} // namespace pilotage::tables
