#include "core/release/release_counts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>

namespace pilotage::release {
namespace {

using measure::Figure;
using measure::Kind;

bool is_withheld(const TrueFigure& figure) {
    return std::holds_alternative<measure::Withheld>(figure.state);
}

/// Events and exposures, not rows.
bool adds_up_numbers(Kind kind) {
    return kind == Kind::rate || kind == Kind::ratio;
}

/// There is a count, shown or not.
bool counted(const TrueFigure& figure) {
    return std::holds_alternative<Figure>(figure.state) ||
           std::holds_alternative<measure::ZeroDenominator>(figure.state) || is_withheld(figure);
}

/// Calls add(total, parts) with the figures of a table whose cases add up, which the sums of their row sets tell.
void each_sum(const TrueTable& table, const std::vector<Place>& places,
              const std::function<void(std::size_t, const std::vector<std::size_t>&)>& add) {
    const auto consider = [&](std::size_t total, std::vector<std::size_t> parts, bool with_withheld) {
        std::erase_if(parts, [&](std::size_t i) {
            return !counted(table.figures[i]) || (!with_withheld && is_withheld(table.figures[i]));
        });
        if (!counted(table.figures[total]) || parts.empty()) return;
        RowSet sum;
        for (const auto i : parts) {
            sum.hash += table.figures[i].cases.hash;
            sum.count += table.figures[i].cases.count;
        }
        const auto& whole_set = table.figures[total].cases;
        if (sum.hash == whole_set.hash && sum.count == whole_set.count) add(total, parts);
    };
    const auto last = table.parts.size();
    const auto periods = table.figures.size() / (places.size() * (last + 1));
    for (std::size_t period = 0; period < periods; ++period)
        for (std::size_t place = 0; place < places.size(); ++place) {
            const auto at = [&](std::size_t p, std::size_t part) { return table.at(period, p, part, places.size()); };
            for (std::size_t part = 0; part <= last; ++part) {
                std::vector<std::size_t> parts;
                for (std::size_t p = 0; p < places.size(); ++p)
                    if ((places[place].level == Level::arm && places[p].level == Level::site &&
                         std::ranges::find(places[place].sites, places[p].sites.front()) !=
                             places[place].sites.end()) ||
                        (places[place].level == Level::all && places[p].level == Level::arm))
                        parts.push_back(at(p, part));
                if (!parts.empty()) consider(at(place, part), parts, false);
            }
            if (last > 0) {
                std::vector<std::size_t> parts;
                for (std::size_t part = 0; part < last; ++part) parts.push_back(at(place, part));
                consider(at(place, last), parts, true);
            }
        }
}

/// Events in whole numbers that add up as the true ones do, by figure. Those of a rate may be fractions, as staff are
/// in whole-time equivalents; each rounded by itself would not make the rounded total. What is whole stays as it is.
std::vector<std::int64_t> whole_events(const TrueTable& table, const std::vector<Place>& places) {
    std::vector<std::int64_t> whole(table.figures.size());
    const auto last = table.parts.size();
    const auto everywhere = places.size() - 1;
    for (std::size_t period = 0; period < table.figures.size() / (places.size() * (last + 1)); ++period) {
        const auto at = [&](std::size_t place, std::size_t part) {
            return table.at(period, place, part, places.size());
        };
        double so_far = 0;
        for (std::size_t arm = 0; arm < places.size(); ++arm) {
            if (places[arm].level != Level::arm) continue;
            for (const auto site : places[arm].sites)
                for (std::size_t part = 0; part < std::max<std::size_t>(1, last); ++part) {
                    const auto* own = std::get_if<Figure>(&table.figures[at(site, part)].state);
                    if (own == nullptr) continue;
                    const auto before = std::llround(so_far);
                    so_far += own->numerator.value_or(0);
                    for (const auto place : {site, arm, everywhere}) {
                        whole[at(place, part)] += std::llround(so_far) - before;
                        if (last > 0) whole[at(place, last)] += std::llround(so_far) - before;
                    }
                }
        }
    }
    return whole;
}

/// One count over all sites and periods: of a measure, what stands above the line or below it, in one part.
enum class Role : std::uint8_t { cases, above, rest };

RowSet set_of(const TrueFigure& figure, Role role) {
    if (role == Role::cases) return figure.cases;
    if (role == Role::above) return figure.above;
    return {figure.cases.hash - figure.above.hash, figure.cases.count - figure.above.count};
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    RowSet pair;
    pair.add(std::to_string(a), static_cast<std::int64_t>(b));
    return pair.hash;
}

/// Tells which counts of different measures are one by definition: those that count the same rows at every site and in
/// every period. That two counts of one site are of the same rows (all people were reviewed) tells nobody anything.
class Definitions {
public:
    explicit Definitions(const std::vector<TrueTable>& tables, const std::vector<Place>& places) {
        std::map<std::uint64_t, std::size_t> taken; // by which table
        for (std::size_t t = 0; t < tables.size(); ++t) {
            if (adds_up_numbers(tables[t].measure.kind)) continue;
            for (std::size_t part = tables[t].parts.size() + 1; part-- > 0;) // the total first
                for (const auto role : {Role::cases, Role::above, Role::rest}) {
                    if (role != Role::cases && tables[t].measure.kind != Kind::proportion) continue;
                    const auto signature = signature_of(tables[t], part, role, places);
                    if (signature == 0) continue;
                    const auto [it, fresh] = taken.emplace(signature, t);
                    if (!fresh && it->second == t) continue; // alike within one measure: by chance
                    signatures_[{t, part, role}] = signature;
                }
        }
    }
    /// 0: a count of its own.
    std::uint64_t identity(std::size_t table, std::size_t part, Role role, const TrueFigure& figure) const {
        const auto found = signatures_.find({table, part, role});
        if (found == signatures_.end()) return 0;
        return std::max<std::uint64_t>(1, mixed(mixed(found->second, figure.period), figure.place));
    }

private:
    static std::uint64_t signature_of(const TrueTable& table, std::size_t part, Role role,
                                      const std::vector<Place>& places) {
        std::uint64_t signature = 0;
        std::int64_t count = 0;
        for (std::size_t f = part; f < table.figures.size(); f += table.parts.size() + 1) {
            const auto& figure = table.figures[f];
            if (places[figure.place].level != Level::site) continue;
            const auto rows = set_of(figure, role);
            signature = mixed(signature, rows.hash);
            count += rows.count;
        }
        return count == 0 ? 0 : signature;
    }

