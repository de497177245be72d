#include "core/release/rounding_doubt.hpp"

#include "core/measure/counted_figure.hpp"
#include "core/measure/differences.hpp"
#include "core/release/release_audit.hpp"

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
    *figure =
        measure.kind == Kind::proportion ? measure::share_figure(x, n) : measure::rate_figure(x, n, measure.multiplier);
}

/// Of an estimate's interval; 0 where there is none.
int side(const measure::Maybe<measure::Estimate>& result) {
    const auto* estimate = std::get_if<measure::Estimate>(&result);
    return estimate == nullptr ? 0 : measure::side_of_zero(estimate->interval);
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

std::int64_t reach_of_rounding(const Profile& profile, std::int64_t controlled) {
    const std::int64_t shown = 2 * profile.base; // large enough to be less by all that it may be
    return shown - known_by({static_cast<double>(shown), {}}, profile, controlled).least;
}

void mark_within_rounding(std::vector<Difference>& differences, const measure::Comparison& comparison,
                          std::int64_t reach) {
    if (reach == 0) return;
    for (auto& d : differences)
        d.within_rounding = side(d.result) != 0 && !holds(d, comparison, static_cast<double>(reach));
}

} // namespace pilotage::release
