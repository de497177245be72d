#include "core/release/true_figures.hpp"

#include "core/measure/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace pilotage::release {
namespace {

using measure::Kind;

std::uint64_t mixed(std::uint64_t x) { // splitmix64
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

/// What the cases of one figure add up to. Figures of several sites are worked out from their cases too.
struct Gathered {
    RowSet cases, above;
    double events = 0, exposure = 0;
    std::vector<double> values;
    struct Answer {
        std::string site, stratum;
        double people = 0, value = 0;
    };
    std::vector<Answer> answers; ///< of the cases with a stratum

    void add(const measure::Measure& measure, const measure::Case& c) {
        if (!c.stratum.empty() && c.stratum_size > 0)
            answers.push_back({std::string(c.site), std::string(c.stratum), c.stratum_size,
                               measure.kind == Kind::proportion ? c.numerator : c.value});
        cases.add(c.record, c.id);
        if (measure.kind == Kind::proportion && c.numerator != 0) above.add(c.record, c.id);
        if (measure.kind == Kind::rate || measure.kind == Kind::ratio) events += c.numerator, exposure += c.denominator;
        if (measure.kind == Kind::mean || measure.kind == Kind::median || measure.kind == Kind::score)
            values.push_back(c.value);
    }
    void add(const Gathered& other) {
        cases.hash += other.cases.hash, cases.count += other.cases.count;
        above.hash += other.above.hash, above.count += other.above.count;
        events += other.events, exposure += other.exposure;
        values.insert(values.end(), other.values.begin(), other.values.end());
        answers.insert(answers.end(), other.answers.begin(), other.answers.end());
    }
    std::vector<TrueStratum> strata() const {
        std::map<std::pair<std::string, std::string>, TrueStratum> by_name;
        TrueStratum unknown{{}, {}, 0, cases.count, above.count};
        for (const auto& answer : answers) {
            auto& stratum = by_name[{answer.site, answer.stratum}];
            unknown.site = stratum.site = answer.site;
            stratum.name = answer.stratum;
            stratum.people = std::llround(answer.people);
            const std::int64_t is_above = answer.value != 0 ? 1 : 0;
            stratum.cases += 1, stratum.above += is_above;
            unknown.cases -= 1, unknown.above -= is_above;
        }
        std::vector<TrueStratum> all;
        for (auto& [name, stratum] : by_name) all.push_back(std::move(stratum));
        if (!all.empty() && unknown.cases > 0) all.push_back(std::move(unknown));
        return all;
    }
    measure::State state(const measure::Measure& measure) const {
        measure::Aggregate aggregate(measure);
        switch (measure.kind) {
        case Kind::count:
            for (std::int64_t i = 0; i < cases.count; ++i) aggregate.add_count();
            break;
        case Kind::proportion:
            for (std::int64_t i = 0; i < cases.count; ++i) aggregate.add_proportion(i < above.count);
            break;
        case Kind::rate:
        case Kind::ratio:
            if (cases.count > 0) aggregate.add_rate(events, exposure);
            break;
        case Kind::mean:
        case Kind::median:
        case Kind::score:
            for (const double value : values) aggregate.add_value(value);
            break;
        }
        for (const auto& answer : answers)
            aggregate.add_stratum(answer.site + "/" + answer.stratum, answer.people, answer.value);
        return aggregate.state();
    }
};

class Builder {
public:
    Builder(measure::Evaluation& evaluation, const study::Study& study, const measure::Measure& measure,
            const std::optional<Dominance>& dominance)
        : evaluation_(evaluation), study_(study), dominance_(dominance), places_(places_of(study)) {
        table_.measure = measure;
    }

    TrueTable build() {
        gather();
        compare();
        for (std::size_t period = 0; period < study_.periods.size(); ++period)
            for (std::size_t place = 0; place < places_.size(); ++place)
                for (std::size_t part = 0; part <= table_.parts.size(); ++part) add_figure(period, place, part);
        return std::move(table_);
    }

private:
    using Key = std::tuple<std::size_t, std::size_t, std::string>; ///< period, site, part

    void gather() {
        std::map<std::string, std::size_t, std::less<>> sites, periods;
        for (std::size_t i = 0; i < study_.sites.size(); ++i) sites.emplace(study_.sites[i].id, i);
        for (std::size_t i = 0; i < study_.periods.size(); ++i) periods.emplace(study_.periods[i].id, i);
        evaluation_.cases(table_.measure, {}, [&](const measure::Case& c) {
            const auto site = sites.find(c.site);
            const auto period = periods.find(c.period);
            if (site == sites.end() || period == periods.end()) return;
            at({period->second, site->second, ""}).add(table_.measure, c);
            if (table_.split()) at({period->second, site->second, std::string(c.dimension)}).add(table_.measure, c);
        });
        for (const auto& [key, gathered] : gathered_)
            if (!std::get<2>(key).empty()) table_.parts.push_back(std::get<2>(key));
        std::ranges::sort(table_.parts);
        table_.parts.erase(std::ranges::unique(table_.parts).begin(), table_.parts.end());
    }

    Gathered& at(const Key& key) { return gathered_[key]; }

    /// What the comparison says of the sites' figures: where there can be none, and how far they may be compared.
    void compare() {
        measure::Selection all;
        for (const auto& site : study_.sites) all.sites.push_back(site.id);
        for (auto& cell : evaluation_.compare(table_.measure, all).cells)
            compared_[{cell.site, cell.period}].push_back(std::move(cell));
    }
    /// Of a site and period; several where the measure is split.
    const std::vector<measure::Cell>& compared(std::size_t site, std::size_t period) {
        return compared_[{study_.sites[site].id, study_.periods[period].id}];
    }
    const measure::State* obstacle(std::size_t site, std::size_t period) {
        const auto& cells = compared(site, period);
        if (cells.size() != 1) return nullptr;
        const auto& state = cells.front().state;
        const bool none =
            std::holds_alternative<measure::NoData>(state) || std::holds_alternative<measure::NotApplicable>(state);
        return none ? &state : nullptr;
    }
    /// A site's figure that must not stand beside others; the total of parts only where none of them may.
    bool is_withheld(std::size_t site, std::size_t period, const std::string& part) {
        bool any = false;
        for (const auto& cell : compared(site, period)) {
            if (!part.empty() && cell.dimension != part) continue;
            if (!std::holds_alternative<measure::Withheld>(cell.state)) return false;
            any = true;
        }
        return any;
    }

    void add_figure(std::size_t period, std::size_t place, std::size_t part) {
        TrueFigure figure;
        figure.place = place;
        figure.period = period;
        if (part < table_.parts.size()) figure.part = table_.parts[part];
        const bool is_site = places_[place].level == Level::site;
        Gathered gathered;
        const measure::State* none = nullptr;
        bool withheld = false;
        for (const auto site : places_[place].sites) {
            if (const auto* state = obstacle(site, period)) {
                if (none == nullptr || std::holds_alternative<measure::NoData>(*state)) none = state;
                continue;
            }
            const bool gone = is_withheld(site, period, figure.part);
            withheld = withheld || gone;
            if (gone && !is_site) continue;
            ++figure.sites;
            if (const auto found = gathered_.find({period, site, figure.part}); found != gathered_.end())
                gathered.add(found->second);
        }
        if (figure.sites == 0) {
            figure.state = none_of(place, none, withheld);
        } else {
            figure.cases = gathered.cases;
            figure.above = gathered.above;
            figure.whole_values =
                std::ranges::all_of(gathered.values, [](double value) { return value == std::trunc(value); });
            figure.dominated =
                dominance_ && table_.measure.kind == Kind::mean && dominated(gathered.values, *dominance_);
            figure.state = withheld && is_site ? measure::State(measure::Withheld{}) : gathered.state(table_.measure);
            const auto* own = std::get_if<measure::Figure>(&figure.state);
            const bool weighted = own != nullptr && own->method == measure::stratified_margin;
            if (weighted) figure.whole_values = false;
            if (table_.measure.kind == Kind::proportion && (weighted || is_site)) figure.strata = gathered.strata();
            set_comparability(figure);
        }
        table_.figures.push_back(std::move(figure));
    }

    measure::State none_of(std::size_t place, const measure::State* none, bool withheld) const {
        if (places_[place].sites.size() == 1 && none != nullptr) return *none;
        if (withheld || std::holds_alternative<measure::NoData>(*none)) return measure::NoData{"no site has a figure"};
        return measure::NotApplicable{"it applies to no site"};
    }

    void set_comparability(TrueFigure& figure) {
        std::string caveated;
        for (const auto site : places_[figure.place].sites) {
            if (obstacle(site, figure.period) != nullptr) continue;
            auto worst = measure::Comparability::comparable;
            std::vector<std::string> reasons;
            for (const auto& cell : compared(site, figure.period)) {
                if (!figure.part.empty() && cell.dimension != figure.part) continue;
                worst = std::max(worst, cell.comparability);
                for (const auto& reason : cell.reasons)
                    if (std::ranges::find(reasons, reason.text) == reasons.end()) reasons.push_back(reason.text);
                if (!cell.break_in_series.empty()) figure.break_in_series = cell.break_in_series;
            }
            const bool withheld = is_withheld(site, figure.period, figure.part);
            if (worst == measure::Comparability::withheld && !withheld) worst = measure::Comparability::caveated;
            if (places_[figure.place].level == Level::site) {
                figure.comparability = worst;
                figure.reasons = std::move(reasons);
            } else if (!withheld) {
                figure.comparability = std::max(figure.comparability, worst);
                if (worst != measure::Comparability::comparable)
                    caveated += (caveated.empty() ? "" : ", ") + study_.sites[site].id;
            }
        }
        if (places_[figure.place].level == Level::site) return;
        figure.break_in_series.clear(); // told at the sites
        if (!caveated.empty()) figure.reasons.push_back("rests on caveated figures of " + caveated);
    }

    measure::Evaluation& evaluation_;
    const study::Study& study_;
    const std::optional<Dominance>& dominance_;
    std::vector<Place> places_;
    std::map<Key, Gathered> gathered_;
    std::map<std::pair<std::string, std::string>, std::vector<measure::Cell>> compared_; ///< by site and period
    TrueTable table_;
};

} // namespace

void RowSet::add(std::string_view record, std::int64_t id) {
    std::uint64_t name = 0xcbf29ce484222325; // FNV-1a
    for (const char c : record) name = (name ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash += mixed(name ^ mixed(static_cast<std::uint64_t>(id)));
    ++count;
}

std::vector<Place> places_of(const study::Study& study) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < study.sites.size(); ++i)
        places.push_back({Level::site, study.sites[i].id, study.sites[i].name, {i}});
    for (const auto arm : {study::Arm::pilot, study::Arm::host, study::Arm::comparison}) {
        const std::string word(name_of(arm));
        Place place{Level::arm, "arm-" + word, "All " + word + " sites", {}};
        for (std::size_t i = 0; i < study.sites.size(); ++i)
            if (study.sites[i].arm == arm) place.sites.push_back(i);
        if (!place.sites.empty()) places.push_back(std::move(place));
    }
    Place all{Level::all, "all-sites", "All sites", {}};
    for (std::size_t i = 0; i < study.sites.size(); ++i) all.sites.push_back(i);
    places.push_back(std::move(all));
    return places;
}

bool dominated(std::vector<double> values, const Dominance& rule) {
    std::ranges::sort(values, std::greater<>());
    if (values.empty() || values.back() < 0) return false;
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (sum <= 0) return false;
    if (rule.largest > 0) {
        const auto many = std::min(values.size(), static_cast<std::size_t>(rule.largest));
        const double largest = std::accumulate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(many), 0.0);
        if (largest > rule.share * sum) return true;
    }
    const double rest = std::accumulate(
        values.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, values.size())), values.end(), 0.0);
    return rule.p_ratio > 0 && rest < rule.p_ratio * values.front();
}

TrueTable true_table(measure::Evaluation& evaluation, const study::Study& study, const measure::Measure& measure,
                     const std::optional<Dominance>& dominance) {
    return Builder(evaluation, study, measure, dominance).build();
}

} // namespace pilotage::release
