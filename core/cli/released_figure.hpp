// A figure of a release, for trace: what was released, and which figures of sites it was made from.
#pragma once

#include "core/measure/evaluation.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace pilotage::cli {

/// The figure of one site and part that a released figure shows or adds up.
struct TracedPart {
    std::string site, period, dimension;
};

/// The id's measure. Throws UsageError where the id is none.
std::string measure_of(const std::string& id);

/// The sites and parts that have a figure, of the one, of an arm, or of all; of a total of parts all of them. Throws
/// UsageError for a place or period that the study does not have.
std::vector<TracedPart> parts_of(measure::Evaluation& evaluation, const measure::Measure& measure,
                                 const std::string& id);

/// What the release in the folder shows at the id, for people, with a warning for each return that another has
/// superseded since. Throws UsageError where it has no such figure.
std::string released_text(const std::filesystem::path& folder, const std::string& id,
                          const measure::Evaluation& evaluation);

} // namespace pilotage::cli
