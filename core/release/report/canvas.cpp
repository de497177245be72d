#include "core/release/report/canvas.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <sstream>

namespace pilotage::release::report {
namespace {

std::string at(double position) {
    auto text = fixed(position, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

} // namespace

std::vector<std::string> wrapped(const std::string& text, std::size_t width, std::size_t most) {
    std::vector<std::string> lines(1);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        auto& line = lines.back();
        if (line.empty())
            line = word;
        else if (count_characters(line) + 1 + count_characters(word) <= width)
            line += " " + word;
        else
            lines.push_back(word);
    }
    if (lines.size() > most) {
        lines.resize(most);
        lines.back() += " \u2026";
    }
    return lines;
}

std::string tick_text(const ChartText& text, const Axis& axis, double tick) {
    const bool share = text.measure->kind == measure::Kind::proportion;
    if (!share) return with_minus(fixed(tick, axis.decimals));
    return with_minus(fixed(100 * tick, std::max(0, axis.decimals - 2))) + (text.differences ? "" : "%");
}

Canvas::Canvas(Page& page, const ChartText& text, double width, double height, std::string_view kind) : out_(page.out) {
    const auto id = "chart-" + std::to_string(++page.charts);
    out_.open("svg", {{"viewBox", "0 0 " + at(width) + " " + at(height)},
                      {"width", at(width)},
                      {"height", at(height)},
                      {"class", kind},
                      {"role", "img"},
                      {"aria-labelledby", id + " " + id + "-text"}});
    out_.element("title", text.title, {{"id", id}}).element("desc", text.description, {{"id", id + "-text"}});
}

void Canvas::finish() {
    out_.close();
}

void Canvas::line(double x1, double y1, double x2, double y2, std::string_view kind) {
    out_.leaf("line", {{"class", kind}, {"x1", at(x1)}, {"y1", at(y1)}, {"x2", at(x2)}, {"y2", at(y2)}});
}

void Canvas::band(double x, double y, double width, double height, std::string_view kind) {
    out_.leaf("rect", {{"class", kind}, {"x", at(x)}, {"y", at(y)}, {"width", at(width)}, {"height", at(height)}});
}

void Canvas::path(const std::vector<std::pair<double, double>>& points, std::string_view kind) {
    std::string d;
    for (const auto& [x, y] : points) d += (d.empty() ? "M" : "L") + at(x) + " " + at(y);
    out_.leaf("path", {{"class", kind}, {"d", d}});
}

void Canvas::text(double x, double y, std::string_view text, std::string_view kind) {
    out_.element("text", text, {{"class", kind}, {"x", at(x)}, {"y", at(y)}});
}

void Canvas::label(double x, double y, const std::vector<std::string>& lines) {
    constexpr double height = 13;
    double baseline = y + 4 - height * static_cast<double>(lines.size() - 1) / 2;
    for (const auto& line : lines) {
        text(x, baseline, line, "l");
        baseline += height;
    }
}

void Canvas::ring(double x, double y) {
    out_.leaf("circle", {{"class", "ring"}, {"cx", at(x)}, {"cy", at(y)}, {"r", "10"}});
}

void Canvas::mark(double x, double y, Mark mark, bool hollow) {
    const std::string open = hollow ? " o" : "";
    switch (mark) {
    case Mark::pilot:
        out_.leaf("circle", {{"class", "m p" + open}, {"cx", at(x)}, {"cy", at(y)}, {"r", "5"}});
        return;
    case Mark::host:
        out_.leaf("rect",
                  {{"class", "m h" + open}, {"x", at(x - 4.5)}, {"y", at(y - 4.5)}, {"width", "9"}, {"height", "9"}});
        return;
    case Mark::comparison:
        out_.leaf("path",
                  {{"class", "m c" + open}, {"d", "M" + at(x) + " " + at(y - 6.5) + "l6.5 6.5l-6.5 6.5l-6.5 -6.5z"}});
        return;
    case Mark::total:
        out_.leaf("rect",
                  {{"class", "m t" + open}, {"x", at(x - 3)}, {"y", at(y - 7)}, {"width", "6"}, {"height", "14"}});
        return;
    }
}

void Canvas::x_axis(const ChartText& text, const Axis& axis, double left, double right, double top, double bottom) {
    for (const double tick : axis.ticks) {
        const double x = axis.place(tick, left, right);
        line(x, top, x, bottom, "g");
        this->text(x, bottom + 15, tick_text(text, axis, tick), "k mid");
    }
    line(left, bottom, right, bottom, "axis");
}

void Canvas::y_axis(const ChartText& text, const Axis& axis, double left, double right, double top, double bottom) {
    for (const double tick : axis.ticks) {
        const double y = axis.place(tick, bottom, top);
        line(left, y, right, y, "g");
        this->text(left - 6, y + 4, tick_text(text, axis, tick), "k end");
    }
}

} // namespace pilotage::release::report
