#include "core/release/small_counts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace pilotage::release {
namespace {

using measure::Cell;
using measure::Figure;
using measure::Kind;
using measure::Suppressed;

bool gives_a_count_away(Kind kind, const Figure& figure) {
    const double numerator = figure.numerator.value_or(0), denominator = figure.denominator.value_or(0);
    switch (kind) {
    case Kind::count:
    case Kind::rate:
    case Kind::ratio:
        return is_small(numerator) || is_small(denominator);
    case Kind::proportion:
        return is_small(numerator) || is_small(denominator) || is_small(denominator - numerator);
    case Kind::mean:
    case Kind::median:
    case Kind::score:
        break;
    }
    return is_small(denominator);
}

void withhold(Cell& cell) {
    const auto& figure = std::get<Figure>(cell.state);
    const bool keep = figure.denominator && !is_small(*figure.denominator);
    cell.state = Suppressed{keep ? figure.denominator : std::nullopt};
}

/// The parts of one site and period: withholds more of them until those withheld cannot be worked out from the total.
void protect_parts(std::span<Cell> parts, double withheld, std::size_t number) {
    while (number > 0 && (number < 2 || is_small(withheld))) {
        Cell* smallest = nullptr;
        for (auto& cell : parts)
            if (const auto* figure = std::get_if<Figure>(&cell.state); figure != nullptr && figure->value > 0)
                if (smallest == nullptr || figure->value < std::get<Figure>(smallest->state).value) smallest = &cell;
        if (smallest == nullptr) return;
        withheld += std::get<Figure>(smallest->state).value;
        ++number;
        withhold(*smallest);
    }
}

/// Which figures of a comparison are suppressed, and what rests on them.
class SuppressedFigures {
public:
    explicit SuppressedFigures(measure::Comparison& comparison) : comparison_(comparison) {
        for (const auto& cell : comparison.cells)
            if (std::holds_alternative<Suppressed>(cell.state)) cells_.emplace(cell.site, cell.period, cell.dimension);
    }

    void withhold_what_rests_on_them() {
        for (auto& total : comparison_.totals) {
            const auto* figure = std::get_if<Figure>(&total.state);
            if (figure == nullptr) continue;
            if (any(total.sites, total.period, total.dimension) ||
                gives_a_count_away(comparison_.measure.kind, *figure)) {
                total.state = Suppressed{};
                if (total.arm == study::Arm::comparison) comparators_.emplace(total.period, total.dimension);
            }
        }
        for (auto& d : comparison_.differences) {
            const bool with_arm = d.of != measure::Difference::Of::before_after;
            if (has(d.site, d.period, d.dimension) || has(d.site, d.earlier, d.dimension) ||
                (with_arm &&
                 (comparators_.contains({d.period, d.dimension}) || comparators_.contains({d.earlier, d.dimension}))))
                d.result = none();
        }
        for (auto& test : comparison_.tests)
            if (any(test.sites, test.period, test.dimension) || any(test.sites, test.earlier, test.dimension))
                test.result = none();
        for (auto& funnel : comparison_.funnels)
            if (any(funnel.sites, funnel.period, funnel.dimension)) funnel.result = none();
        for (auto& chart : comparison_.charts)
            if (std::ranges::any_of(cells_, [&](const auto& cell) {
                    return std::get<0>(cell) == chart.site && std::get<2>(cell) == chart.dimension;
                }))
                chart.result = none();
    }

private:
    static measure::NoEstimate none() { return {"a figure that it rests on is suppressed"}; }
    bool has(const std::string& site, const std::string& period, const std::string& dimension) const {
        return cells_.contains({site, period, dimension});
    }
    bool any(const std::vector<std::string>& sites, const std::string& period, const std::string& dimension) const {
        return std::ranges::any_of(sites, [&](const auto& site) { return has(site, period, dimension); });
    }

    measure::Comparison& comparison_;
    std::set<std::tuple<std::string, std::string, std::string>> cells_; ///< site, period, dimension
    std::set<std::pair<std::string, std::string>> comparators_;         ///< period, dimension of the comparison arm
};

} // namespace

bool is_small(double count) {
    return count > 0 && count < least_shown;
}

void withhold_small_counts(std::span<measure::Comparison> comparisons) {
    for (auto& comparison : comparisons) {
        auto& cells = comparison.cells;
        for (auto begin = cells.begin(); begin != cells.end();) {
            const auto end = std::find_if(
                begin, cells.end(), [&](const Cell& c) { return c.site != begin->site || c.period != begin->period; });
            double withheld = 0;
            std::size_t number = 0;
            for (auto& cell : std::span(begin, end)) {
                const auto* figure = std::get_if<Figure>(&cell.state);
                if (figure == nullptr || !gives_a_count_away(comparison.measure.kind, *figure)) continue;
                withheld += figure->value;
                ++number;
                withhold(cell);
            }
            if (comparison.measure.kind == Kind::count && !comparison.measure.dimension.empty())
                protect_parts(std::span(begin, end), withheld, number);
            begin = end;
        }
        SuppressedFigures(comparison).withhold_what_rests_on_them();
    }
}

} // namespace pilotage::release
