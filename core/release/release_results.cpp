#include "core/release/release_results.hpp"

#include "core/measure/differences.hpp"
#include "core/measure/funnel.hpp"
#include "core/measure/permutation.hpp"
#include "core/measure/xmr.hpp"
#include "core/release/rounding_doubt.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::release {
namespace {

using measure::Kind;

/// The released figure as one that statistics can be worked out from.
measure::State state_of(const ReleasedFigure& figure, Kind kind, const std::map<std::string, double>& deviations) {
    if (!figure.value.number) return measure::Suppressed{};
    measure::Figure out{
        figure.numerator.number, figure.denominator.number, *figure.value.number, figure.interval, {}, 0};
    if (figure.method == measure::stratified_margin) out.method = measure::stratified_margin;
    if (kind == Kind::mean || kind == Kind::score) {
        out.numerator = out.value * out.denominator.value_or(0);
        if (const auto found = deviations.find(figure.id); found != deviations.end()) out.deviation = found->second;
    }
    return out;
}

class Rounder {
public:
    explicit Rounder(int places) : scale_(std::pow(10.0, places)) {}
    void operator()(double& value) const {
        value = std::round(value * scale_) / scale_;
        if (value == 0) value = 0; // no -0
    }
    void operator()(measure::Interval& interval) const {
        (*this)(interval.lower);
        (*this)(interval.upper);
    }

private:
    double scale_;
};

template <class Result>
Result* estimated(measure::Maybe<Result>& maybe) {
    return std::get_if<Result>(&maybe);
}

void round_results(ReleasedMeasure& m) {
    const Rounder round(decimals_of(m)), finely(4);
    for (auto& d : m.differences)
        if (auto* e = estimated(d.result)) {
            round(e->value);
            round(e->interval);
        }
    for (auto& t : m.tests)
        if (auto* e = estimated(t.result)) {
            round(e->difference);
            finely(e->p);
            finely(e->floor);
        }
    for (auto& f : m.funnels)
        if (auto* e = estimated(f.result)) {
            round(e->target);
            finely(e->phi);
            finely(e->tau2);
            for (auto& point : e->points) {
                round(point.value);
                round(point.limits95);
                round(point.limits998);
            }
        }
    for (auto& c : m.charts)
        if (auto* e = estimated(c.result)) {
            round(e->mean);
            round(e->mean_moving_range);
            round(e->limits);
            for (auto& point : e->points) round(point.value);
        }
}

} // namespace

void add_results(ReleasedMeasure& released, const measure::Measure& measure, const study::Study& study,
                 const std::map<std::string, double>& deviations, std::int64_t reach) {
    std::vector<std::string> periods;
    for (const auto& period : study.periods) periods.push_back(period.id);
    measure::Comparison comparison;
    comparison.measure = measure;
    for (const auto& figure : released.figures) {
        if (!measure.dimension.empty() && figure.part.empty()) continue; // parts are compared with parts
        auto state = state_of(figure, measure.kind, deviations);
        if (figure.level == Level::site) {
            comparison.cells.push_back({.site = figure.place,
                                        .period = figure.period,
                                        .dimension = figure.part,
                                        .state = std::move(state),
                                        .arm = study.find_site(figure.place)->arm,
                                        .comparability = figure.comparability});
        } else if (std::holds_alternative<measure::Figure>(state)) {
            measure::Total total{.arm = std::nullopt,
                                 .period = figure.period,
                                 .dimension = figure.part,
                                 .state = std::move(state),
                                 .sites = {},
                                 .comparability = figure.comparability};
            for (const auto arm : {study::Arm::pilot, study::Arm::host, study::Arm::comparison})
                if (figure.place == "arm-" + std::string(name_of(arm))) total.arm = arm;
            comparison.totals.push_back(std::move(total));
        }
    }
    released.differences = measure::differences_of(comparison, comparison.totals);
    mark_within_rounding(released.differences, comparison, reach);
    released.tests = measure::tests_of(comparison, periods);
    released.funnels = measure::funnels_of(comparison, periods);
    released.charts = measure::charts_of(comparison, periods);
    round_results(released);
}

} // namespace pilotage::release
