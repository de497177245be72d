// Lines, marks and texts of an SVG chart. Colours come from the classes of the page's style sheet.
#pragma once

#include "core/release/report/charts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release::report {

class Canvas {
public:
    /// Opens the image, named by its title and description.
    Canvas(Page& page, const ChartText& text, double width, double height, std::string_view kind);
    ~Canvas() = default;
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    void finish(); ///< closes the image

    void line(double x1, double y1, double x2, double y2, std::string_view kind);
    void band(double x, double y, double width, double height, std::string_view kind);
    void path(const std::vector<std::pair<double, double>>& points, std::string_view kind);
    void text(double x, double y, std::string_view text, std::string_view kind);
    void label(double x, double y, const std::vector<std::string>& lines); ///< the middle of them at y
    void ring(double x, double y);                                         ///< about a mark that is to be noticed
    void mark(double x, double y, Mark mark, bool hollow);
    /// Ticks of a horizontal axis with their lines from `top` to `bottom`.
    void x_axis(const ChartText& text, const Axis& axis, double left, double right, double top, double bottom);
    void y_axis(const ChartText& text, const Axis& axis, double left, double right, double top, double bottom);

private:
    Markup& out_;
};

/// The text in lines of so many characters, where its words allow that; what does not fit `most` lines is cut off.
std::vector<std::string> wrapped(const std::string& text, std::size_t width, std::size_t most);

std::string tick_text(const ChartText& text, const Axis& axis, double tick);

} // namespace pilotage::release::report
