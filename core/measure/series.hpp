// The figures of one site and dimension over the periods.
#pragma once

#include "core/measure/figure.hpp"

#include <map>

namespace pilotage::measure {

/// Cells with a figure, in the order of the periods.
using Series = std::vector<const Cell*>;

/// By site and dimension. It points into the comparison.
inline std::map<std::pair<std::string, std::string>, Series> series_of(const Comparison& comparison) {
    std::map<std::pair<std::string, std::string>, Series> all;
    for (const auto& cell : comparison.cells)
        if (std::holds_alternative<Figure>(cell.state)) all[{cell.site, cell.dimension}].push_back(&cell);
    return all;
}

} // namespace pilotage::measure
