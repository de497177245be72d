// What the store knows of its submissions: states, counts and findings.
#pragma once

#include "core/store/store.hpp"
#include "core/store/submission.hpp"
#include "core/validate/finding.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::store {

struct SubmissionState {
    std::int64_t id = 0;
    std::string site, period, received_at;
    Verdict verdict = Verdict::failed;
    std::int64_t superseded_by = 0; ///< 0: none; itself: it was withdrawn
    std::string reason;
    Counts counts;
    std::string plugin, plugin_version;
    std::array<std::uint64_t, 4> findings{}; ///< by Severity
    bool withdrawn() const { return superseded_by == id; }
    bool counts_now() const {
        return superseded_by == 0 && (verdict == Verdict::accepted || verdict == Verdict::accepted_in_part);
    }
};

/// In the order they were received.
std::vector<SubmissionState> submissions(const Store& store);

struct FindingFilter {
    std::string site, period;    ///< empty: all
    std::int64_t submission = 0; ///< 0: of each site and period the one received last
    std::string severity, rule;
};

struct StoredFinding {
    std::int64_t submission = 0;
    std::string site, period;
    Finding finding;
};

/// Calls for each finding, in the order of submissions, worst first within one.
void each_finding(const Store& store, const FindingFilter& filter, const std::function<void(StoredFinding&&)>& call);

/// Whether one of the same site and period had as many files with as many bytes: only then may it be the same, and the
/// files' hashes are waited for.
bool may_be_same(const Store& store, const SubmissionContext& context);

/// The submission of the site that counts for another period with the very same files, as a finding.
std::optional<Finding> same_files_for_another_period(const Store& store, const SubmissionContext& context);

/// The submission of the same site and period that had the same files, plugin, schema and crosswalk and still tells the
/// state of affairs: it counts now, or it came last and was rejected.
std::optional<SubmissionResult> find_same(const Store& store, const SubmissionContext& context);

/// Takes the submission, which must count now, out of account; its rows, findings and provenance stay. The one that it
/// had replaced counts again: its number, or 0. `reason`: why, for those who ask later.
std::int64_t withdraw(const Store& store, const SubmissionState& submission, const std::string& reason);

} // namespace pilotage::store
