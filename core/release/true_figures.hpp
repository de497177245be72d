// Figures before disclosure control, for every site, arm and all sites together, with what is needed to protect them:
// which cases each count is a count of, and the largest contributions to a sum. Nothing of this is published.
#pragma once

#include "core/measure/evaluation.hpp"
#include "core/release/profile.hpp"
#include "core/release/release_model.hpp"
#include "core/study/study.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release {

/// A set of evaluation rows, known by a sum of their hashes: measures that count the same rows can be told, and sets
/// that have no row in common add up.
struct RowSet {
    std::uint64_t hash = 0;
    std::int64_t count = 0;
    void add(std::string_view record, std::int64_t id);
};

/// A place that has figures: a site, an arm, or all.
struct Place {
    Level level = Level::site;
    std::string id, name;
    std::vector<std::size_t> sites; ///< indexes of the study's sites
};
std::vector<Place> places_of(const study::Study& study);

/// A stratum of a survey at one site.
struct TrueStratum {
    std::string site, name;                        ///< no name: of the cases whose stratum is not known
    std::int64_t people = 0, cases = 0, above = 0; ///< no people: how many there are is not known
};

struct TrueFigure {
    std::size_t place = 0, period = 0; ///< indexes of places_of() and of the study's periods
    std::string part;                  ///< empty: undivided, or the total
    measure::State state;              ///< Figure, ZeroDenominator, NoData, NotApplicable or Withheld
    RowSet cases, above;             ///< what is counted or stands below the line; of a proportion what stands above it
    std::vector<TrueStratum> strata; ///< of a survey's proportion, whether it is weighted by them or not
    std::int64_t sites = 0;          ///< that contribute
    bool dominated = false;          ///< few contributions make most of the sum, by the profile's rules
    bool whole_values = true;        ///< every value is a whole number, and counts as much as every other
    measure::Comparability comparability = measure::Comparability::comparable;
    std::vector<std::string> reasons; ///< sentences without their full stops
    std::string break_in_series;
};

/// One measure, all its figures: by period, place and part, the total of the parts last.
struct TrueTable {
    measure::Measure measure;
    std::vector<std::string> parts; ///< of the dimension, sorted; empty without one
    std::vector<TrueFigure> figures;

    bool split() const { return !measure.dimension.empty(); }
    /// Where the figure of a part stands; parts.size() is the total.
    std::size_t at(std::size_t period, std::size_t place, std::size_t part, std::size_t places) const {
        return (period * places + place) * (parts.size() + 1) + part;
    }
};

TrueTable true_table(measure::Evaluation& evaluation, const study::Study& study, const measure::Measure& measure,
                     const std::optional<Dominance>& dominance);

/// Whether few contributions make most of the sum. Only sums of values that are not negative can be dominated.
bool dominated(std::vector<double> values, const Dominance& rule);

} // namespace pilotage::release
