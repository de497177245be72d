#include "core/cli/comparison_json.hpp"

#include "core/measure/shorthand.hpp"

#include <nlohmann/json.hpp>

namespace pilotage::cli {
namespace {

using namespace measure;
using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json interval_json(const std::optional<Interval>& interval) {
    return interval ? Json::array({interval->lower, interval->upper}) : Json();
}

/// The keys of a result that is there, or "none" with the reason.
template <class Result, class Put>
void put_result(Json& object, const Maybe<Result>& maybe, Put put) {
    if (const auto* none = std::get_if<NoEstimate>(&maybe))
        object["none"] = none->reason;
    else
        put(std::get<Result>(maybe));
}

Json total_json(const Total& total) {
    Json object{{"result", "total"},
                {"arm", total.arm ? Json(study::name_of(*total.arm)) : Json("all")},
                {"period", total.period},
                {"dimension", text_or_null(total.dimension)},
                {"state", name_of(total.state)},
                {"sites", total.sites},
                {"comparability", name_of(total.comparability)}};
    if (const auto* figure = std::get_if<Figure>(&total.state)) {
        object["numerator"] = figure->numerator ? Json(*figure->numerator) : Json();
        object["denominator"] = figure->denominator ? Json(*figure->denominator) : Json();
        object["value"] = figure->value;
        object["interval"] = interval_json(figure->interval);
        object["method"] = text_or_null(std::string(figure->method));
    }
    return object;
}

Json difference_json(const Difference& difference) {
    Json object{{"result", "difference"},
                {"of", name_of(difference.of)},
                {"site", difference.site},
                {"period", difference.period},
                {"earlier", text_or_null(difference.earlier)},
                {"dimension", text_or_null(difference.dimension)},
                {"comparability", name_of(difference.comparability)}};
    put_result(object, difference.result, [&](const Estimate& estimate) {
        object["value"] = estimate.value;
        object["interval"] = interval_json(estimate.interval);
        object["method"] = estimate.method;
    });
    return object;
}

Json test_json(const ArmTest& test) {
    Json object{{"result", "test"},
                {"period", test.period},
                {"earlier", text_or_null(test.earlier)},
                {"dimension", text_or_null(test.dimension)},
                {"sites", test.sites}};
    put_result(object, test.result, [&](const PermutationTest& result) {
        object["pilots"] = result.pilots;
        object["comparators"] = result.comparators;
        object["difference"] = result.difference;
        object["p"] = result.p;
        object["p_floor"] = result.floor;
        object["method"] = result.method;
    });
    return object;
}

std::string_view zone_name(FunnelZone zone) {
    switch (zone) {
    case FunnelZone::inside:
        return "inside";
    case FunnelZone::outside_95:
        return "outside 0.025";
    case FunnelZone::outside_998:
        break;
    }
    return "outside 0.001";
}

Json funnel_json(const FunnelChart& chart) {
    Json object{{"result", "funnel"}, {"period", chart.period}, {"dimension", text_or_null(chart.dimension)}};
    put_result(object, chart.result, [&](const Funnel& funnel) {
        object["target"] = funnel.target;
        object["phi"] = funnel.phi;
        object["tau2"] = funnel.tau2;
        object["method"] = funnel.method;
        for (const auto& point : funnel.points)
            object["points"].push_back({{"site", point.site},
                                        {"size", point.size},
                                        {"value", point.value},
                                        {"limits_0.025", interval_json(point.limits95)},
                                        {"limits_0.001", interval_json(point.limits998)},
                                        {"zone", zone_name(point.zone)}});
    });
    return object;
}

Json chart_json(const XmrChart& chart) {
    Json object{{"result", "chart"}, {"site", chart.site}, {"dimension", text_or_null(chart.dimension)}};
    put_result(object, chart.result, [&](const Xmr& xmr) {
        object["mean"] = xmr.mean;
        object["mean_moving_range"] = xmr.mean_moving_range;
        object["limits"] = interval_json(xmr.limits);
        for (const auto& point : xmr.points)
            object["points"].push_back({{"period", point.period}, {"value", point.value}, {"rules", point.rules}});
    });
    return object;
}

} // namespace

void append_results_json(std::string& out, const Comparison& comparison) {
    const auto append = [&](const auto& results, auto to_json) {
        for (const auto& result : results) {
            Json object{{"measure", comparison.measure.id}};
            object.update(to_json(result));
            out += object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
        }
    };
    append(comparison.totals, total_json);
    append(comparison.differences, difference_json);
    append(comparison.tests, test_json);
    append(comparison.funnels, funnel_json);
    append(comparison.charts, chart_json);
}

} // namespace pilotage::cli
