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

/// One measure of an earlier release beside the same of this one.
class EarlierMeasure {
public:
    EarlierMeasure(Publication& publication, const CountSystem& system, const Release& release,
                   const ReleasedMeasure& then, const Profile& profile,
                   const std::map<std::string, const FigureCells*>& now)
        : publication_(publication), system_(system), release_(release), then_(then), profile_(profile), now_(now) {}

    void add() {
        for (const auto& figure : then_.figures)
            for (const auto& [role, known] : shown_in(then_, figure, profile_)) add_count(figure, role, known);
        for (const auto role : {&FigureCells::cases, &FigureCells::above}) {
            if (role == &FigureCells::above && !has_above(then_.kind)) continue;
            for (const auto& figure : then_.figures) add_sums(figure, role);
        }
        if (then_.kind == Kind::proportion)
            for (const auto& figure : then_.figures) add_complement(figure);
    }

private:
    void add_count(const ReleasedFigure& figure, Role role, const Known& known) {
        const auto now = now_.find(figure.id);
        if (now != now_.end() && now->second->*role && fits(known, system_.value(*(now->second->*role)))) {
            const auto cell = *(now->second->*role);
            publication_.counts[cell] = both(publication_.counts[cell], known);
            cells_[{figure.id, role == &FigureCells::above}] = cell;
        } else {
            cells_[{figure.id, role == &FigureCells::above}] = own(known);
        }
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
    std::map<std::pair<std::string, bool>, std::uint32_t> cells_; ///< figure's id, above the line
};

} // namespace

std::map<std::uint32_t, Known> known_before(const ReleaseCounts& counts, const std::vector<TrueTable>& tables,
                                            const std::vector<std::vector<std::string>>& ids,
                                            const std::vector<EarlierRelease>& earlier) {
    std::map<std::uint32_t, Known> known;
    if (earlier.empty()) return known;
    const auto now = cells_by_id(counts, ids);
    std::map<std::string, std::string> definitions;
    for (const auto& table : tables)
        definitions[table.measure.id] = table.measure.sql.empty() ? "" : sha256_bytes(table.measure.sql);
    for (const auto& e : earlier)
        for (const auto* list : {&e.release.measures, &e.release.quality})
            for (const auto& measure : *list) {
                const auto definition = definitions.find(measure.id);
                if (definition == definitions.end() || definition->second != measure.sha256) continue;
                for (const auto& figure : measure.figures) {
                    const auto found = now.find(figure.id);
                    if (found == now.end()) continue;
                    for (const auto& [role, shown] : shown_in(measure, figure, e.profile)) {
                        if (!(found->second->*role)) continue;
                        const auto cell = *(found->second->*role);
                        if (!fits(shown, counts.system.value(cell))) continue;
                        const auto [it, fresh] = known.emplace(cell, shown);
                        if (!fresh) it->second = both(it->second, shown);
                    }
                }
            }
    return known;
}

void add_earlier(Publication& publication, const Release& now, const CountSystem& system,
                 const std::map<std::string, const FigureCells*>& cells, const std::vector<EarlierRelease>& earlier) {
    std::map<std::string, std::string> definitions;
    for (const auto* list : {&now.measures, &now.quality})
        for (const auto& measure : *list) definitions[measure.id] = measure.sha256;
    for (const auto& e : earlier)
        for (const auto* list : {&e.release.measures, &e.release.quality})
            for (const auto& measure : *list) {
                const auto definition = definitions.find(measure.id);
                if (definition == definitions.end() || definition->second != measure.sha256) continue;
                EarlierMeasure(publication, system, e.release, measure, e.profile, cells).add();
            }
}

} // namespace pilotage::release
