// Charts over periods: the small ones of a place against another, and those with the limits of common variation.
#include "core/release/report/canvas.hpp"
#include "core/release/report/words.hpp"

#include <algorithm>

namespace pilotage::release::report {
namespace {

/// Periods stand at even distances; where they are many, only some are named.
class PeriodAxis {
public:
    PeriodAxis(std::size_t periods, double left, double right) : periods_(periods), left_(left), right_(right) {}
    double x(std::size_t period) const {
        if (periods_ == 1) return (left_ + right_) / 2;
        return left_ + static_cast<double>(period) * (right_ - left_) / static_cast<double>(periods_ - 1);
    }
    void draw(Canvas& canvas, const std::vector<std::string>& names, double bottom, double room) const {
        const auto longest = std::ranges::max(names, {}, &std::string::size).size();
        const double needed = 6.2 * static_cast<double>(longest) + 8;
        const auto every = static_cast<std::size_t>(
            std::max(1.0, std::min(static_cast<double>(names.size()),
                                   needed * static_cast<double>(names.size()) / room + 0.999)));
        for (std::size_t i = 0; i < names.size(); i += every) canvas.text(x(i), bottom + 16, names[i], "k mid");
    }

private:
    std::size_t periods_;
    double left_, right_;
};

void draw_series(Canvas& canvas, const Series& series, const PeriodAxis& across, const Axis& axis, double top,
                 double bottom, const std::string& kind, double aside) {
    std::vector<std::pair<double, double>> stretch;
    const auto end_stretch = [&] {
        if (stretch.size() > 1) canvas.path(stretch, "s " + kind);
        stretch.clear();
    };
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const auto& point = series.points[i];
        if (!point.value || point.broken) end_stretch();
        if (!point.value) continue;
        stretch.emplace_back(across.x(i) + aside, axis.place(*point.value, bottom, top));
    }
    end_stretch();
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const auto& point = series.points[i];
        if (!point.value) continue;
        const double x = across.x(i) + aside;
        if (point.interval)
            canvas.line(x, axis.place(point.interval->lower, bottom, top), x,
                        axis.place(point.interval->upper, bottom, top), "i thin " + kind);
        canvas.mark(x, axis.place(*point.value, bottom, top), series.mark, point.hollow);
    }
}

ChartText with_values(ChartText text, const Series& series) {
    text.description += " Values: ";
    for (std::size_t i = 0; i < series.points.size(); ++i)
        text.description += (i == 0 ? "" : "; ") + series.points[i].period + " " +
                            (series.points[i].value ? value_words(*text.measure, *series.points[i].value) : "none");
    text.description += '.';
    return text;
}

const char* kind_of(Mark mark) {
    return mark == Mark::comparison ? "c" : mark == Mark::host ? "h" : mark == Mark::total ? "t" : "p";
}

} // namespace

void draw_trend(Page& page, const ChartText& text, const Series& own, const Series* against, const Axis& axis) {
    constexpr double width = 232, height = 150, left = 44, right = width - 4, top = 12, bottom = height - 24,
                     inset = 24;
    Canvas canvas(page, with_values(text, own), width, height, "trend");
    canvas.y_axis(text, axis, left, right, top, bottom);
    const PeriodAxis across(own.points.size(), left + inset, right - inset);
    std::vector<std::string> names;
    for (const auto& point : own.points) names.push_back(point.period);
    across.draw(canvas, names, bottom, right - left);
    for (std::size_t i = 1; i < own.points.size(); ++i)
        if (own.points[i].broken) {
            const double x = (across.x(i - 1) + across.x(i)) / 2;
            canvas.line(x, top, x, bottom, "break");
            canvas.text(x + 3, top + 9, "[b]", "k");
        }
    if (against != nullptr) draw_series(canvas, *against, across, axis, top, bottom, kind_of(against->mark), 4);
    draw_series(canvas, own, across, axis, top, bottom, kind_of(own.mark), against == nullptr ? 0 : -4);
    canvas.finish();
}

void draw_xmr(Page& page, const ChartText& text, const measure::Xmr& chart) {
    constexpr double width = 384, height = 240, left = 48, right = width - 8, top = 14, bottom = height - 28,
                     inset = 16;
    std::vector<double> values{chart.limits.lower, chart.limits.upper};
    std::vector<std::string> names;
    for (const auto& point : chart.points) {
        values.push_back(point.value);
        names.push_back(point.period);
    }
    const auto [least, most] = std::ranges::minmax(values);
    const auto axis = axis_over(values, 4, least, most);
    Canvas canvas(page, text, width, height, "xmr");
    canvas.y_axis(text, axis, left, right, top, bottom);
    const PeriodAxis across(chart.points.size(), left + inset, right - inset);
    across.draw(canvas, names, bottom, right - left);
    const auto y_of = [&](double value) { return axis.place(value, bottom, top); };
    canvas.line(left, y_of(chart.mean), right, y_of(chart.mean), "mean");
    for (const double limit : {chart.limits.lower, chart.limits.upper})
        canvas.line(left, y_of(limit), right, y_of(limit), "limit");
    std::vector<std::pair<double, double>> line;
    for (std::size_t i = 0; i < chart.points.size(); ++i) line.emplace_back(across.x(i), y_of(chart.points[i].value));
    canvas.path(line, "s p");
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        canvas.mark(line[i].first, line[i].second, Mark::pilot, false);
        if (!chart.points[i].rules.empty()) canvas.ring(line[i].first, line[i].second);
    }
    canvas.finish();
}

} // namespace pilotage::release::report
