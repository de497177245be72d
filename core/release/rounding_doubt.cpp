#include "core/release/rounding_doubt.hpp"

#include "core/measure/differences.hpp"
#include "core/measure/statistics.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace pilotage::release {
namespace {

using measure::Difference;
using measure::Kind;

/// The figure with its counts moved by `by` so that its value rises (or falls, where `by` is negative).
void move(measure::State& state, const measure::Measure& measure, double by) {
    auto* figure = std::get_if<measure::Figure>(&state);
    if (figure == nullptr || !figure->numerator || !figure->denominator || !figure->interval) return;
    if (figure->method == measure::stratified_margin) return; // worked out from its strata
    if (measure.kind != Kind::proportion && measure.kind != Kind::rate) return;
    const double n = std::max(1.0, *figure->denominator - by);
    const double most = measure.kind == Kind::proportion ? n : std::numeric_limits<double>::infinity();
    const double x = std::clamp(*figure->numerator + by, 0.0, most);
    figure->numerator = x;
    figure->denominator = n;
    if (measure.kind == Kind::proportion) {
        figure->value = x / n;
        figure->interval = measure::wilson(x, n);
    } else {
        const double scale = measure.multiplier / n;
        const auto limits = measure::poisson(x);
        figure->value = x * scale;
        figure->interval = measure::Interval{limits.lower * scale, limits.upper * scale};
    }
}

/// -1 below zero, 1 above, 0 where the interval holds it or there is none.
int side(const measure::Maybe<measure::Estimate>& result) {
    const auto* estimate = std::get_if<measure::Estimate>(&result);
    if (estimate == nullptr) return 0;
    return estimate->interval.lower > 0 ? 1 : estimate->interval.upper < 0 ? -1 : 0;
}

/// Which way the value of a site or of the comparison arm counts in the difference: added, taken away, or not at all.
int sign_of(const Difference& d, const std::string& period, bool of_arm) {
    const int later = period == d.period ? 1 : 0;
    const int earlier = d.of != Difference::Of::against_comparison && period == d.earlier ? -1 : 0;
    if (!of_arm) return later + earlier;
    return d.of == Difference::Of::before_after ? 0 : -(later + earlier);
}

bool holds(const Difference& d, const measure::Comparison& comparison, double reach) {
    auto moved = comparison;
    const int clear = side(d.result);
    for (auto& cell : moved.cells)
        if (cell.site == d.site && cell.dimension == d.dimension)
            move(cell.state, comparison.measure, -clear * sign_of(d, cell.period, false) * reach);
    for (auto& total : moved.totals)
        if (total.arm == study::Arm::comparison && total.dimension == d.dimension)
            move(total.state, comparison.measure, -clear * sign_of(d, total.period, true) * reach);
    const auto again = measure::differences_of(moved, moved.totals);
    const auto key = [](const Difference& one) {
        return std::tie(one.of, one.site, one.period, one.earlier, one.dimension);
    };
    const auto found = std::ranges::find_if(again, [&](const auto& one) { return key(one) == key(d); });
    return found != again.end() && side(found->result) == clear;
}

} // namespace

std::int64_t reach_of_rounding(const Profile& profile) {
    switch (profile.rounding) {
    case RoundingRule::none:
        return 0;
    case RoundingRule::nearest:
        return profile.base / 2;
    case RoundingRule::controlled:
        break;
    }
    return profile.base - 1;
}

void mark_within_rounding(std::vector<Difference>& differences, const measure::Comparison& comparison,
                          const Profile& profile) {
    const auto reach = static_cast<double>(reach_of_rounding(profile));
    if (reach == 0) return;
    for (auto& d : differences) d.within_rounding = side(d.result) != 0 && !holds(d, comparison, reach);
}

} // namespace pilotage::release
