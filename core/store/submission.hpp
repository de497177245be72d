// What a submission is and what became of it.
#pragma once

#include "core/study/study.hpp"
#include "core/validate/finding_causes.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::store {

enum class Verdict : std::uint8_t { accepted, accepted_in_part, rejected, failed };

/// "accepted", "accepted in part", "rejected", "failed"
std::string_view name_of(Verdict verdict);
Verdict verdict_of(std::string_view name);

/// Local records: read = accepted + rejected + duplicate + left_out.
struct Counts {
    std::uint64_t read = 0, accepted = 0, rejected = 0, duplicate = 0, left_out = 0;
    bool balance() const { return read == accepted + rejected + duplicate + left_out; }
    friend bool operator==(const Counts&, const Counts&) = default;
};

/// Events and other records with a date by which they belong to a period or not.
struct DatedRecords {
    std::uint64_t all = 0, outside = 0;
};

struct SubmittedFile {
    std::string name; ///< the sender's
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Whose submission it is, and all that its rows can be traced to.
struct SubmissionContext {
    study::Site site;
    study::Period period;
    double max_rejected_share = 0.25;
    bool any_period = false; ///< most of it may lie outside the period: an extract of several years
    std::string received_at; ///< UTC, 2026-03-31T14:05:00Z
    std::vector<SubmittedFile> files;
    std::string plugin, plugin_version, plugin_sha256;
    std::string schema_sha256, crosswalk_sha256, evaluation_sha256;
    std::string program_version;
    bool kept = true; ///< false: only the verdict and the findings are asked for; no row is stored
};

/// One hash for the set of files, whatever their order and names.
std::string files_hash(const std::vector<SubmittedFile>& files);

struct SubmissionResult {
    std::int64_t id = 0;
    Verdict verdict = Verdict::failed;
    std::string reason; ///< one sentence where it was not accepted, else empty
    Counts counts;
    bool unchanged = false;    ///< the same files were handed in before; nothing was done
    std::int64_t replaced = 0; ///< the submission that counted until now; 0: none, or it still does
    FindingCauses findings;    ///< what there is to tell of them; the store holds each
};

/// The verdict on records that came whole. `fatal`: a finding says that the files cannot be used.
/// Sets `reason` where the submission is not accepted.
Verdict judge(const Counts& counts, const DatedRecords& dated, bool fatal, const SubmissionContext& context,
              std::string& reason);

} // namespace pilotage::store
