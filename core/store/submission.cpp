#include "core/store/submission.hpp"

#include "core/hash.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace pilotage::store {
namespace {

constexpr std::array<std::string_view, 4> names{"accepted", "accepted in part", "rejected", "failed"};

std::string records(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " record" : " records");
}

} // namespace

std::string_view name_of(Verdict verdict) {
    return names[static_cast<std::size_t>(verdict)];
}

Verdict verdict_of(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) throw std::invalid_argument("no verdict is called " + std::string(name));
    return static_cast<Verdict>(found - names.begin());
}

std::string files_hash(const std::vector<SubmittedFile>& files) {
    std::vector<std::string> hashes;
    for (const auto& file : files) hashes.push_back(file.sha256);
    std::ranges::sort(hashes);
    std::string all;
    for (const auto& hash : hashes) all += hash + '\n';
    return sha256_bytes(all);
}

Verdict judge(const Counts& counts, const DatedRecords& dated, bool fatal, const SubmissionContext& context,
              std::string& reason) {
    const auto tried = counts.accepted + counts.rejected + counts.duplicate;
    if (fatal)
        reason = "A file of the return cannot be used.";
    else if (counts.read == 0)
        reason = "The return holds no records.";
    else if (counts.accepted == 0 && counts.rejected == 0)
        reason = "None of the " + records(counts.read) + " belongs to this site and period.";
    else if (counts.accepted == 0)
        reason = "None of the " + records(counts.read) + " could be accepted.";
    else if (!context.any_period && dated.outside > dated.all - dated.outside)
        reason = std::to_string(dated.outside) + " of " + std::to_string(dated.all) + " dated records lie outside " +
                 context.period.id +
                 ": it may be the return of another period. If it is an extract of several years, "
                 "\"pilotage ingest --any-period\" takes it.";
    else if (static_cast<double>(counts.rejected) > context.max_rejected_share * static_cast<double>(tried))
        reason = std::to_string(counts.rejected) + " of " + records(tried) + (counts.rejected == 1 ? " was" : " were") +
                 " rejected, more than the " + std::to_string(std::lround(100 * context.max_rejected_share)) +
                 "% that the study allows.";
    if (!reason.empty()) return Verdict::rejected;
    return counts.rejected > 0 ? Verdict::accepted_in_part : Verdict::accepted;
}

} // namespace pilotage::store
