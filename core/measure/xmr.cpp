#include "core/measure/xmr.hpp"

#include "core/measure/series.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::measure {
namespace {

constexpr std::size_t run = 7;

int sign(double number) {
    return number > 0 ? 1 : number < 0 ? -1 : 0;
}

/// Marks the points of each stretch of at least `least` for which `side` is the same and not 0; `side(i)` belongs to
/// the points from i - `before` on.
template <class Side>
void mark_runs(std::vector<XmrPoint>& points, int rule, std::size_t before, std::size_t least, Side side) {
    for (std::size_t begin = before; begin < points.size();) {
        auto end = begin + 1;
        while (end < points.size() && side(end) == side(begin)) ++end;
        if (side(begin) != 0 && end - begin >= least)
            for (auto i = begin - before; i < end; ++i) points[i].rules.push_back(rule);
        begin = end;
    }
}

} // namespace

Xmr xmr_of(std::span<const std::string> periods, std::span<const double> values) {
    Xmr chart;
    const auto n = values.size();
    for (std::size_t i = 0; i < n; ++i) {
        chart.points.push_back({periods[i], values[i], {}});
        chart.mean += values[i] / static_cast<double>(n);
        if (i > 0) chart.mean_moving_range += std::abs(values[i] - values[i - 1]) / static_cast<double>(n - 1);
    }
    const double reach = 2.66 * chart.mean_moving_range;
    chart.limits = {chart.mean - reach, chart.mean + reach};

    auto& points = chart.points;
    for (auto& point : points)
        if (point.value < chart.limits.lower || point.value > chart.limits.upper) point.rules.push_back(1);
    mark_runs(points, 2, 0, run, [&](std::size_t i) { return sign(values[i] - chart.mean); });
    mark_runs(points, 3, 1, run - 1, [&](std::size_t i) { return sign(values[i] - values[i - 1]); });
    const auto near_limit = [&](std::size_t i) {
        const double from_mean = values[i] - chart.mean;
        return std::abs(from_mean) > reach * 2 / 3 ? sign(from_mean) : 0;
    };
    std::vector<bool> fourth(n);
    for (std::size_t last = 2; last < n; ++last)
        for (const int side : {-1, 1}) {
            std::vector<std::size_t> near;
            for (auto i = last - 2; i <= last; ++i)
                if (near_limit(i) == side) near.push_back(i);
            if (near.size() < 2) continue;
            for (const auto i : near) fourth[i] = true;
        }
    for (std::size_t i = 0; i < n; ++i)
        if (fourth[i]) points[i].rules.push_back(4);
    return chart;
}

std::vector<XmrChart> charts_of(const Comparison& comparison, const std::vector<std::string>& periods) {
    std::vector<XmrChart> charts;
    const auto position = [&](const std::string& period) {
        return std::ranges::find(periods, period) - periods.begin();
    };
    const auto series = series_of(comparison);
    for (const auto& cell : comparison.cells) {
        const auto found = series.find({cell.site, cell.dimension});
        if (found == series.end() || found->second.front() != &cell) continue;
        std::vector<std::string> named;
        std::vector<double> values;
        for (const auto* point : found->second) {
            named.push_back(point->period);
            values.push_back(std::get<Figure>(point->state).value);
        }
        XmrChart chart{cell.site, cell.dimension, NoEstimate{}};
        if (values.size() < least_periods_for_xmr)
            chart.result =
                NoEstimate{"a chart over periods needs " + std::to_string(least_periods_for_xmr) + " of them, and " +
                           std::to_string(values.size()) + (values.size() == 1 ? " has" : " have") + " a figure"};
        else if (position(named.back()) - position(named.front()) + 1 != static_cast<std::ptrdiff_t>(named.size()))
            chart.result = NoEstimate{"a period between others has no figure"};
        else
            chart.result = xmr_of(named, values);
        charts.push_back(std::move(chart));
    }
    return charts;
}

} // namespace pilotage::measure
