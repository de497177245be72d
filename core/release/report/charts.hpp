// The charts of a report, as SVG. Each is drawn from what it is given and works nothing out: a chart of released
// figures shows nothing but these. What a chart says by colour it says by form as well.
#pragma once

#include "core/release/report/axis.hpp"
#include "core/release/report/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pilotage::release::report {

enum class Mark { pilot, host, comparison, total };

/// What every chart has. The text of a tick comes from `measure`.
struct ChartText {
    std::string title, description;
    const ReleasedMeasure* measure = nullptr;
    bool differences = false; ///< of shares in percentage points, so without "%"
};

/// One row of a chart with a horizontal axis: a place, a part.
struct Row {
    std::string label;
    Mark mark = Mark::pilot;
    std::optional<double> value;
    std::optional<measure::Interval> interval;
    bool hollow = false; ///< it is not simply comparable
    bool unsure = false; ///< [u]
    std::string instead; ///< what stands in place of a value
    bool rule_above = false;
};

/// What rows are to be seen against: the comparison arm, or no difference.
struct Reference {
    double value = 0;
    std::optional<measure::Interval> interval;
    std::string label;
};

/// A dot with its interval for each row.
void draw_dots(Page& page, const ChartText& text, const std::vector<Row>& rows, const Axis& axis,
               const std::string& axis_title, const std::optional<Reference>& reference);

/// A bar from 0 for each row, with its value beside it.
void draw_bars(Page& page, const ChartText& text, const std::vector<Row>& rows, const Axis& axis);

/// One place over the periods.
struct Series {
    struct Point {
        std::string period;
        std::optional<double> value;
        std::optional<measure::Interval> interval;
        bool hollow = false;
        bool broken = false; ///< it does not go on from the point before
    };
    Mark mark = Mark::pilot;
    std::vector<Point> points;
};

/// Small: the place's own series, with another to be seen against. `periods` label the axis.
void draw_trend(Page& page, const ChartText& text, const Series& own, const Series* against, const Axis& axis);

void draw_funnel(Page& page, const ChartText& text, const measure::Funnel& funnel);
void draw_xmr(Page& page, const ChartText& text, const measure::Xmr& chart);

} // namespace pilotage::release::report
