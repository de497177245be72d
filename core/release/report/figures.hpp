// The figures of a measure by period, place and part, and how places are shown.
#pragma once

#include "core/release/report/charts.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace pilotage::release::report {

struct ShownPlace {
    std::string id, name;
    Level level = Level::site;
    Mark mark = Mark::pilot;
};

class Figures {
public:
    Figures(const Release& release, const ReleasedMeasure& measure);

    /// nullptr where there is no such row. A part of a place without any figure is that place's own row, which says
    /// why.
    const ReleasedFigure* find(const std::string& period, const std::string& place, const std::string& part) const;
    bool has_number(const std::string& period, const std::string& part) const; ///< of any site
    bool has_number(const std::string& period) const;                          ///< of any site and part

    const ReleasedMeasure& measure;
    std::vector<ShownPlace> places;   ///< sites in the study's order, arms, all
    std::vector<std::string> parts;   ///< then the total, which is empty; of an undivided measure the total alone
    std::vector<std::string> periods; ///< with any row

private:
    std::map<std::tuple<std::string, std::string, std::string>, const ReleasedFigure*> by_name_;
};

/// "[c] confidential"; what stands in place of a figure's value.
std::string instead_words(const Shown& value);

/// All values and interval ends that are shown of sites and arms, for an axis. Counts of arms are left out: they are of
/// another size.
Axis axis_of(const Figures& figures, int steps);

/// As an axis of the measure's values may go.
double least_value(const ReleasedMeasure& measure);
double most_value(const ReleasedMeasure& measure);

} // namespace pilotage::release::report
