#include "core/cli/trace_json.hpp"

#include "core/hash.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace pilotage::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Whole numbers without a point.
Json number(const std::optional<double>& value) {
    if (!value) return nullptr;
    if (std::abs(*value) < 1e15 && *value == std::trunc(*value)) return static_cast<std::int64_t>(*value);
    return *value;
}

Json rows_json(const std::vector<measure::TracedRow>& rows) {
    auto list = Json::array();
    for (const auto& row : rows)
        list.push_back({{"submission", row.submission},
                        {"record", row.record},
                        {"file", row.place.file},
                        {"table", row.place.table},
                        {"row", row.place.row},
                        {"line", row.place.line},
                        {"place", row.text}});
    return list;
}

Json submissions_json(const std::vector<measure::TracedSubmission>& submissions) {
    auto list = Json::array();
    for (const auto& s : submissions) {
        auto files = Json::array();
        for (const auto& file : s.files)
            files.push_back({{"name", file.name}, {"sha256", file.sha256}, {"bytes", file.bytes}});
        list.push_back({{"submission", s.id},
                        {"site", s.site},
                        {"period", s.period},
                        {"received_at", s.received_at},
                        {"verdict", s.verdict},
                        {"counts",
                         {{"read", s.read},
                          {"accepted", s.accepted},
                          {"rejected", s.rejected},
                          {"duplicate", s.duplicate},
                          {"left_out", s.left_out}}},
                        {"rows", s.rows},
                        {"files", files},
                        {"plugin", {{"name", s.plugin}, {"version", s.plugin_version}, {"sha256", s.plugin_sha256}}},
                        {"schema_sha256", s.schema_sha256},
                        {"crosswalk_sha256", s.crosswalk_sha256},
                        {"evaluation_sha256", s.evaluation_sha256}});
    }
    return list;
}

Json codes_json(const std::vector<measure::TracedCode>& codes) {
    auto list = Json::array();
    for (const auto& c : codes)
        list.push_back({{"row", c.number},
                        {"list", c.list},
                        {"local_code", c.local_code},
                        {"evaluation_code", c.evaluation_code},
                        {"equivalence", c.equivalence},
                        {"status", c.status},
                        {"note", c.note},
                        {"record", c.record},
                        {"field", c.field},
                        {"rows", c.rows},
                        {"sha256", c.crosswalk_sha256}});
    return list;
}

} // namespace

std::string trace_json(const measure::Trace& trace) {
    const auto& cell = trace.cell;
    Json json = {{"measure", trace.measure.id},
                 {"title", trace.measure.title},
                 {"kind", name_of(trace.measure.kind)},
                 {"site", cell.site},
                 {"period", cell.period},
                 {"dimension", cell.dimension.empty() ? Json() : Json(cell.dimension)},
                 {"state", name_of(cell.state)},
                 {"measure_sha256", sha256_bytes(trace.measure.sql)}};
    for (const auto* name : {"numerator", "denominator", "value", "lower", "upper", "method"}) json[name] = nullptr;
    if (const auto* figure = std::get_if<measure::Figure>(&cell.state)) {
        json["numerator"] = number(figure->numerator);
        json["denominator"] = number(figure->denominator);
        json["value"] = number(figure->value);
        if (figure->interval) {
            json["lower"] = number(figure->interval->lower);
            json["upper"] = number(figure->interval->upper);
            json["method"] = figure->method;
        }
    }
    json["comparability"] = name_of(cell.comparability);
    json["reasons"] = Json::array();
    for (const auto& reason : cell.reasons)
        json["reasons"].push_back(
            {{"doubt", name_of(reason.doubt)}, {"mark", name_of(reason.mark)}, {"text", reason.text}});
    json["submissions"] = submissions_json(trace.submissions);
    json["crosswalk"] = codes_json(trace.codes);
    json["numerator_count"] = trace.numerator_count;
    json["numerator_rows"] = rows_json(trace.numerator_rows);
    json["denominator_count"] = trace.denominator_count;
    json["denominator_rows"] = rows_json(trace.denominator_rows);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace pilotage::cli
