// What is released: one model, from which every form is written (CSV, JSON, report, workbooks). It holds nothing but
// what may be published: counts as the profile rounds them, shorthand in place of what is withheld, and figures and
// intervals that are worked out from those counts. A form shows what stands here and works nothing out from elsewhere.
#pragma once

#include "core/measure/comparability.hpp"
#include "core/measure/measure.hpp"
#include "core/measure/results.hpp"
#include "core/measure/shorthand.hpp"
#include "core/measure/statistics.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::release {

enum class Level : std::uint8_t { site, arm, all };
std::string_view name_of(Level level); ///< "site", "arm", "all"

/// A number, or shorthand in its place, or neither: there is nothing to show (a count has no denominator).
struct Shown {
    std::optional<double> number;
    std::optional<measure::Shorthand> shorthand;
    friend bool operator==(const Shown&, const Shown&) = default;
};

struct ReleasedFigure {
    std::string id; ///< measure:period:place or measure:period:place:part; what `pilotage trace --figure` takes
    Level level = Level::site;
    std::string place;      ///< a site's id, "arm-pilot", "all-sites"
    std::string place_name; ///< "Riverside", "All pilots", "All sites"
    std::string period;
    std::string part; ///< of the measure's dimension; empty: undivided, or the total of all parts

    Shown numerator, denominator;
    Shown value; ///< a proportion as 0.412, to ReleasedMeasure::places + 2 decimals; all else to `places`
    std::optional<measure::Interval> interval; ///< at 95%, rounded as the value is
    std::string method;                        ///< names the interval; empty without one
    bool low_reliability = false;              ///< [u] rests on few cases
    std::string break_in_series;               ///< [b] why it does not go on from the period before; empty: it does

    std::int64_t sites = 0; ///< how many sites it adds up; 1 for a site's own figure, 0 where there is none
    measure::Comparability comparability = measure::Comparability::comparable;
    std::vector<std::string> reasons; ///< why it is not simply comparable, sentences without their full stops
    std::string note;                 ///< why there is no figure, in a few words
};

/// A stratum of a survey at one site, as a share that is weighted by strata takes it: rounded.
struct ReleasedStratum {
    std::string site, period, part, name;
    Shown people; ///< whom it stands for; its weight is this by `cases`
    Shown cases, above;
};

struct ReleasedMeasure {
    std::string id, title;
    measure::Kind kind = measure::Kind::count;
    std::string numerator, denominator, unit;
    measure::Direction direction = measure::Direction::neither;
    std::string source, comparability;
    std::string dimension;          ///< empty: the measure is not split
    std::vector<std::string> parts; ///< of the dimension, in the order of the figures
    double multiplier = 1;
    int places = 0;            ///< decimals of a value; of the percentage where it is a proportion
    bool whole_values = false; ///< a mean's or score's values are whole numbers
    std::string sha256;        ///< of the measure's file
    /// By period, then sites, arms, all; of each the parts, then their total. A place without any figure of a period
    /// has the row of the total alone, which says why.
    std::vector<ReleasedFigure> figures;
    std::vector<ReleasedStratum> strata; ///< of the shares above that are weighted by them, each once

    /// Worked out from the figures above, as they are shown; a measure of the quality tables has none.
    std::vector<measure::Difference> differences;
    std::vector<measure::ArmTest> tests;
    std::vector<measure::FunnelChart> funnels;
    std::vector<measure::XmrChart> charts;
};

struct ReleasedCoverage {
    std::string from, to, area, note; ///< `to` empty: open
};

struct ReleasedSite {
    std::string id, name, arm, council, ons, start, end;
    std::vector<ReleasedCoverage> coverage;
};

struct ReleasedPeriod {
    std::string id, start, end;
};

/// The quality of one return. The counts are of local records and add up as `read` does.
struct ReleasedReturn {
    std::string site, period;
    std::string state; ///< "accepted", "accepted in part", "missing", "not due"
    std::string note;  ///< why it is not due
    Shown read, accepted, rejected, duplicate, left_out;
    Shown accepted_share;           ///< from the counts above
    std::vector<std::string> areas; ///< what the site served within the period: "Shrewsbury, to 2012-09-30"
};

/// A submission that the figures rest on. Files are known by their hash alone: their names are the site's.
struct ReleasedSubmission {
    std::int64_t id = 0;
    std::string site, period, received_at, verdict;
    std::string plugin, plugin_version, plugin_sha256, schema_sha256, crosswalk_sha256, evaluation_sha256, rows_sha256,
        program_version;
    std::vector<std::string> files; ///< SHA-256, in order
};

/// The profile of disclosure control, in words.
struct ReleasedProfile {
    std::string id, title, sha256, text; ///< text: the profile's file
    std::vector<std::string> rules;      ///< one sentence each
    std::int64_t base = 0;               ///< that counts are rounded to a multiple of
    std::int64_t reach = 0;              ///< how far a rounded count may lie from the true one; 0: none is rounded
};

struct Release {
    std::string study, study_name, study_sha256;
    std::string data_date; ///< when the last return came in, "2014-05-12": the only date a release bears
    std::string program_version;
    ReleasedProfile profile;
    std::vector<ReleasedSite> sites;
    std::vector<ReleasedPeriod> periods;
    std::vector<ReleasedMeasure> measures;
    std::vector<ReleasedReturn> returns;  ///< the quality table, by site and period
    std::vector<ReleasedMeasure> quality; ///< counts of records and of findings, built and protected as measures are
    std::vector<ReleasedSubmission> submissions;
    std::vector<std::string> notes; ///< what a reader must know, one sentence or more each
};

/// The note of a release that readers are not to have.
inline constexpr std::string_view draft_note =
    "Draft, not for publication: later releases are not audited with this one in mind.";

/// measure:period:place[:part]
std::string figure_id(std::string_view measure, std::string_view period, std::string_view place, std::string_view part);

struct FigureName {
    std::string measure, period, place, part;
};
/// The parts of an id; nothing where it is none.
std::optional<FigureName> parse_figure_id(std::string_view id);

/// "All 12 figures that there are, are withheld ...", where that is so; else empty.
std::string all_withheld(std::span<const ReleasedMeasure> measures, const ReleasedProfile& profile);

/// The signs that stand beside a figure: "[b] [u]"; empty where there is none.
std::string signs_of(const ReleasedFigure& figure);

/// The decimals of a value as it stands in ReleasedFigure: two more of a share than its percentage has.
int decimals_of(const ReleasedMeasure& measure);

/// A value as people read it: "41.2%", "1.25", "[c]"; empty where there is nothing to show.
std::string value_text(const ReleasedMeasure& measure, const Shown& value);
std::string value_text(const ReleasedMeasure& measure, double value);

} // namespace pilotage::release
