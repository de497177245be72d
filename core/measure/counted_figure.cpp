#include "core/measure/counted_figure.hpp"

namespace pilotage::measure {
namespace {

constexpr std::string_view exact_or_byar(double events) {
    return events < least_events_for_byar ? "exact Poisson" : "Byar";
}

} // namespace

Figure count_figure(double cases) {
    return {cases, std::nullopt, cases, poisson(cases), exact_or_byar(cases)};
}

Figure share_figure(double above, double cases) {
    return {above, cases, above / cases, wilson(above, cases), "Wilson"};
}

Figure rate_figure(double events, double exposure, double multiplier) {
    const double scale = multiplier / exposure;
    const auto limits = poisson(events);
    return {events, exposure, events * scale, Interval{limits.lower * scale, limits.upper * scale},
            exact_or_byar(events)};
}

} // namespace pilotage::measure
