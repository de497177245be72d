// From a store to a release: figures of all levels, protected as one system, audited, and nothing else.
#pragma once

#include "core/measure/evaluation.hpp"
#include "core/release/earlier_release.hpp"
#include "core/release/profile.hpp"
#include "core/release/release_model.hpp"
#include "core/release/suppression_log.hpp"
#include "core/study/study.hpp"

#include <functional>
#include <string>
#include <vector>

namespace pilotage::release {

struct ReleaseOptions {
    std::vector<measure::Measure> measures;
    Profile profile;
    double seconds = 60; ///< for what is withheld beyond the small counts; the best found by then is taken
    std::vector<EarlierRelease> earlier;
    bool draft = false; ///< says so in its notes
    /// Told of each step: what is being done, how far, of how many.
    std::function<void(std::string_view, std::size_t, std::size_t)> progress;
};

struct MadeRelease {
    Release release;
    SuppressionLog log;
    std::vector<std::string> faults; ///< of the audit, one sentence each; with any, the release may not leave
};

/// Study, sites, periods and submissions: a release without figures.
Release describe_study(measure::Evaluation& evaluation, const study::Study& study);

/// Throws NotProtectable (protection.hpp) where no pattern of what is withheld protects.
MadeRelease make_release(measure::Evaluation& evaluation, const study::Study& study, const ReleaseOptions& options);

} // namespace pilotage::release
