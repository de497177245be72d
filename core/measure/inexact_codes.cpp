#include "core/measure/inexact_codes.hpp"

#include "core/measure/database.hpp"

#include <algorithm>
#include <set>

namespace pilotage::measure {
namespace {

constexpr std::string_view view_prefix = "current_", crosswalk_suffix = "_crosswalk";

std::string sql_name(std::string_view name) {
    return '"' + std::string(name) + '"';
}

/// The coded fields among the columns that are read of the record type's view.
std::vector<std::string> coded_fields(Database& database, const std::string& record, const Evaluation::Columns& read) {
    const auto view = std::string(view_prefix) + record;
    const auto all = database.prepare("SELECT * FROM " + sql_name(view) + " LIMIT 0");
    std::vector<std::string> fields;
    for (int i = 0; i < all.columns(); ++i) {
        const auto column = all.name(i);
        if (!column.ends_with(crosswalk_suffix)) continue;
        std::string field(column.substr(0, column.size() - crosswalk_suffix.size()));
        if (read.contains({view, field})) fields.push_back(std::move(field));
    }
    return fields;
}

} // namespace

InexactCodes::InexactCodes(Database& database, const Evaluation::Columns& read,
                           const std::vector<std::string>& case_records) {
    fields_.resize(case_records.size());
    std::set<std::string> views;
    for (const auto& column : read)
        if (column.first.starts_with(view_prefix)) views.insert(column.first);
    for (const auto& view : views) {
        const auto record = view.substr(view_prefix.size());
        const auto fields = coded_fields(database, record, read);
        if (fields.empty()) continue;
        std::string any_unmapped, each_unmapped;
        const auto at = std::ranges::find(case_records, record);
        for (const auto& field : fields) {
            const auto reference = "t." + sql_name(field + std::string(crosswalk_suffix));
            const auto unmapped =
                "coalesce(" + reference + " IN (SELECT id FROM crosswalk WHERE equivalence = 'unmapped'), 0)";
            any_unmapped += (any_unmapped.empty() ? "" : " OR ") + unmapped;
            each_unmapped += ", sum(" + unmapped + ")";
            if (at == case_records.end()) continue;
            CodedField coded{field, {}};
            auto rows =
                database.prepare("SELECT t.id FROM " + sql_name(view) + " t WHERE " + reference +
                                 " IN (SELECT id FROM crosswalk WHERE equivalence IN ('approximate', 'broader'))");
            while (rows.step()) coded.inexact.insert(rows.integer(0));
            if (!coded.inexact.empty())
                fields_[static_cast<std::size_t>(at - case_records.begin())].push_back(std::move(coded));
        }
        auto counts = database.prepare("SELECT t.site, t.period, count(*), sum(" + any_unmapped + ")" + each_unmapped +
                                       " FROM " + sql_name(view) + " t GROUP BY 1, 2");
        while (counts.step()) {
            UnmappedRecords found{
                record, {}, static_cast<std::size_t>(counts.integer(3)), static_cast<std::size_t>(counts.integer(2))};
            for (std::size_t i = 0; i < fields.size(); ++i)
                if (counts.integer(static_cast<int>(i) + 4) > 0) found.fields.push_back(fields[i]);
            if (found.unmapped > 0)
                unmapped_[{std::string(counts.text(0)), std::string(counts.text(1))}].push_back(std::move(found));
        }
    }
}

InexactUse InexactCodes::of(const Group& group) const {
    InexactUse use;
    const auto is_inexact = [&](const CaseRow& row) {
        bool inexact = false;
        for (const auto& field : fields_[row.first]) {
            if (!field.inexact.contains(row.second)) continue;
            inexact = true;
            use.fields.insert(field.name);
        }
        return inexact;
    };
    for (const auto& rows : group.cases) {
        const bool own = is_inexact(rows.own), evidence = rows.evidence && is_inexact(*rows.evidence);
        if (own || evidence) ++use.cases;
    }
    return use;
}

std::vector<UnmappedRecords> InexactCodes::unmapped(const std::string& site, const std::string& period) const {
    const auto found = unmapped_.find({site, period});
    return found == unmapped_.end() ? std::vector<UnmappedRecords>() : found->second;
}

} // namespace pilotage::measure