    std::map<std::tuple<std::size_t, std::size_t, Role>, std::uint64_t> signatures_;
};

class SystemBuilder {
public:
    SystemBuilder(const std::vector<TrueTable>& tables, const std::vector<std::vector<std::string>>& ids,
                  const std::vector<Place>& places)
        : tables_(tables), ids_(ids), places_(places), definitions_(tables, places) {}

    ReleaseCounts build() {
        for (std::size_t t = 0; t < tables_.size(); ++t) {
            auto& cells = out_.cells.emplace_back();
            if (adds_up_numbers(tables_[t].measure.kind)) events_ = whole_events(tables_[t], places_);
            for (std::size_t f = 0; f < tables_[t].figures.size(); ++f) cells.push_back(cells_of(t, f));
            for (const auto& own : cells)
                if (own.rest) out_.system.add_sum(*own.cases, {*own.above, *own.rest});
            each_sum(tables_[t], places_, [&](std::size_t total, const std::vector<std::size_t>& parts) {
                for (auto role : {&FigureCells::above, &FigureCells::rest, &FigureCells::cases})
                    add_sum(cells, role, total, parts);
            });
        }
        return std::move(out_);
    }

private:
    FigureCells cells_of(std::size_t t, std::size_t f) {
        const auto& figure = tables_[t].figures[f];
        const auto kind = tables_[t].measure.kind;
        const auto& id = ids_[t][f];
        FigureCells cells;
        if (!counted(figure)) return cells;
        const bool shown = !is_withheld(figure);
        if (adds_up_numbers(kind)) {
            if (!shown) return cells;
            const auto* own = std::get_if<Figure>(&figure.state);
            const double exposure = own == nullptr ? 0 : own->denominator.value_or(0);
            cells.above = out_.system.add(id + " numerator", events_[f], 0, true);
            if (exposure == std::trunc(exposure))
                cells.cases = out_.system.add(id + " denominator", std::llround(exposure), 0, true);
            return cells;
        }
        const auto part = f % (tables_[t].parts.size() + 1);
        const auto add = [&](Role role, const char* word, bool is_shown) {
            return out_.system.add(id + word, set_of(figure, role).count, definitions_.identity(t, part, role, figure),
                                   is_shown);
        };
        cells.cases = add(Role::cases, kind == Kind::count ? "" : " denominator", shown);
        if (kind != Kind::proportion) return cells;
        cells.above = add(Role::above, " numerator", shown);
        cells.rest = add(Role::rest, " complement", false);
        for (const auto& stratum : figure.strata) cells.strata.push_back(stratum_of(t, f, stratum));
        if (!cells.strata.empty() && places_[figure.place].level == Level::site) add_up_strata(cells);
        return cells;
    }

