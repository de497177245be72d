#include "core/release/report/axis.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pilotage::release::report {

double Axis::place(double value, double from, double to) const {
    return from + (std::clamp(value, low, high) - low) / (high - low) * (to - from);
}

Axis axis_over(const std::vector<double>& values, int steps, double least, double most) {
    double low = 0, high = 1;
    if (!values.empty()) {
        const auto [smallest, greatest] = std::ranges::minmax(values);
        low = std::max(smallest, least), high = std::min(greatest, most);
    }
    if (low > 0 && low < 0.4 * high) low = 0;
    if (high < 0 && high > 0.4 * low) high = 0;
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        const double margin = high == 0 ? 1 : std::abs(high) / 2;
        low = std::max(low - margin, least), high = std::min(high + margin, most);
    }
    const double rough = (high - low) / steps, power = std::floor(std::log10(rough)), unit = std::pow(10.0, power);
    const double share = rough / unit; // 1 to 10
    const double factor = share < 1.5 ? 1 : share < 3.2 ? 2 : share < 7.1 ? 5 : 10;
    const double step = factor * unit;
    Axis axis;
    axis.decimals = static_cast<int>(std::max(0.0, -power - (factor == 10 ? 1 : 0)));
    const auto first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
    for (double i = first; i <= last; ++i) axis.ticks.push_back(i * step);
    axis.low = axis.ticks.front();
    axis.high = axis.ticks.back();
    return axis;
}

std::string fixed(double number, int decimals) {
    std::array<char, 400> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals).ptr;
    std::string text(digits.data(), end);
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

} // namespace pilotage::release::report
