#include "core/release/release_json.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <stdexcept>

namespace pilotage::release {
namespace {

using Json = nlohmann::ordered_json;
constexpr int form = 1; ///< raised when a reader of the old form could not read the new one

/// Reads and writes one field after the other, so that both directions name each field once.
class Writer {
public:
    template <class Value>
    void field(const char* name, const Value& value) {
        json_[name] = of(value);
    }
    template <class Item, class Each>
    void list(const char* name, const std::vector<Item>& items, Each each) {
        auto array = Json::array();
        for (const auto& item : items) {
            Writer inner;
            each(inner, item);
            array.push_back(std::move(inner.json_));
        }
        json_[name] = std::move(array);
    }
    /// For what few have: no list where there is none.
    template <class Item, class Each>
    void list_if_any(const char* name, const std::vector<Item>& items, Each each) {
        if (!items.empty()) list(name, items, each);
    }
    Json json_ = Json::object();

private:
    static Json of(const std::string& text) { return text; }
    static Json of(bool flag) { return flag; }
    static Json of(int number) { return number; }
    static Json of(std::int64_t number) { return number; }
    static Json of(const std::vector<std::string>& texts) { return texts; }
    /// Whole numbers without a point.
    static Json of(double number) {
        if (std::abs(number) < 1e15 && number == std::trunc(number)) return static_cast<std::int64_t>(number);
        return number;
    }
    static Json of(const Shown& shown) {
        if (shown.number) return of(*shown.number);
        return shown.shorthand ? Json(std::string(measure::code_of(*shown.shorthand))) : Json();
    }
    static Json of(const std::optional<measure::Interval>& interval) {
        return interval ? Json::array({of(interval->lower), of(interval->upper)}) : Json();
    }
    template <class Named>
    requires std::is_enum_v<Named>
    static Json of(Named value) { return std::string(name_of(value)); }
};

template <class Named>
Named named(const std::string& name, int count) {
    for (int i = 0; i < count; ++i)
        if (name_of(static_cast<Named>(i)) == name) return static_cast<Named>(i);
    throw std::runtime_error("it has an unknown word \"" + name + "\"");
}

class Reader {
public:
    explicit Reader(const Json& json) : json_(json) {}

    template <class Value>
    void field(const char* name, Value& value) {
        read(json_.at(name), value);
    }
    template <class Item, class Each>
    void list(const char* name, std::vector<Item>& items, Each each) {
        for (const auto& item : json_.at(name)) {
            Reader inner(item);
            each(inner, items.emplace_back());
        }
    }

