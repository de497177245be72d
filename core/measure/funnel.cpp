#include "core/measure/funnel.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace pilotage::measure {
namespace {

/// The scale on which the variance does not depend on the value.
class Scale {
public:
    explicit Scale(bool proportion) : proportion_(proportion) {}
    double to(double value) const { return proportion_ ? std::asin(std::sqrt(value)) : std::sqrt(value); }
    double back(double scaled) const {
        const double most = proportion_ ? std::numbers::pi / 2 : scaled,
                     root = std::clamp(scaled, 0.0, std::max(0.0, most));
        const double value = proportion_ ? std::sin(root) : root;
        return value * value;
    }

private:
    bool proportion_;
};

/// The mean square of values whose outer tenths on either side are drawn in to the next one.
double winsorised_mean_square(std::vector<double> values) {
    std::ranges::sort(values);
    const auto outer = values.size() / 10;
    double sum = 0;
    for (const double value : values) {
        const double drawn_in = std::clamp(value, values[outer], values[values.size() - 1 - outer]);
        sum += drawn_in * drawn_in;
    }
    return sum / static_cast<double>(values.size());
}

} // namespace

Maybe<Funnel> funnel_of(Kind kind, std::span<const FunnelSite> sites, double multiplier) {
    if (sites.size() < least_sites_for_funnel)
        return NoEstimate{"a funnel needs " + std::to_string(least_sites_for_funnel) + " sites, and " +
                          std::to_string(sites.size()) + (sites.size() == 1 ? " has" : " have") + " a figure"};
    const bool proportion = kind == Kind::proportion;
    const Scale scale(proportion);
    double events = 0, size = 0;
    for (const auto& s : sites) events += s.events, size += s.size;
    Funnel funnel;
    const double target = events / size, middle = scale.to(target);
    funnel.target = target * multiplier;
    funnel.method = proportion ? "arcsine square root, additive variance between sites"
                               : "square root, additive variance between sites";

    std::vector<double> z;
    double weights = 0, squares = 0;
    for (const auto& s : sites) {
        const double weight = 4 * s.size;
        z.push_back((scale.to(s.events / s.size) - middle) * std::sqrt(weight));
        weights += weight;
        squares += weight * weight;
    }
    const auto k = static_cast<double>(sites.size());
    funnel.phi = winsorised_mean_square(std::move(z));
    funnel.tau2 = std::max(0.0, (k * funnel.phi - (k - 1)) / (weights - squares / weights));

    const auto limits = [&](double n, double confidence) {
        const double reach = normal_z(confidence) * std::sqrt(1 / (4 * n) + funnel.tau2);
        return Interval{scale.back(middle - reach) * multiplier, scale.back(middle + reach) * multiplier};
    };
    const auto outside = [](double value, const Interval& inner) { return value < inner.lower || value > inner.upper; };
    for (const auto& s : sites) {
        FunnelPoint point{s.site, s.size, s.events / s.size * multiplier, limits(s.size, 0.95), limits(s.size, 0.998)};
        point.zone = outside(point.value, point.limits998)  ? FunnelZone::outside_998
                     : outside(point.value, point.limits95) ? FunnelZone::outside_95
                                                            : FunnelZone::inside;
        funnel.points.push_back(std::move(point));
    }
    return funnel;
}

std::vector<FunnelChart> funnels_of(const Comparison& comparison, const std::vector<std::string>& periods) {
    const auto& measure = comparison.measure;
    std::vector<FunnelChart> charts;
    if (measure.kind != Kind::proportion && measure.kind != Kind::rate) return charts;
    std::set<std::string> dimensions;
    for (const auto& cell : comparison.cells)
        if (std::holds_alternative<Figure>(cell.state)) dimensions.insert(cell.dimension);
    for (const auto& dimension : dimensions)
        for (const auto& period : periods) {
            std::vector<FunnelSite> sites;
            FunnelChart chart{period, dimension, NoEstimate{}, {}};
            bool weighted = false;
            for (const auto& cell : comparison.cells) {
                const auto* figure = std::get_if<Figure>(&cell.state);
                if (figure == nullptr || cell.period != period || cell.dimension != dimension) continue;
                chart.sites.push_back(cell.site);
                if (figure->method == stratified_margin)
                    weighted = true;
                else
                    sites.push_back({cell.site, *figure->numerator, *figure->denominator});
            }
            if (chart.sites.empty()) continue;
            if (weighted)
                chart.result = NoEstimate{"figures weighted by the strata of a survey have no funnel"};
            else
                chart.result = funnel_of(measure.kind, sites, measure.multiplier);
            charts.push_back(std::move(chart));
        }
    return charts;
}

} // namespace pilotage::measure
