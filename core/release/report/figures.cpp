#include "core/release/report/figures.hpp"

#include <algorithm>
#include <limits>

namespace pilotage::release::report {
namespace {

Mark mark_of(const Release& release, const ReleasedFigure& figure) {
    if (figure.level != Level::site) return figure.place == "arm-comparison" ? Mark::comparison : Mark::total;
    const auto site = std::ranges::find(release.sites, figure.place, &ReleasedSite::id);
    if (site == release.sites.end() || site->arm == "pilot") return Mark::pilot;
    return site->arm == "comparison" ? Mark::comparison : Mark::host;
}

} // namespace

Figures::Figures(const Release& release, const ReleasedMeasure& m) : measure(m), parts(m.parts) {
    parts.emplace_back();
    for (const auto& figure : m.figures) {
        by_name_[{figure.period, figure.place, figure.part}] = &figure;
        if (std::ranges::find(places, figure.place, &ShownPlace::id) == places.end())
            places.push_back({figure.place, figure.place_name, figure.level, mark_of(release, figure)});
        if (std::ranges::find(periods, figure.period) == periods.end()) periods.push_back(figure.period);
    }
    const auto position = [&](const ShownPlace& place) {
        const auto site = std::ranges::find(release.sites, place.id, &ReleasedSite::id);
        return std::pair(place.level, place.level == Level::site ? site - release.sites.begin() : 0);
    };
    std::ranges::stable_sort(places, {}, position);
    std::ranges::stable_sort(periods, {}, [&](const std::string& period) {
        return std::ranges::find(release.periods, period, &ReleasedPeriod::id) - release.periods.begin();
    });
}

const ReleasedFigure* Figures::find(const std::string& period, const std::string& place,
                                    const std::string& part) const {
    if (const auto found = by_name_.find({period, place, part}); found != by_name_.end()) return found->second;
    const auto total = by_name_.find({period, place, ""});
    return total == by_name_.end() || total->second->value.number ? nullptr : total->second;
}

bool Figures::has_number(const std::string& period, const std::string& part) const {
    return std::ranges::any_of(places, [&](const ShownPlace& place) {
        const auto* figure = place.level == Level::site ? find(period, place.id, part) : nullptr;
        return figure != nullptr && figure->value.number;
    });
}

bool Figures::has_number(const std::string& period) const {
    return std::ranges::any_of(parts, [&](const std::string& part) { return has_number(period, part); });
}

std::string instead_words(const Shown& value) {
    if (!value.shorthand) return "none";
    return std::string(measure::code_of(*value.shorthand)) + " " + std::string(measure::meaning_of(*value.shorthand));
}

double least_value(const ReleasedMeasure& measure) {
    using measure::Kind;
    return measure.kind == Kind::count || measure.kind == Kind::proportion || measure.kind == Kind::rate
               ? 0
               : -std::numeric_limits<double>::max();
}

double most_value(const ReleasedMeasure& measure) {
    return measure.kind == measure::Kind::proportion ? 1 : std::numeric_limits<double>::max();
}

Axis axis_of(const Figures& figures, int steps) {
    std::vector<double> values;
    for (const auto& f : figures.measure.figures) {
        if (!f.value.number || (f.level != Level::site && figures.measure.kind == measure::Kind::count)) continue;
        values.push_back(*f.value.number);
        if (f.interval) values.insert(values.end(), {f.interval->lower, f.interval->upper});
    }
    return axis_over(values, steps, least_value(figures.measure), most_value(figures.measure));
}

} // namespace pilotage::release::report