    template <class Item, class Each>
    void list_if_any(const char* name, std::vector<Item>& items, Each each) {
        if (json_.contains(name)) list(name, items, each);
    }

private:
    template <class Plain>
    requires(!std::is_enum_v<Plain>) static void read(const Json& json, Plain& value) { value = json.get<Plain>(); }
    static void read(const Json& json, Shown& shown) {
        if (json.is_number()) shown.number = json.get<double>();
        if (!json.is_string()) return;
        const auto code = json.get<std::string>();
        for (int i = 0; i <= static_cast<int>(measure::Shorthand::not_applicable); ++i)
            if (measure::code_of(static_cast<measure::Shorthand>(i)) == code)
                shown.shorthand = static_cast<measure::Shorthand>(i);
        if (!shown.shorthand) throw std::runtime_error("it has an unknown shorthand \"" + code + "\"");
    }
    static void read(const Json& json, std::optional<measure::Interval>& interval) {
        if (!json.is_null()) interval = measure::Interval{json.at(0).get<double>(), json.at(1).get<double>()};
    }
    static void read(const Json& json, Level& level) { level = named<Level>(json.get<std::string>(), 3); }
    static void read(const Json& json, measure::Comparability& mark) {
        mark = named<measure::Comparability>(json.get<std::string>(), 3);
    }
    static void read(const Json& json, measure::Kind& kind) { kind = named<measure::Kind>(json.get<std::string>(), 7); }
    static void read(const Json& json, measure::Direction& direction) {
        direction = named<measure::Direction>(json.get<std::string>(), 3);
    }
    const Json& json_;
};

template <class Side>
void figure_fields(Side& s, auto& f) {
    s.field("id", f.id);
    s.field("level", f.level);
    s.field("place", f.place);
    s.field("place_name", f.place_name);
    s.field("period", f.period);
    s.field("part", f.part);
    s.field("numerator", f.numerator);
    s.field("denominator", f.denominator);
    s.field("value", f.value);
    s.field("interval", f.interval);
    s.field("method", f.method);
    s.field("low_reliability", f.low_reliability);
    s.field("break_in_series", f.break_in_series);
    s.field("sites", f.sites);
    s.field("comparability", f.comparability);
    s.field("reasons", f.reasons);
    s.field("note", f.note);
}

/// A value, or the reason why there is none.
template <class Result, class Each>
Json result_json(const measure::Maybe<Result>& maybe, Each each) {
    if (const auto* none = std::get_if<measure::NoEstimate>(&maybe)) return {{"none", none->reason}};
    return each(std::get<Result>(maybe));
}

Json pair_of(const measure::Interval& interval) {
    return Json::array({interval.lower, interval.upper});
}

Json differences_json(const ReleasedMeasure& m) {
    auto list = Json::array();
    for (const auto& d : m.differences)
        list.push_back({{"of", name_of(d.of)},
                        {"site", d.site},
                        {"period", d.period},
                        {"earlier", d.earlier},
                        {"part", d.dimension},
                        {"comparability", name_of(d.comparability)},
                        {"within_rounding", d.within_rounding},
                        {"result", result_json(d.result, [](const measure::Estimate& e) {
                             return Json{{"value", e.value}, {"interval", pair_of(e.interval)}, {"method", e.method}};
                         })}});
    return list;
}

Json tests_json(const ReleasedMeasure& m) {
    auto list = Json::array();
    for (const auto& t : m.tests)
        list.push_back({{"period", t.period},
                        {"earlier", t.earlier},
                        {"part", t.dimension},
                        {"sites", t.sites},
                        {"result", result_json(t.result, [](const measure::PermutationTest& e) {
                             return Json{{"pilots", e.pilots},          {"comparators", e.comparators},
                                         {"difference", e.difference},  {"p", e.p},
                                         {"least_possible_p", e.floor}, {"method", e.method}};
                         })}});
    return list;
}

Json funnels_json(const ReleasedMeasure& m) {
    auto list = Json::array();
    for (const auto& f : m.funnels)
        list.push_back(
            {{"period", f.period},
             {"part", f.dimension},
             {"sites", f.sites},
             {"result", result_json(f.result, [](const measure::Funnel& e) {
                  auto points = Json::array();
                  for (const auto& p : e.points)
                      points.push_back({{"site", p.site},
                                        {"size", p.size},
                                        {"value", p.value},
                                        {"limits95", pair_of(p.limits95)},
                                        {"limits998", pair_of(p.limits998)}});
                  return Json{
                      {"target", e.target}, {"phi", e.phi}, {"tau2", e.tau2}, {"method", e.method}, {"points", points}};
              })}});
    return list;
}

Json charts_json(const ReleasedMeasure& m) {
    auto list = Json::array();
    for (const auto& c : m.charts)
        list.push_back({{"site", c.site},
                        {"part", c.dimension},
                        {"result", result_json(c.result, [](const measure::Xmr& e) {
                             auto points = Json::array();
                             for (const auto& p : e.points)
                                 points.push_back({{"period", p.period}, {"value", p.value}, {"rules", p.rules}});
                             return Json{{"mean", e.mean},
                                         {"mean_moving_range", e.mean_moving_range},
                                         {"limits", pair_of(e.limits)},
                                         {"points", points}};
                         })}});
    return list;
}

template <class Side>
void measure_fields(Side& s, auto& m) {
    for (auto [name, text] : {std::pair("id", &m.id), std::pair("title", &m.title)}) s.field(name, *text);
    s.field("kind", m.kind);
    s.field("numerator", m.numerator);
    s.field("denominator", m.denominator);
    s.field("unit", m.unit);
    s.field("direction", m.direction);
    s.field("source", m.source);
    s.field("comparability", m.comparability);
    s.field("dimension", m.dimension);
    s.field("parts", m.parts);
    s.field("multiplier", m.multiplier);
    s.field("places", m.places);
    s.field("whole_values", m.whole_values);
    s.field("sha256", m.sha256);
    s.list("figures", m.figures, [](auto& side, auto& f) { figure_fields(side, f); });
    s.list_if_any("strata", m.strata, [](auto& side, auto& stratum) {
        side.field("site", stratum.site);
        side.field("period", stratum.period);
        side.field("part", stratum.part);
        side.field("name", stratum.name);
        side.field("people", stratum.people);
        side.field("cases", stratum.cases);
        side.field("above", stratum.above);
    });
    if constexpr (std::is_same_v<Side, Writer>) { // follows from the figures, so nobody need read it back
        s.json_["differences"] = differences_json(m);
        s.json_["tests"] = tests_json(m);
        s.json_["funnels"] = funnels_json(m);
        s.json_["charts"] = charts_json(m);
    }
}

template <class Side>
void site_fields(Side& s, auto& site) {
    s.field("id", site.id);
    s.field("name", site.name);
    s.field("arm", site.arm);
    s.field("council", site.council);
    s.field("ons", site.ons);
    s.field("start", site.start);
    s.field("end", site.end);
    s.list("coverage", site.coverage, [](auto& side, auto& c) {
        side.field("from", c.from);
        side.field("to", c.to);
        side.field("area", c.area);
        side.field("note", c.note);
    });
}

template <class Side>
void return_fields(Side& s, auto& r) {
    s.field("site", r.site);
    s.field("period", r.period);
    s.field("state", r.state);
    s.field("note", r.note);
    s.field("read", r.read);
    s.field("accepted", r.accepted);
    s.field("rejected", r.rejected);
    s.field("duplicate", r.duplicate);
    s.field("left_out", r.left_out);
    s.field("accepted_share", r.accepted_share);
    s.field("areas", r.areas);
}

template <class Side>
void submission_fields(Side& s, auto& v) {
    s.field("id", v.id);
    s.field("site", v.site);
    s.field("period", v.period);
    s.field("received_at", v.received_at);
    s.field("verdict", v.verdict);
    s.field("plugin", v.plugin);
    s.field("plugin_version", v.plugin_version);
    s.field("plugin_sha256", v.plugin_sha256);
    s.field("schema_sha256", v.schema_sha256);
    s.field("crosswalk_sha256", v.crosswalk_sha256);
    s.field("evaluation_sha256", v.evaluation_sha256);
    s.field("rows_sha256", v.rows_sha256);
    s.field("program_version", v.program_version);
    s.field("files", v.files);
}

template <class Side>
void release_fields(Side& s, auto& r) {
    s.field("study", r.study);
    s.field("study_name", r.study_name);
    s.field("study_sha256", r.study_sha256);
    s.field("data_date", r.data_date);
    s.field("program_version", r.program_version);
    s.field("profile", r.profile.id);
    s.field("profile_title", r.profile.title);
    s.field("profile_sha256", r.profile.sha256);
    s.field("profile_text", r.profile.text);
    s.field("rules", r.profile.rules);
    s.field("notes", r.notes);
    s.list("sites", r.sites, [](auto& side, auto& site) { site_fields(side, site); });
    s.list("periods", r.periods, [](auto& side, auto& p) {
        side.field("id", p.id);
        side.field("start", p.start);
        side.field("end", p.end);
    });
    s.list("measures", r.measures, [](auto& side, auto& m) { measure_fields(side, m); });
    s.list("returns", r.returns, [](auto& side, auto& row) { return_fields(side, row); });
    s.list("quality", r.quality, [](auto& side, auto& m) { measure_fields(side, m); });
    s.list("submissions", r.submissions, [](auto& side, auto& v) { submission_fields(side, v); });
}

} // namespace

std::string release_json(const Release& release) {
    Writer writer;
    writer.field("form", form);
    release_fields(writer, release);
    return writer.json_.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Release parse_release_json(std::string_view text) {
    const auto json = Json::parse(text);
    if (json.at("form") != form) throw std::runtime_error("it is of another version of this program");
    Release release;
    Reader reader(json);
    release_fields(reader, release);
    return release;
}

} // namespace pilotage::release
