// A linear axis with round ticks.
#pragma once

#include <string>
#include <vector>

namespace pilotage::release::report {

struct Axis {
    double low = 0, high = 1;
    std::vector<double> ticks; ///< ascending, the first is `low`, the last `high`
    int decimals = 0;          ///< that tell the ticks apart

    /// Where a value lies, between `from` (low) and `to` (high); beyond either end, at that end.
    double place(double value, double from, double to) const;
};

/// The axis over all values, with about so many steps of 1, 2 or 5 times a power of ten, never beyond least and most.
/// It begins at 0 where that costs little. Without values it goes from 0 to 1.
Axis axis_over(const std::vector<double>& values, int steps, double least, double most);

/// With decimals as they are; no "-0".
std::string fixed(double number, int decimals);

} // namespace pilotage::release::report
