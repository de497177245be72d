#include "core/release/small_counts.hpp"

#include <algorithm>

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
    }
}

} // namespace pilotage::release