    /// Of a site; the figures of arms rest on the same.
    FigureCells::Stratum stratum_of(std::size_t t, std::size_t f, const TrueStratum& stratum) {
        const auto& figure = tables_[t].figures[f];
        const auto [known, is_new] = strata_.try_emplace({t, figure.period, figure.part, stratum.site, stratum.name});
        if (is_new) {
            const auto name = ids_[t][f] + (stratum.name.empty() ? " without stratum" : " stratum " + stratum.name);
            auto& own = known->second;
            own.site = stratum.site;
            own.name = stratum.name;
            if (stratum.people > 0) own.people = out_.system.add(name + " people", stratum.people, 0, false);
            own.cases = out_.system.add(name + " denominator", stratum.cases, 0, false);
            own.above = out_.system.add(name + " numerator", stratum.above, 0, false);
            own.rest = out_.system.add(name + " complement", stratum.cases - stratum.above, 0, false);
            out_.system.add_sum(own.cases, {own.above, own.rest});
        }
        return known->second;
    }

    void add_up_strata(const FigureCells& cells) {
        std::vector<std::uint32_t> cases, above;
        for (const auto& stratum : cells.strata) {
            cases.push_back(stratum.cases);
            above.push_back(stratum.above);
        }
        out_.system.add_sum(*cells.cases, std::move(cases));
        out_.system.add_sum(*cells.above, std::move(above));
    }

    void add_sum(const std::vector<FigureCells>& cells, std::optional<std::uint32_t> FigureCells::*role,
                 std::size_t total, const std::vector<std::size_t>& parts) {
        if (!(cells[total].*role)) return;
        std::vector<std::uint32_t> of;
        for (const auto part : parts) {
            if (!(cells[part].*role)) return;
            of.push_back(*(cells[part].*role));
        }
        out_.system.add_sum(*(cells[total].*role), std::move(of));
    }

    const std::vector<TrueTable>& tables_;
    const std::vector<std::vector<std::string>>& ids_;
    const std::vector<Place>& places_;
    Definitions definitions_;
    std::vector<std::int64_t> events_; ///< of the table at hand, by figure
    /// By table, period, part, site and name.
    std::map<std::tuple<std::size_t, std::size_t, std::string, std::string, std::string>, FigureCells::Stratum> strata_;
    ReleaseCounts out_;
};

} // namespace

const FigureCells::Stratum* FigureCells::stratum(std::string_view site, std::string_view name) const {
    const auto found =
        std::ranges::find_if(strata, [&](const Stratum& own) { return own.site == site && own.name == name; });
    return found == strata.end() ? nullptr : &*found;
}

std::map<std::string, const FigureCells*> cells_by_id(const ReleaseCounts& counts,
                                                      const std::vector<std::vector<std::string>>& ids) {
    std::map<std::string, const FigureCells*> cells;
    for (std::size_t t = 0; t < ids.size(); ++t)
        for (std::size_t f = 0; f < ids[t].size(); ++f) cells[ids[t][f]] = &counts.cells[t][f];
    return cells;
}

ReleaseCounts count_system(const std::vector<TrueTable>& tables, const std::vector<std::vector<std::string>>& ids,
                           const std::vector<Place>& places) {
    return SystemBuilder(tables, ids, places).build();
}

WithheldValues withhold_values(const TrueTable& table, const std::vector<FigureCells>& cells,
                               const ProtectedCounts& counts, const std::vector<Place>& places, double seconds) {
    const auto size = table.figures.size();
    WithheldValues out{std::vector<bool>(size), std::vector<bool>(size)};
    CountSystem system;
    std::vector<std::optional<std::uint32_t>> own(size);
    std::vector<bool> sensitive;
    for (std::size_t i = 0; i < size; ++i) {
        const auto& figure = table.figures[i];
        if (!counted(figure) || !cells[i].cases) continue;
        own[i] = system.add("", figure.cases.count, 0, true);
        sensitive.resize(system.size());
        out.dominated[i] = figure.dominated;
        const bool gone =
            figure.cases.count > 0 && (counts.withheld[*cells[i].cases] || counts.primary[*cells[i].cases]);
        if (gone || figure.dominated) sensitive[*own[i]] = true;
    }
    each_sum(table, places, [&](std::size_t total, const std::vector<std::size_t>& parts) {
        std::vector<std::uint32_t> of;
        for (const auto part : parts) of.push_back(*own[part]);
        system.add_sum(*own[total], std::move(of));
    });
    auto tables = system.tables();
    for (std::size_t i = 0; i < tables.cells.size(); ++i) {
        tables.cells[i].sensitive = sensitive[i];
        tables.cells[i].publish = tables.cells[i].value == 0; // nothing that could be withheld
    }
    std::vector<bool> pattern;
    try {
        pattern = suppress(tables, {}, seconds).suppressed;
    } catch (const std::invalid_argument&) {
        pattern.assign(tables.cells.size(), true); // no mean of this measure can be shown
    }
    for (std::size_t i = 0; i < size; ++i) out.withheld[i] = own[i] && pattern[*own[i]];
    return out;
}

} // namespace pilotage::release
