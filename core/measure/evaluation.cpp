#include "core/measure/evaluation.hpp"

#include "core/error.hpp"
#include "core/measure/differences.hpp"
#include "core/measure/funnel.hpp"
#include "core/measure/judgement.hpp"
#include "core/measure/measure_query.hpp"
#include "core/measure/permutation.hpp"
#include "core/measure/totals.hpp"
#include "core/measure/xmr.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace pilotage::measure {
Evaluation::Evaluation(const std::filesystem::path& store) : database_(std::make_unique<Database>(store)) {
    try {
        site_periods_ = read_site_periods(*database_);
    } catch (const SqlFault& fault) {
        throw EnvironmentError("The store \"" + store.string() + "\" cannot be read: " + fault.message + ".",
                               "It may come from another version of this program.");
    }
}

Evaluation::~Evaluation() = default;

Selection Evaluation::resolved(Selection selection) const {
    for (auto& site : selection.sites) {
        auto rows = database_->prepare("SELECT id FROM site WHERE id = ?1 COLLATE NOCASE "
                                       "UNION SELECT site FROM site_alias WHERE alias = ?1 COLLATE NOCASE");
        rows.bind(1, site);
        if (rows.step()) site = rows.text(0);
    }
    const auto check = [&](const char* what, const std::vector<std::string>& chosen, std::string SitePeriod::*field) {
        for (const auto& word : chosen) {
            if (std::ranges::find(site_periods_, word, field) != site_periods_.end()) continue;
            std::string known;
            std::set<std::string> seen;
            for (const auto& where : site_periods_)
                if (seen.insert(where.*field).second) known += (known.empty() ? "" : ", ") + where.*field;
            throw UsageError("The study has no " + std::string(what) + " \"" + word + "\".", "It has " + known + ".");
        }
    };
    check("site", selection.sites, &SitePeriod::site);
    check("period", selection.periods, &SitePeriod::period);
    return selection;
}

Evaluation::Columns Evaluation::cases(const Measure& measure, const Selection& selection,
                                      const std::function<void(const Case&)>& visit) {
    MeasureQuery query(*database_, measure, resolved(selection));
    while (const auto c = query.next()) visit(*c);
    return database_->take_columns_read();
}

std::vector<MeasureFault> Evaluation::faults(const Measure& measure) {
    std::vector<MeasureFault> all;
    const auto known = [&](const std::string& record, std::string_view key) {
        auto types = database_->prepare("SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = ?");
        types.bind(1, "current_" + record);
        if (types.step()) return;
        const auto at = measure.sql.find(record, measure.sql.find("-- " + std::string(key)));
        all.push_back({measure.file.string() + ":" +
                           std::to_string(1 + std::ranges::count(measure.sql.substr(0, at), '\n')) +
                           ": there is no record type \"" + record + "\".",
                       "The types are listed by \"pilotage schema\".", std::string(key)});
    };
    for (const auto& record : measure.records) known(record, "records");
    for (const auto& record : measure.records_of_site) known(record, "records_of_site");
    for (const auto& [record, why] : measure.without) known(record, "without");
    auto tried = measure;
    if (!all.empty()) tried.records.clear(), tried.records_of_site.clear(), tried.without.clear();
    try {
        figures(tried, {});
        check_record_types(tried, all);
    } catch (const QueryFaults& e) {
        all.insert(all.end(), e.faults.begin(), e.faults.end());
    } catch (const EnvironmentError& e) {
        all.push_back({e.what(), e.hint()});
    }
    return all;
}

void Evaluation::check_record_types(const Measure& measure, std::vector<MeasureFault>& faults) {
    std::set<std::string> named, read;
    for (const auto* records : {&measure.records, &measure.records_of_site})
        read.insert(records->begin(), records->end());
    for (const auto& [view, column] : cases(measure, {}, [&](const Case& c) { named.emplace(c.record); }))
        read.insert(view);
    for (const auto& record : named)
        if (!read.contains("current_" + record) && !read.contains(record))
            faults.push_back({measure.file.string() + ": cases name rows of \"" + record +
                                  "\", which neither the SELECT reads nor \"records\" names.",
                              "Give the record type that the id comes from: trace leads to that row.", "record"});
}

bool Evaluation::carries(std::int64_t submission, const std::string& record) {
    const auto [it, fresh] = carried_.try_emplace({submission, record}, false);
    if (!fresh) return it->second;
    // SQLite refuses a record type that is none. It is a name of lower-case letters, digits and underscores:
    // measure.cpp sees to it.
    auto rows =
        database_->prepare("SELECT 1 FROM submission_rows WHERE record = ? AND submission = ? AND EXISTS (SELECT "
                           "1 FROM \"" +
                           record + "\")");
    rows.bind(1, record);
    rows.bind(2, submission);
    return it->second = rows.step();
}

