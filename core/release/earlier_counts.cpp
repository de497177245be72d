#include "core/release/earlier_counts.hpp"

#include "core/hash.hpp"
#include "core/release/release_audit.hpp"

#include <algorithm>
#include <optional>

namespace pilotage::release {
namespace {

using measure::Kind;
using Role = std::optional<std::uint32_t> FigureCells::*;

Known both(const Known& a, const Known& b) {
    return {std::max(a.least, b.least), a.most < 0 ? b.most : b.most < 0 ? a.most : std::min(a.most, b.most)};
}

bool fits(const Known& known, std::int64_t value) {
    return value >= known.least && (known.most < 0 || value <= known.most);
}

bool has_above(Kind kind) {
    return kind == Kind::proportion || kind == Kind::rate || kind == Kind::ratio;
}

/// What an earlier release showed in a figure, by role.
std::vector<std::pair<Role, Known>> shown_in(const ReleasedMeasure& measure, const ReleasedFigure& figure,
                                             const Profile& profile) {
    std::vector<std::pair<Role, Known>> out;
    const auto add = [&](Role role, const Shown& shown) {
        if (shown.number || shown.shorthand == measure::Shorthand::confidential)
            out.emplace_back(role, known_by(shown, profile));
    };
    if (measure.kind == Kind::count) {
        add(&FigureCells::cases, figure.numerator);
    } else {
        add(&FigureCells::cases, figure.denominator);
        if (has_above(measure.kind)) add(&FigureCells::above, figure.numerator);
    }
    return out;
}

/// The cell of this release that a count of an earlier one is taken for.
std::optional<std::uint32_t> same_count(const std::optional<std::uint32_t>& cell, const Known& known,
                                        const CountSystem& system) {
    return cell && fits(known, system.value(*cell)) ? cell : std::nullopt;
}

/// One measure of an earlier release beside the same of this one.
class EarlierMeasure {
public:
    EarlierMeasure(Publication& publication, const CountSystem& system, const Release& release,
                   const ReleasedMeasure& then, const ReleasedMeasure& now_released, const Profile& profile,
                   const std::map<std::string, const FigureCells*>& now)
        : publication_(publication), system_(system), release_(release), then_(then), profile_(profile), now_(now) {
        for (const auto& figure : now_released.figures) sites_now_[figure.id] = figure.sites;
    }

    void add() {
        for (const auto& figure : then_.figures)
            for (const auto& [role, known] : shown_in(then_, figure, profile_)) add_count(figure, role, known);
        add_strata();
        for (const auto role : {&FigureCells::cases, &FigureCells::above}) {
            if (role == &FigureCells::above && !has_above(then_.kind)) continue;
            for (const auto& figure : then_.figures) add_sums(figure, role);
        }
        if (then_.kind == Kind::proportion)
            for (const auto& figure : then_.figures) add_complement(figure);
    }

private:
    /// A total of other sites than now is another count, whatever was shown of it.
    void add_count(const ReleasedFigure& figure, Role role, const Known& known) {
        const auto now = now_.find(figure.id);
        const auto sites = sites_now_.find(figure.id);
        const bool same_sites = sites != sites_now_.end() && sites->second == figure.sites;
        cells_[{figure.id, role == &FigureCells::above}] =
            learned(now == now_.end() || !same_sites ? std::nullopt : now->second->*role, known);
    }
    /// The count of this release if it is still the same, else one of its own.
    std::uint32_t learned(const std::optional<std::uint32_t>& now, const Known& known) {
        const auto same = same_count(now, known, system_);
        if (!same) return own(known);
        publication_.counts[*same] = both(publication_.counts[*same], known);
        return *same;
    }

    /// The strata that its shares were worked out from add up to the figures of their sites.
    void add_strata() {
        std::map<std::string, std::vector<std::uint32_t>> by_figure;
        for (const auto& s : then_.strata) {
            const auto figure = figure_id(then_.id, s.period, s.site, s.part);
            const auto found = now_.find(figure);
            const auto* now = found == now_.end() ? nullptr : found->second->stratum(s.site, s.name);
            const auto add = [&](const Shown& shown, const std::optional<std::uint32_t>& cell) {
                return learned(cell, known_by(shown, profile_));
            };
            const auto of = [&](std::uint32_t FigureCells::Stratum::*role) {
                return now == nullptr ? std::nullopt : std::optional(now->*role);
            };
            add(s.people, now == nullptr ? std::nullopt : now->people);
            const auto cases = add(s.cases, of(&FigureCells::Stratum::cases));
            const auto above = add(s.above, of(&FigureCells::Stratum::above));
            if (now == nullptr || cases != now->cases || above != now->above) add_sum(cases, {above, own({})});
            by_figure[figure].push_back(cases);
        }
        for (auto& [figure, cases] : by_figure)
            if (const auto total = cells_.find({figure, false}); total != cells_.end())
                add_sum(total->second, std::move(cases));
    }
    std::uint32_t own(const Known& known) {
        publication_.counts.push_back(known);
        return static_cast<std::uint32_t>(publication_.counts.size() - 1);
    }
    std::optional<std::uint32_t> cell(const std::string& place, const ReleasedFigure& like, const std::string& part,
                                      Role role) const {
        const auto found = cells_.find({figure_id(then_.id, like.period, place, part), role == &FigureCells::above});
        return found == cells_.end() ? std::nullopt : std::optional(found->second);
    }
    void add_sum(std::uint32_t total, std::vector<std::uint32_t> parts) {
        if (!parts.empty() && !(parts.size() == 1 && parts.front() == total))
            publication_.sums.push_back({total, std::move(parts)});
    }

