#include "core/release/report/canvas.hpp"

#include <algorithm>

namespace pilotage::release::report {

void draw_funnel(Page& page, const ChartText& text, const measure::Funnel& funnel) {
    constexpr double width = 384, height = 300, left = 48, right = width - 14, top = 14, bottom = height - 44;
    std::vector<double> sizes{0}, values;
    for (const auto& point : funnel.points) {
        sizes.push_back(point.size);
        for (const double v : {point.value, point.limits998.lower, point.limits998.upper}) values.push_back(v);
    }
    const auto across = axis_over(sizes, 4, 0, std::ranges::max(sizes));
    const auto up = axis_over(values, 5, std::ranges::min(values), std::ranges::max(values));
    const auto at = [&](double size, double value) {
        return std::pair(across.place(size, left, right), up.place(value, bottom, top));
    };
    Canvas canvas(page, text, width, height, "funnel");
    canvas.y_axis(text, up, left, right, top, bottom);
    for (const double tick : across.ticks)
        canvas.text(across.place(tick, left, right), bottom + 16, fixed(tick, across.decimals), "k mid");
    canvas.line(left, bottom, right, bottom, "axis");
    canvas.text((left + right) / 2, bottom + 36, "Denominator", "axis-title mid");
    const double target = up.place(funnel.target, bottom, top);
    canvas.line(left, target, right, target, "mean");
    auto by_size = funnel.points; // limits are known where sites stand; between them they are joined
    std::ranges::stable_sort(by_size, {}, &measure::FunnelPoint::size);
    std::vector<std::pair<double, double>> lower95, upper95, lower998, upper998;
    for (const auto& point : by_size) {
        lower95.push_back(at(point.size, point.limits95.lower));
        upper95.push_back(at(point.size, point.limits95.upper));
        lower998.push_back(at(point.size, point.limits998.lower));
        upper998.push_back(at(point.size, point.limits998.upper));
    }
    for (const auto* line : {&lower95, &upper95}) canvas.path(*line, "limit");
    for (const auto* line : {&lower998, &upper998}) canvas.path(*line, "limit far");
    int number = 0;
    for (const auto& point : funnel.points) {
        const auto [x, y] = at(point.size, point.value);
        const auto site = std::ranges::find(page.release.sites, point.site, &ReleasedSite::id);
        const bool comparison = site != page.release.sites.end() && site->arm == "comparison";
        canvas.mark(x, y, comparison ? Mark::comparison : Mark::pilot, false);
        if (point.zone != measure::FunnelZone::inside) canvas.ring(x, y);
        canvas.text(x + 8, y - 5, std::to_string(++number), "none");
    }
    canvas.finish();
}

} // namespace pilotage::release::report
