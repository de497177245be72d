#include "tests/release/hand_made_release.hpp"

#include "core/measure/xmr.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::testing {
namespace {

using measure::Comparability;
using measure::Difference;
using measure::Shorthand;
using release::Level;
using release::Release;
using release::ReleasedFigure;
using release::ReleasedMeasure;
using release::Shown;

ReleasedFigure figure(const ReleasedMeasure& m, Level level, const std::string& place, const std::string& name,
                      const std::string& period, const std::string& part = "") {
    ReleasedFigure f;
    f.id = release::figure_id(m.id, period, place, part);
    f.level = level;
    f.place = place;
    f.place_name = name;
    f.period = period;
    f.part = part;
    f.sites = 1;
    return f;
}

ReleasedFigure share(ReleasedFigure f, double numerator, double denominator, double half_width) {
    f.numerator.number = numerator;
    f.denominator.number = denominator;
    const double value = std::round(1000 * numerator / denominator) / 1000;
    f.value.number = value;
    f.interval = measure::Interval{std::max(0.0, std::round(1000 * (value - half_width)) / 1000),
                                   std::min(1.0, std::round(1000 * (value + half_width)) / 1000)};
    f.method = "Wilson";
    return f;
}

ReleasedFigure without(ReleasedFigure f, Shorthand sign, const std::string& note) {
    f.value.shorthand = sign;
    f.note = note;
    f.sites = sign == Shorthand::confidential ? 1 : 0;
    return f;
}

ReleasedMeasure share_measure() {
    ReleasedMeasure m;
    m.id = "direct_share";
    m.title = "Share of direct requests";
    m.kind = measure::Kind::proportion;
    m.numerator = "direct requests";
    m.denominator = "all requests";
    m.unit = "share";
    m.direction = measure::Direction::higher_is_better;
    m.source = "a test";
    m.comparability = "Mind the path.";
    m.places = 1;
    m.sha256 = std::string(64, 'a');
    return m;
}

Release described(const std::string& name) {
    Release r;
    r.study = "test";
    r.study_name = name;
    r.study_sha256 = std::string(64, '1');
    r.data_date = "2014-05-12";
    r.program_version = "1.2.3";
    r.profile = {"test", "Test rules", std::string(64, '2'), "[profile]\n", {"Counts under 5 are withheld."}, 5, 2};
    r.notes = {"Nothing is ranked."};
    return r;
}

} // namespace

