// Charts of a row for each place or part: dots with intervals, and bars.
#include "core/release/report/canvas.hpp"
#include "core/release/report/words.hpp"

#include <algorithm>

namespace pilotage::release::report {
namespace {

constexpr double width = 384, plot_left = 150, plot_right = 366;
constexpr std::size_t label_characters = 21, label_lines = 3;

const char* line_of(Mark mark) {
    switch (mark) {
    case Mark::pilot:
        return "i p";
    case Mark::host:
        return "i h";
    case Mark::comparison:
        return "i c";
    case Mark::total:
        break;
    }
    return "i t";
}

std::string shown(const ChartText& text, double value) {
    return text.differences ? signed_number(*text.measure, value) : value_words(*text.measure, value);
}

/// The description goes on with every row's value, for whoever hears the chart.
ChartText with_values(ChartText text, const std::vector<Row>& rows) {
    text.description += " Values: ";
    for (std::size_t i = 0; i < rows.size(); ++i)
        text.description += (i == 0 ? "" : "; ") + rows[i].label + " " +
                            (rows[i].value ? shown(text, *rows[i].value) : rows[i].instead);
    text.description += '.';
    return text;
}

class RowChart {
public:
    RowChart(Page& page, const ChartText& text, const std::vector<Row>& rows, double head, double foot)
        : rows_(rows), labels_(labels_of(rows)), row_height_(height_for(labels_)), top_(head),
          bottom_(head + row_height_ * static_cast<double>(rows.size())),
          canvas_(page, with_values(text, rows), width, bottom_ + foot, "rows") {}

    double middle(std::size_t row) const { return top_ + row_height_ * (static_cast<double>(row) + 0.5); }

    void labels() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double y = top_ + row_height_ * static_cast<double>(i);
            if (i > 0) canvas_.line(0, y, plot_right, y, rows_[i].rule_above ? "rule" : "g");
            canvas_.label(0, middle(i), labels_[i]);
        }
    }
    /// What stands in place of values, above all lines.
    void gaps() {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (!rows_[i].value) canvas_.text(plot_left + 6, middle(i) + 4, rows_[i].instead, "none");
    }

    using Labels = std::vector<std::vector<std::string>>;
    static Labels labels_of(const std::vector<Row>& rows) {
        Labels labels;
        for (const auto& row : rows) labels.push_back(wrapped(row.label, label_characters, label_lines));
        return labels;
    }
    static double height_for(const Labels& labels) {
        return std::ranges::any_of(labels, [](const auto& lines) { return lines.size() > 2; }) ? 43 : 30;
    }

    const std::vector<Row>& rows_;
    Labels labels_;
    double row_height_, top_, bottom_;
    Canvas canvas_;
};

/// Above the plot, as near to x as leaves it within the plot; a character is taken as 5.9 wide.
void head_label(Canvas& canvas, double x, const std::string& label) {
    const double half = 5.9 * static_cast<double>(label.size()) / 2;
    canvas.text(std::clamp(x, std::min(half, width / 2), width - half), 12, label, "head mid");
}

} // namespace

void draw_dots(Page& page, const ChartText& text, const std::vector<Row>& rows, const Axis& axis,
               const std::string& axis_title, const std::optional<Reference>& reference) {
    RowChart chart(page, text, rows, 22, axis_title.empty() ? 24 : 42);
    auto& canvas = chart.canvas_;
    const auto x_of = [&](double value) { return axis.place(value, plot_left, plot_right); };
    if (reference && reference->interval) {
        const double from = x_of(reference->interval->lower), to = x_of(reference->interval->upper);
        canvas.band(from, chart.top_, to - from, chart.bottom_ - chart.top_, "band");
    }
    canvas.x_axis(text, axis, plot_left, plot_right, chart.top_, chart.bottom_);
    chart.labels();
    if (reference) {
        const double x = x_of(reference->value);
        canvas.line(x, chart.top_ - 5, x, chart.bottom_, reference->interval ? "ref" : "zero");
        head_label(canvas, x, reference->label);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (!row.value) continue;
        if (row.interval)
            canvas.line(x_of(row.interval->lower), chart.middle(i), x_of(row.interval->upper), chart.middle(i),
                        std::string(line_of(row.mark)) + (row.unsure ? " u" : ""));
        canvas.mark(x_of(*row.value), chart.middle(i), row.mark, row.hollow);
    }
    chart.gaps();
    if (!axis_title.empty())
        canvas.text((plot_left + plot_right) / 2, chart.bottom_ + 35, axis_title, "axis-title mid");
    canvas.finish();
}

void draw_bars(Page& page, const ChartText& text, const std::vector<Row>& rows, const Axis& axis) {
    constexpr double room_for_value = 40, bar_height = 14;
    RowChart chart(page, text, rows, 6, 24);
    auto& canvas = chart.canvas_;
    const auto x_of = [&](double value) { return axis.place(value, plot_left, plot_right - room_for_value); };
    canvas.x_axis(text, axis, plot_left, plot_right - room_for_value, chart.top_, chart.bottom_);
    chart.labels();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (!row.value) continue;
        const double end = x_of(*row.value);
        canvas.band(plot_left, chart.middle(i) - bar_height / 2, end - plot_left, bar_height,
                    row.hollow ? "bar o" : "bar");
        canvas.text(end + 6, chart.middle(i) + 4, value_words(*text.measure, *row.value), "l");
    }
    chart.gaps();
    canvas.finish();
}

} // namespace pilotage::release::report
