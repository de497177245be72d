#include "core/measure/differences.hpp"

#include "core/measure/series.hpp"

#include <algorithm>

namespace pilotage::measure {
namespace {

/// A figure of a site or an arm with its mark; without a figure where there is none.
struct Standing {
    const Figure* figure = nullptr;
    Comparability comparability = Comparability::comparable;
};

Standing comparison_arm(const std::vector<Total>& totals, const std::string& period, const std::string& dimension) {
    for (const auto& total : totals)
        if (total.arm == study::Arm::comparison && total.period == period && total.dimension == dimension)
            return {std::get_if<Figure>(&total.state), total.comparability};
    return {};
}

NoEstimate none_of_arm(const std::string& period) {
    return {"the comparison arm has no figure of " + period};
}

} // namespace

Maybe<Estimate> difference_of(Kind kind, const Figure& first, const Figure& second) {
    if (kind == Kind::ratio) return NoEstimate{"what is counted in full has no interval"};
    if (!first.interval || !second.interval) return NoEstimate{"too few cases for an interval"};
    const double value = first.value - second.value;
    if (first.method == stratified_margin || second.method == stratified_margin)
        return Estimate{value, square_and_add(first.value, *first.interval, second.value, *second.interval),
                        "square-and-add of survey margins"};
    switch (kind) {
    case Kind::count:
    case Kind::ratio:
        return NoEstimate{"counts are not compared by size"};
    case Kind::proportion:
        return Estimate{value, newcombe10(*first.numerator, *first.denominator, *second.numerator, *second.denominator),
                        "Newcombe 10"};
    case Kind::mean:
    case Kind::score: {
        const auto summary = [](const Figure& f) {
            return Summary{static_cast<std::uint64_t>(*f.denominator), *f.numerator, f.value, f.deviation};
        };
        return Estimate{value, welch(summary(first), summary(second)), "Welch's t"};
    }
    case Kind::rate:
    case Kind::median:
        break;
    }
    return Estimate{value, square_and_add(first.value, *first.interval, second.value, *second.interval),
                    kind == Kind::rate ? "square-and-add of Poisson limits" : "square-and-add of order statistics"};
}

Estimate difference_of(const Estimate& first, const Estimate& second) {
    return {first.value - second.value, square_and_add(first.value, first.interval, second.value, second.interval),
            "square-and-add of the two changes"};
}

std::vector<Difference> differences_of(const Comparison& comparison, const std::vector<Total>& totals) {
    std::vector<Difference> all;
    const auto kind = comparison.measure.kind;
    if (kind == Kind::count) return all;
    const bool has_arm =
        std::ranges::any_of(totals, [](const Total& total) { return total.arm == study::Arm::comparison; });
    const auto series = series_of(comparison);
    for (const auto& cell : comparison.cells) {
        const auto* figure = std::get_if<Figure>(&cell.state);
        if (figure == nullptr) continue;
        const bool against = cell.arm != study::Arm::comparison && has_arm;
        const auto arm = comparison_arm(totals, cell.period, cell.dimension);
        const auto add = [&](Difference::Of of, const std::string& earlier, Maybe<Estimate> result,
                             Comparability mark) {
            all.push_back({of, cell.site, cell.period, earlier, cell.dimension, std::move(result),
                           std::max(cell.comparability, mark)});
        };
        if (against)
            add(Difference::Of::against_comparison, "",
                arm.figure == nullptr ? none_of_arm(cell.period) : difference_of(kind, *figure, *arm.figure),
                arm.comparability);

        const auto& baseline = *series.at({cell.site, cell.dimension}).front();
        if (&baseline == &cell) continue;
        const auto change = difference_of(kind, *figure, std::get<Figure>(baseline.state));
        add(Difference::Of::before_after, baseline.period, change, baseline.comparability);
        if (!against) continue;
        const auto arm_before = comparison_arm(totals, baseline.period, cell.dimension);
        Maybe<Estimate> both = NoEstimate{};
        if (arm.figure == nullptr || arm_before.figure == nullptr) {
            both = none_of_arm(arm.figure == nullptr ? cell.period : baseline.period);
        } else {
            const auto arm_change = difference_of(kind, *arm.figure, *arm_before.figure);
            const auto *own = std::get_if<Estimate>(&change), *other = std::get_if<Estimate>(&arm_change);
            if (own != nullptr && other != nullptr)
                both = difference_of(*own, *other);
            else
                both = std::get<NoEstimate>(own == nullptr ? change : arm_change);
        }
        add(Difference::Of::difference_in_differences, baseline.period, std::move(both),
            std::max({baseline.comparability, arm.comparability, arm_before.comparability}));
    }
    return all;
}

} // namespace pilotage::measure