Release small_release() {
    auto r = described("A study of <two> & more");
    r.sites = {
        {"east",
         "East \"End\" practice",
         "pilot",
         "Eastshire",
         "E1",
         "2012-04-01",
         "",
         {{"2012-04-01", "2013-03-31", "Town", ""}, {"2013-04-01", "", "Town & county", "the county was added"}}},
        {"south", "South", "pilot", "Southshire", "E2", "2012-04-01", "2013-03-31", {}},
        {"west", "West", "comparison", "", "E3", "", "", {}}};
    r.periods = {{"2012-13", "2012-04-01", "2013-03-31"}, {"2013-14", "2013-04-01", "2014-03-31"}};

    auto m = share_measure();
    const auto at = [&](const char* place, const char* name, const char* period) {
        return figure(m, Level::site, place, name, period);
    };
    m.figures = {share(at("east", "East \"End\" practice", "2012-13"), 45, 90, 0.1),
                 without(at("south", "South", "2012-13"), Shorthand::confidential, ""),
                 share(at("west", "West", "2012-13"), 30, 100, 0.09),
                 share(figure(m, Level::arm, "arm-comparison", "All comparison sites", "2012-13"), 30, 100, 0.09),
                 share(at("east", "East \"End\" practice", "2013-14"), 60, 90, 0.1),
                 without(at("south", "South", "2013-14"), Shorthand::not_applicable, "no return is due"),
                 share(at("west", "West", "2013-14"), 20, 25, 0.15),
                 share(figure(m, Level::arm, "arm-comparison", "All comparison sites", "2013-14"), 20, 25, 0.15)};
    m.figures[4].break_in_series = "the area served changed";
    m.figures[4].comparability = Comparability::caveated;
    m.figures[4].reasons = {"served <half> of the period"};
    m.figures[6].low_reliability = m.figures[7].low_reliability = true;
    m.differences = {{Difference::Of::against_comparison, "east", "2012-13", "", "",
                      measure::Estimate{0.2, {0.065, 0.325}, "Newcombe 10"}, Comparability::comparable},
                     {Difference::Of::against_comparison, "east", "2013-14", "", "",
                      measure::Estimate{-0.133, {-0.29, -0.012}, "Newcombe 10"}, Comparability::caveated},
                     {Difference::Of::before_after, "east", "2013-14", "2012-13", "",
                      measure::Estimate{0.167, {0.02, 0.3}, "Newcombe 10"}, Comparability::caveated},
                     {Difference::Of::difference_in_differences, "east", "2013-14", "2012-13", "",
                      measure::NoEstimate{"too few cases for an interval"}, Comparability::caveated}};
    m.tests = {{"2013-14",
                "",
                "",
                measure::PermutationTest{2, 1, -0.133, 1, 0.3333, "permutation of sites"},
                {"east", "west"}},
               {"2012-13", "", "", measure::NoEstimate{"no comparison site has a figure"}, {}}};

    ReleasedMeasure parts;
    parts.id = "by_route";
    parts.title = "Requests by route";
    parts.numerator = "requests";
    parts.denominator = "none";
    parts.unit = "requests";
    parts.source = "a test";
    parts.dimension = "route";
    parts.parts = {"By post", "Phone / web"};
    parts.sha256 = std::string(64, 'b');
    for (const auto& [part, number] :
         {std::pair("By post", 30.0), std::pair("Phone / web", 60.0), std::pair("", 90.0)}) {
        parts.figures.push_back(figure(parts, Level::site, "east", "East \"End\" practice", "2013-14", part));
        auto& f = parts.figures.back();
        f.numerator.number = f.value.number = number;
        f.interval = measure::Interval{number - 10, number + 10};
        f.method = "Byar";
    }
    parts.figures.push_back(without(figure(parts, Level::site, "south", "South", "2013-14"), Shorthand::not_applicable,
                                    "no return is due"));
    parts.figures.push_back(
        without(figure(parts, Level::site, "west", "West", "2013-14", "By post"), Shorthand::confidential, ""));
    parts.figures.push_back(
        without(figure(parts, Level::site, "west", "West", "2013-14"), Shorthand::confidential, ""));
    r.measures = {m, parts};

    r.returns = {{"east",
                  "2013-14",
                  "accepted in part",
                  "",
                  {100.0},
                  {95.0},
                  {5.0},
                  {0.0},
                  {std::nullopt, Shorthand::confidential},
                  {0.95},
                  {"Town & county"}},
                 {"south",
                  "2013-14",
                  "not due",
                  "no return is due",
                  {std::nullopt, Shorthand::not_applicable},
                  {},
                  {},
                  {},
                  {},
                  {std::nullopt, Shorthand::not_applicable},
                  {}},
                 {"west",
                  "2012-13",
                  "missing",
                  "",
                  {std::nullopt, Shorthand::not_available},
                  {},
                  {},
                  {},
                  {},
                  {std::nullopt, Shorthand::not_available},
                  {}}};
    r.submissions = {{1,
                      "east",
                      "2013-14",
                      "2014-05-12T10:00:00Z",
                      "accepted in part",
                      "east",
                      "1.0.0",
                      std::string(64, '3'),
                      std::string(64, '4'),
                      std::string(64, '5'),
                      std::string(64, '6'),
                      std::string(64, '7'),
                      "1.2.3",
                      {std::string(64, '8'), std::string(64, '9')}}};
    return r;
}

Release wide_release() {
    auto r = described("A wide study");
    auto m = share_measure();
    for (int p = 0; p < 8; ++p) {
        const auto year = std::to_string(2011 + p);
        r.periods.push_back({year, year + "-01-01", year + "-12-31"});
    }
    measure::Funnel funnel{0.3, 1.2, 0.001, "arcsine square root, additive variance between sites", {}};
    std::vector<std::string> sites;
    for (int s = 0; s < 12; ++s) {
        const auto id = "site" + std::to_string(s);
        r.sites.push_back({id, "Site " + std::to_string(s), s < 9 ? "pilot" : "comparison", "", "", "", "", {}});
        sites.push_back(id);
    }
    for (int p = 0; p < 8; ++p)
        for (int s = 0; s < 12; ++s)
            m.figures.push_back(share(figure(m, Level::site, r.sites[s].id, r.sites[s].name, r.periods[p].id),
                                      20 + 5 * ((s * 7 + p * 3) % 9), 100 + 20 * s, 0.08));
    for (int s = 0; s < 12; ++s) {
        const auto& f = m.figures[7 * 12 + s];
        const double size = *f.denominator.number, value = *f.value.number;
        const double reach = std::round(2000 / std::sqrt(size)) / 1000;
        const measure::Interval inner{0.3 - reach, 0.3 + reach}, outer{0.3 - 1.4 * reach, 0.3 + 1.4 * reach};
        const auto outside = [&](const measure::Interval& limits) {
            return value < limits.lower || value > limits.upper;
        };
        funnel.points.push_back({f.place, size, value, inner, outer,
                                 outside(outer)   ? measure::FunnelZone::outside_998
                                 : outside(inner) ? measure::FunnelZone::outside_95
                                                  : measure::FunnelZone::inside});
    }
    m.funnels = {{"2018", "", funnel, sites}, {"2017", "", measure::NoEstimate{"a funnel needs 10 sites"}, {}}};
    std::vector<std::string> periods;
    std::vector<double> values;
    for (int p = 0; p < 8; ++p) {
        periods.push_back(r.periods[p].id);
        values.push_back(*m.figures[p * 12].value.number);
    }
    auto xmr = measure::xmr_of(periods, values);
    xmr.points[3].rules = {1, 4};
    m.charts = {{"site0", "", xmr}};
    r.measures = {m};
    return r;
}

} // namespace pilotage::testing