    void add_sums(const ReleasedFigure& figure, Role role) {
        const auto total = cell(figure.place, figure, figure.part, role);
        if (!total) return;
        std::vector<std::uint32_t> parts;
        if (figure.level != Level::site) {
            for (const auto& site : release_.sites)
                if (figure.level == Level::all || figure.place == "arm-" + site.arm)
                    if (const auto part = cell(site.id, figure, figure.part, role)) parts.push_back(*part);
            if (static_cast<std::int64_t>(parts.size()) == figure.sites) add_sum(*total, parts);
        }
        if (!figure.part.empty() || then_.parts.empty()) return;
        parts.clear();
        for (const auto& name : then_.parts)
            if (const auto part = cell(figure.place, figure, name, role)) parts.push_back(*part);
        if (parts.size() == then_.parts.size()) add_sum(*total, std::move(parts));
    }
    void add_complement(const ReleasedFigure& figure) {
        const auto above = cell(figure.place, figure, figure.part, &FigureCells::above);
        const auto cases = cell(figure.place, figure, figure.part, &FigureCells::cases);
        if (!above || !cases) return;
        const auto now = now_.find(figure.id);
        if (now != now_.end() && now->second->above == above && now->second->cases == cases) return; // holds already
        add_sum(*cases, {*above, own({})});
    }

    Publication& publication_;
    const CountSystem& system_;
    const Release& release_;
    const ReleasedMeasure& then_;
    const Profile& profile_;
    const std::map<std::string, const FigureCells*>& now_;
    std::map<std::string, std::int64_t> sites_now_;               ///< by figure's id
    std::map<std::pair<std::string, bool>, std::uint32_t> cells_; ///< figure's id, above the line
};

/// Those that this release has by the same definition. `definitions`: of this release's measures, by id.
template <class Each>
void each_same_measure(const Release& earlier, const std::map<std::string, std::string>& definitions, Each each) {
    for (const auto* list : {&earlier.measures, &earlier.quality})
        for (const auto& measure : *list)
            if (const auto own = definitions.find(measure.id);
                own != definitions.end() && own->second == measure.sha256)
                each(measure);
}

} // namespace

std::map<std::uint32_t, KnownBefore> known_before(const ReleaseCounts& counts, const std::vector<TrueTable>& tables,
                                                  const std::vector<std::vector<std::string>>& ids,
                                                  const std::vector<EarlierRelease>& earlier) {
    std::map<std::uint32_t, KnownBefore> known;
    if (earlier.empty()) return known;
    const auto now = cells_by_id(counts, ids);
    std::map<std::string, std::string> definitions;
    for (const auto& table : tables)
        definitions[table.measure.id] = table.measure.sql.empty() ? "" : sha256_bytes(table.measure.sql);
    const auto learn = [&](const std::optional<std::uint32_t>& cell, const Known& shown, const std::string& release) {
        const auto same = same_count(cell, shown, counts.system);
        if (!same || (shown.least == 0 && shown.most < 0)) return; // withheld then too
        auto& own = known[*same];
        own.known = both(own.known, shown);
        if (own.releases.empty() || own.releases.back() != release) own.releases.push_back(release);
    };
    for (const auto& e : earlier)
        each_same_measure(e.release, definitions, [&](const ReleasedMeasure& measure) {
            for (const auto& figure : measure.figures)
                if (const auto found = now.find(figure.id); found != now.end())
                    for (const auto& [role, shown] : shown_in(measure, figure, e.profile))
                        learn(found->second->*role, shown, e.name);
            for (const auto& s : measure.strata) {
                const auto found = now.find(figure_id(measure.id, s.period, s.site, s.part));
                const auto* own = found == now.end() ? nullptr : found->second->stratum(s.site, s.name);
                if (own == nullptr) continue;
                learn(own->people, known_by(s.people, e.profile), e.name);
                learn(own->cases, known_by(s.cases, e.profile), e.name);
                learn(own->above, known_by(s.above, e.profile), e.name);
            }
        });
    return known;
}

void add_earlier(Publication& publication, const Release& now, const CountSystem& system,
                 const std::map<std::string, const FigureCells*>& cells, std::span<const EarlierRelease> earlier) {
    std::map<std::string, std::string> definitions;
    std::map<std::string, const ReleasedMeasure*> by_id;
    for (const auto* list : {&now.measures, &now.quality})
        for (const auto& measure : *list) {
            definitions[measure.id] = measure.sha256;
            by_id[measure.id] = &measure;
        }
    for (const auto& e : earlier)
        each_same_measure(e.release, definitions, [&](const ReleasedMeasure& then) {
            EarlierMeasure(publication, system, e.release, then, *by_id.at(then.id), e.profile, cells).add();
        });
}

} // namespace pilotage::release
