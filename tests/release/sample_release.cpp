#include "tests/release/sample_release.hpp"

namespace pilotage::testing {
namespace {

using measure::Shorthand;
using namespace release;

ReleasedFigure figure(const ReleasedMeasure& m, const std::string& period, const std::string& place,
                      const std::string& part = "") {
    ReleasedFigure f;
    f.id = figure_id(m.id, period, place, part);
    f.place = place;
    f.place_name = place == "all-sites" ? "All sites" : place == "east" ? "East & <West>" : "=South";
    f.level = place == "all-sites" ? Level::all : Level::site;
    f.period = period;
    f.part = part;
    f.sites = place == "all-sites" ? 2 : 1;
    return f;
}

ReleasedMeasure counts() {
    ReleasedMeasure m;
    m.id = "requests";
    m.title = "Requests";
    m.numerator = "requests";
    m.denominator = "none";
    m.unit = "requests";
    m.source = "hand-made";
    m.dimension = "period"; // like the heading of another column
    m.parts = {"+plus", "two  spaces"};
    m.comparability = "A count grows with the area. Compare its make-up.";
    for (const auto* place : {"east", "south", "all-sites"})
        for (const auto* part : {"+plus", "two  spaces", ""}) {
            auto f = figure(m, "2011-12", place, part);
            f.numerator.number = f.value.number = place == std::string("east") ? 1235 : 10;
            f.interval = measure::Interval{1167.4, 1306.1};
            f.method = "Byar";
            f.comparability = measure::Comparability::caveated;
            f.reasons = {"the site served 275 of the period's 366 days"};
            m.figures.push_back(f);
        }
    m.figures[3].numerator = m.figures[3].value = {std::nullopt, Shorthand::confidential};
    m.figures[3].interval.reset();
    m.figures[3].method.clear();
    return m;
}

ReleasedMeasure share() {
    ReleasedMeasure m;
    m.id = "direct_share";
    m.title = "Share of direct requests";
    m.kind = measure::Kind::proportion;
    m.numerator = "direct requests";
    m.denominator = "requests";
    m.unit = "share";
    m.direction = measure::Direction::higher_is_better;
    m.source = "hand-made";
    m.places = 1;
    for (const auto* period : {"2011-12", "2012-13"}) {
        auto f = figure(m, period, "east");
        f.numerator.number = 15;
        f.denominator.number = 35;
        f.value.number = 0.429;
        f.interval = measure::Interval{0.28, 0.591};
        f.method = "Wilson";
        f.low_reliability = true;
        f.break_in_series = "the area served changed";
        m.figures.push_back(f);
        auto none = figure(m, period, "south");
        none.value = {std::nullopt, Shorthand::not_available};
        none.sites = 0;
        none.note = "no return stands";
        m.figures.push_back(none);
        auto hidden = figure(m, period, "all-sites");
        hidden.numerator = hidden.value = {std::nullopt, Shorthand::confidential};
        hidden.denominator.number = 1040;
        m.figures.push_back(hidden);
    }
    m.strata = {{"east", "2011-12", "", "65+ in the community", {1200.0, {}}, {20.0, {}}, {10.0, {}}},
                {"east", "2011-12", "", "Age 18-64", {300.0, {}}, {15.0, {}}, {5.0, {}}}};
    using measure::Difference;
    m.differences = {{Difference::Of::before_after, "east", "2012-13", "2011-12", "",
                      measure::Estimate{-0.189, {-0.34, -0.024}, "Newcombe 10"}, measure::Comparability::comparable},
                     {Difference::Of::against_comparison, "south", "2012-13", "", "",
                      measure::NoEstimate{"the comparison arm has no figure"}, measure::Comparability::withheld}};
    m.tests = {{"2012-13", "", "", measure::PermutationTest{1, 1, 0.006, 0.6667, 0.1667, "permutation of sites"}, {}},
               {"2011-12", "", "", measure::NoEstimate{"no comparison site has a figure"}, {}}};
    measure::Funnel funnel;
    funnel.target = 0.31;
    funnel.points = {{"east", 35, 0.429, {0.157, 0.463}, {0.069, 0.551}, measure::FunnelZone::inside}};
    m.funnels = {{"2012-13", "", funnel, {"east"}}};
    measure::Xmr chart{0.4, 0.1, {0.134, 0.666}, {{"2011-12", 0.429, {}}, {"2012-13", 0.7, {1, 3}}}};
    m.charts = {{"east", "", chart}};
    return m;
}

ReleasedMeasure score() {
    ReleasedMeasure m;
    m.id = "quality_of_life";
    m.title = "Quality of life, mean";
    m.kind = measure::Kind::score;
    m.numerator = "the score";
    m.denominator = "responses";
    m.unit = "score";
    m.source = "another source";
    m.places = 3;
    auto f = figure(m, "2011-12", "east");
    f.denominator.number = 40;
    f.value.number = 0.757;
    f.method = "Student's t";
    f.interval = measure::Interval{-0.02, 0.81};
    m.figures.push_back(f);
    auto alone = figure(m, "2012-13", "east"); // a value without an interval
    alone.denominator.number = 5;
    alone.value.number = 0.1;
    m.figures.push_back(alone);
    return m;
}

} // namespace

Release sample_release() {
    Release r;
    r.study = "sample";
    r.study_name = "=cmd() Study of \"two\" sites \x01\xff";
    r.data_date = "2014-05-12";
    r.program_version = "0.1.0";
    r.profile = {"ascof", "Adult social care outcomes framework", "", "", {"Counts under 5 are shown as [c]."}, 5, 2};
    r.sites = {{"east",
                "East & <West>",
                "pilot",
                "Eastshire",
                "E10000001",
                "2011-04-01",
                "",
                {{"2011-04-01", "", "Easttown", "@first"}}},
               {"south", "=South", "comparison", "Southshire", "E10000002", "2011-04-01", "2013-03-31", {}}};
    r.periods = {{"2011-12", "2011-04-01", "2012-03-31"}, {"2012-13", "2012-04-01", "2013-03-31"}};
    r.measures = {counts(), share(), score()};
    auto received = counts();
    received.id = "records_received";
    received.title = "Records received";
    r.quality = {received};
    ReleasedReturn whole{"east", "2011-12", "accepted in part", ""};
    whole.read.number = 455;
    whole.accepted.number = 450;
    whole.rejected = whole.left_out = {std::nullopt, Shorthand::confidential};
    whole.duplicate.number = 0;
    whole.accepted_share.number = 0.989;
    whole.areas = {"Easttown, to 2011-09-30", "the county"};
    ReleasedReturn later{"south", "2011-12", "not due", "the site started later"};
    later.read = later.accepted_share = {std::nullopt, Shorthand::not_applicable};
    r.returns = {whole, later};
    r.notes = {"Intervals are at 95%.", "Nothing is ranked."};
    return r;
}

} // namespace pilotage::testing
