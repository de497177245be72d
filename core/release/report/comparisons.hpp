// What the released differences say, in sentences.
#pragma once

#include "core/release/release_model.hpp"

#include <string>
#include <vector>

namespace pilotage::release::report {

/// The differences of one kind, measure and part in the latest period that has one.
struct Compared {
    const ReleasedMeasure* measure = nullptr;
    std::string part, period;
    std::vector<const measure::Difference*> differences; ///< in the study's order of sites; with or without an estimate

    std::size_t estimated() const;
    std::size_t clear() const; ///< whose interval leaves out zero
};

/// In the order of the measures and parts; those without any estimate are left out.
std::vector<Compared> compared(const Release& release, measure::Difference::Of of);
std::vector<Compared> compared(const Release& release, const ReleasedMeasure& measure, measure::Difference::Of of);

/// "2013-14: lower than in the comparison arm at Riverside (-29.0 days, 95% interval -54.5 to -8.8); no clear
/// difference at 4 other sites"
std::string finding_of(const Release& release, const Compared& compared);

} // namespace pilotage::release::report
