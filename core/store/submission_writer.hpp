// The one transaction that brings a submission into the store.
#pragma once

#include "core/store/codes.hpp"
#include "core/store/finding_log.hpp"
#include "core/store/stage.hpp"
#include "core/store/store.hpp"
#include "core/store/submission.hpp"

namespace pilotage::store {

class SubmissionWriter {
public:
    SubmissionWriter(Store& store, Stage& stage, const Sources& sources, FindingLog& findings, const Codes& codes)
        : store_(store), stage_(stage), sources_(sources), findings_(findings), codes_(codes) {}

    /// Records the submission with its files and findings; `with_rows`: its rows too, superseding the submission of the
    /// same site and period that counted so far. The id of the new submission. Throws EnvironmentError, and stores
    /// nothing, where a file of the return came in with another period's since it was judged.
    std::int64_t write(const SubmissionContext& context, const SubmissionResult& result, bool with_rows);
    /// The submission that the one written last superseded; 0: none.
    std::int64_t replaced() const { return replaced_; }

private:
    void supersede(std::int64_t id, const SubmissionContext& context);
    void write_submission(std::int64_t id, const SubmissionContext& context, const SubmissionResult& result);
    void write_sources(const Reservation& now);
    void write_rows(const Reservation& now);

    Store& store_;
    Stage& stage_;
    const Sources& sources_;
    FindingLog& findings_;
    const Codes& codes_;
    std::int64_t replaced_ = 0;
    std::map<std::string, std::string> digests_; ///< of tables whose rows went in as they were gathered
};

} // namespace pilotage::store
