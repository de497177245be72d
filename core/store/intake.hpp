// Takes what a worker sends of one submission, holds it to the rules of the study, and stores all of it or none.
#pragma once

#include "core/plugin/crosswalk.hpp"
#include "core/plugin/run.hpp"
#include "core/store/store.hpp"
#include "core/store/submission.hpp"
#include "core/validate/record_validator.hpp"

#include <functional>
#include <memory>

namespace pilotage::store {

/// What is the same for all submissions of one program run.
struct IntakeTools {
    const validate::Schema& evaluation;
    validate::RecordValidator& validator; ///< of evaluation-1.xsd
    std::filesystem::path scores;         ///< folder of the files that scores are worked out from
};

/// Bytes done and bytes in all.
using ProgressCall = std::function<void(std::uint64_t, std::uint64_t)>;

/// A local record is atomic: it is accepted, rejected, a duplicate, or left out. Of an accepted one the events outside
/// the period are not stored, each with a note; where all of its events are outside, it is left out.
class Intake final : public plugin::RunSink {
public:
    Intake(Store& store, const IntakeTools& tools, const plugin::Crosswalk& crosswalk, const PseudonymKey& key,
           SubmissionContext context, ProgressCall progress = {});
    ~Intake() override;

    void source(std::uint32_t id, std::string_view file, std::string_view table) override;
    void local_record(const plugin::LocalRecord& record) override;
    void finding(const plugin::ToldFinding& finding) override;
    void progress(std::uint64_t bytes_done, std::uint64_t bytes_all) override;

    /// A finding of the host's own about the return as a whole.
    void finding(const Finding& finding);
    /// The files with their hashes, where these were still being taken when it was made.
    void files(std::vector<SubmittedFile> files);
    /// Judges and stores, in one transaction: the submission, its findings, and the rows if it is accepted. Throws
    /// EnvironmentError; the store is then as it was.
    SubmissionResult finish(const plugin::RunResult& run);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace pilotage::store
