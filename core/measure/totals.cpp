#include "core/measure/totals.hpp"

#include <algorithm>
#include <array>

namespace pilotage::measure {
namespace {

bool has_cases(const Cell& cell) {
    return std::holds_alternative<Figure>(cell.state) || std::holds_alternative<ZeroDenominator>(cell.state);
}

} // namespace

std::vector<Total> totals_of(const Comparison& comparison, Groups& groups, const std::vector<std::string>& periods) {
    const auto& measure = comparison.measure;
    constexpr std::array<std::optional<study::Arm>, 4> levels{study::Arm::pilot, study::Arm::host,
                                                              study::Arm::comparison, std::nullopt};
    std::vector<Total> totals;
    for (const auto& level : levels)
        for (const auto& period : periods) {
            std::map<std::string, std::vector<const Cell*>> parts; // by dimension
            for (const auto& cell : comparison.cells)
                if (cell.period == period && (!level || cell.arm == *level) && has_cases(cell) &&
                    (measure.dimension.empty() || !cell.dimension.empty()))
                    parts[cell.dimension].push_back(&cell);
            for (const auto& [dimension, cells] : parts) {
                Total total{.arm = level, .period = period, .dimension = dimension, .state = {}, .sites = {}};
                Aggregate sum(measure);
                for (const auto* cell : cells) {
                    total.sites.push_back(cell->site);
                    total.comparability = std::max(total.comparability, cell->comparability);
                    if (const auto* group = groups.find({cell->site, period, dimension})) sum.merge(group->aggregate);
                }
                total.state = sum.state();
                totals.push_back(std::move(total));
            }
        }
    return totals;
}

} // namespace pilotage::measure