std::optional<State> Evaluation::obstacle(const Measure& measure, const SitePeriod& where) {
    const auto excluded =
        std::ranges::find(measure.not_applicable, where.site, &std::pair<std::string, std::string>::first);
    if (excluded != measure.not_applicable.end()) return NotApplicable{excluded->second};
    if (where.submission == 0) {
        if (where.due) return NoData{"no return stands"};
        return NotApplicable{where.reason.empty() ? "no return is due" : where.reason};
    }
    const auto words = [](std::string record) {
        std::ranges::replace(record, '_', ' ');
        return record;
    };
    for (const auto& record : measure.records)
        if (!carries(where.submission, record)) return NoData{"the return carries no " + words(record) + " records"};
    for (const auto& record : measure.records_of_site)
        if (std::ranges::none_of(site_periods_, [&](const SitePeriod& other) {
                return other.site == where.site && other.submission != 0 && carries(other.submission, record);
            }))
            return NoData{"no return of the site carries " + words(record) + " records"};
    return std::nullopt;
}

Selection Evaluation::with_comparison_arm(Selection selection) const {
    selection = resolved(std::move(selection));
    if (selection.sites.empty()) return selection;
    for (const auto& where : site_periods_)
        if (where.arm == study::Arm::comparison && !std::ranges::count(selection.sites, where.site))
            selection.sites.push_back(where.site);
    return selection;
}

std::vector<Cell> Evaluation::figures(const Measure& measure, const Selection& selection, Groups& groups) {
    const auto chosen = [](const std::vector<std::string>& list, const std::string& word) {
        return list.empty() || std::ranges::find(list, word) != list.end();
    };
    const bool named = !selection.sites.empty() || !selection.periods.empty();
    std::vector<Cell> all;
    try {
        const auto read = cases(measure, selection, [&](const Case& c) { groups.add(c); });
        const InexactCodes codes(*database_, read, groups.records());
        const SitePeriod* before = nullptr;
        for (const auto& where : site_periods_) {
            const auto* previous = std::exchange(before, &where);
            if (!chosen(selection.sites, where.site) || !chosen(selection.periods, where.period)) continue;
            if (where.submission == 0 && !named) continue;
            Cell cell{.site = where.site, .period = where.period, .dimension = {}, .state = {}, .arm = where.arm};
            if (auto state = obstacle(measure, where)) {
                cell.state = std::move(*state);
                all.push_back(std::move(cell));
                continue;
            }
            cell.reasons = reasons_of(measure, where, codes,
                                      [&](const std::string& record) { return carries(where.submission, record); });
            cell.comparability = mark_of(cell.reasons);
            if (previous != nullptr && previous->site == where.site)
                cell.break_in_series = break_between(*previous, where);
            const auto parts = groups.of(where.site, where.period);
            for (auto& [key, group] : parts) {
                if (has_duplicates(group))
                    throw EnvironmentError(measure.file.string() + ": the measure \"" + measure.id +
                                               "\" counts a row of " + where.site + ", " + where.period +
                                               " more than once.",
                                           "A join multiplies rows: use EXISTS, or GROUP BY the row's id.");
                auto& part = all.emplace_back(cell);
                part.dimension = std::get<2>(key);
                part.state = group.aggregate.state();
                if (auto reason = reason_of(codes.of(group), group.cases.size())) {
                    part.reasons.push_back(std::move(*reason));
                    part.comparability = mark_of(part.reasons);
                }
            }
            if (parts.empty()) {
                cell.state = Aggregate(measure).state();
                all.push_back(std::move(cell));
            }
        }
        return all;
    } catch (const SqlFault& fault) {
        throw EnvironmentError(measure.file.string() + ": the measure \"" + measure.id +
                                   "\" names a record type that the store does not have: " + fault.message + ".",
                               "The types are listed by \"pilotage schema\".");
    }
}

std::vector<Cell> Evaluation::figures(const Measure& measure, const Selection& wanted) {
    Groups groups(measure);
    return figures(measure, resolved(wanted), groups);
}

Comparison Evaluation::compare(const Measure& measure, const Selection& wanted) {
    const auto selection = resolved(wanted);
    Groups groups(measure);
    Comparison result;
    result.measure = measure;
    result.cells = figures(measure, selection, groups);
    for (auto& cell : result.cells)
        if (cell.comparability == Comparability::withheld && std::holds_alternative<Figure>(cell.state))
            cell.state = Withheld{};
    std::vector<std::string> periods;
    for (const auto& where : site_periods_)
        if (std::ranges::find(periods, where.period) == periods.end()) periods.push_back(where.period);
    const auto arms = totals_of(result, groups, periods);
    result.differences = differences_of(result, arms);
    result.charts = charts_of(result, periods);
    if (!selection.sites.empty()) return result;
    result.totals = arms;
    result.tests = tests_of(result, periods);
    result.funnels = funnels_of(result, periods);
    return result;
}

} // namespace pilotage::measure
