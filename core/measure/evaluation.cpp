#include "core/measure/evaluation.hpp"

#include "core/error.hpp"
#include "core/measure/aggregate.hpp"
#include "core/measure/measure_query.hpp"

#include <algorithm>
#include <tuple>

namespace pilotage::measure {
namespace {

/// The cases of one figure, and the rows they come from, so that no row counts twice.
struct Group {
    Aggregate aggregate;
    std::vector<std::pair<std::uint32_t, std::int64_t>> rows; ///< number of the record type, id

    void add(const Measure& measure, const Case& c, std::uint32_t record) {
        rows.emplace_back(record, c.id);
        switch (measure.kind) {
        case Kind::count:
            aggregate.add_count();
            break;
        case Kind::proportion:
            aggregate.add_proportion(c.numerator != 0);
            break;
        case Kind::rate:
            aggregate.add_rate(c.numerator, c.denominator);
            break;
        case Kind::mean:
        case Kind::median:
        case Kind::score:
            aggregate.add_value(c.value);
            break;
        }
    }
    bool has_duplicates() {
        std::ranges::sort(rows);
        return std::ranges::adjacent_find(rows) != rows.end();
    }
};

/// Groups by site, period and dimension. Rows of one figure mostly come together, so the last group is tried first.
class Groups {
public:
    using Key = std::tuple<std::string, std::string, std::string>;

    explicit Groups(const Measure& measure) : measure_(&measure) {}

    void add(const Case& c) {
        if (last_ == groups_.end() || std::tie(c.site, c.period, c.dimension) != view_of(last_->first))
            last_ = groups_.try_emplace(Key(c.site, c.period, c.dimension), Group{Aggregate(*measure_), {}}).first;
        auto record = std::ranges::find(records_, c.record);
        if (record == records_.end()) record = records_.emplace(record, c.record);
        last_->second.add(*measure_, c, static_cast<std::uint32_t>(record - records_.begin()));
    }
    /// The groups of one site and period, by dimension.
    auto of(const std::string& site, const std::string& period) {
        const auto begin = groups_.lower_bound({site, period, ""});
        const auto end = std::find_if(begin, groups_.end(), [&](const auto& group) {
            return std::get<0>(group.first) != site || std::get<1>(group.first) != period;
        });
        return std::ranges::subrange(begin, end);
    }

private:
    static std::tuple<std::string_view, std::string_view, std::string_view> view_of(const Key& key) {
        return {std::get<0>(key), std::get<1>(key), std::get<2>(key)};
    }

    const Measure* measure_;
    std::map<Key, Group> groups_;
    std::map<Key, Group>::iterator last_ = groups_.end();
    std::vector<std::string> records_;
};

} // namespace

Evaluation::Evaluation(const std::filesystem::path& store) : database_(std::make_unique<Database>(store)) {
    try {
        auto rows = database_->prepare(
            "SELECT t.id, t.name, p.id, coalesce(d.due, 1), coalesce(d.reason, ''), coalesce(c.submission, 0) "
            "FROM site t CROSS JOIN period p LEFT JOIN return_due d ON d.site = t.id AND d.period = p.id "
            "LEFT JOIN current_submission c ON c.site = t.id AND c.period = p.id ORDER BY t.position, p.position");
        while (rows.step())
            site_periods_.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                                     rows.integer(3) != 0, std::string(rows.text(4)), rows.integer(5)});
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

bool Evaluation::carries(std::int64_t submission, const std::string& record) {
    const auto [it, fresh] = carried_.try_emplace({submission, record}, false);
    if (!fresh) return it->second;
    // A record type is a name of lower-case letters, digits and underscores: measure.cpp sees to it.
    auto rows = database_->prepare("SELECT 1 FROM \"" + record + "\" WHERE submission = ? LIMIT 1");
    rows.bind(1, submission);
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
    for (const auto& record : measure.records)
        if (!carries(where.submission, record)) {
            auto words = record;
            std::ranges::replace(words, '_', ' ');
            return NoData{"the return carries no " + words + " records"};
        }
    return std::nullopt;
}

Comparison Evaluation::compare(const Measure& measure, const Selection& wanted) {
    const auto selection = resolved(wanted);
    const auto chosen = [](const std::vector<std::string>& list, const std::string& word) {
        return list.empty() || std::ranges::find(list, word) != list.end();
    };
    const bool named = !selection.sites.empty() || !selection.periods.empty();
    Groups groups(measure);
    Comparison result{measure, {}};
    try {
        cases(measure, selection, [&](const Case& c) { groups.add(c); });
        for (const auto& where : site_periods_) {
            if (!chosen(selection.sites, where.site) || !chosen(selection.periods, where.period)) continue;
            if (where.submission == 0 && !named) continue;
            if (auto state = obstacle(measure, where)) {
                result.cells.push_back({.site = where.site, .period = where.period, .state = std::move(*state)});
                continue;
            }
            const auto parts = groups.of(where.site, where.period);
            for (auto& [key, group] : parts) {
                if (group.has_duplicates())
                    throw EnvironmentError(measure.file.string() + ": the measure \"" + measure.id +
                                               "\" counts a row of " + where.site + ", " + where.period +
                                               " more than once.",
                                           "A join multiplies rows: use EXISTS, or GROUP BY the row's id.");
                result.cells.push_back({where.site, where.period, std::get<2>(key), group.aggregate.state()});
            }
            if (parts.empty()) result.cells.push_back({where.site, where.period, "", Aggregate(measure).state()});
        }
        return result;
    } catch (const SqlFault& fault) {
        throw EnvironmentError(measure.file.string() + ": the measure \"" + measure.id +
                                   "\" names a record type that the store does not have: " + fault.message + ".",
                               "The types are listed by \"pilotage schema\".");
    }
}

} // namespace pilotage::measure
