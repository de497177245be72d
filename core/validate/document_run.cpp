#include "core/validate/document_run.hpp"

#include <map>
#include <memory>

namespace pilotage::validate {
namespace {

using Clock = std::chrono::steady_clock;
using BrokenSchemas = std::map<std::filesystem::path, DocumentFinding>; ///< those at which a child ended, and how

constexpr std::size_t schemas_kept = 64;

/// What the child sends; a finding is followed by `size` bytes of its message.
struct Frame {
    enum class Kind : std::uint8_t { loading, progress, finding, verdict } kind = Kind::progress;
    DocumentVerdict verdict = DocumentVerdict::refused;
    std::uint64_t a = 0, b = 0; ///< bytes done and all, or line and column
    std::uint64_t size = 0;
};

/// The child's side.
class Worker {
public:
    Worker(std::span<const DocumentJob> jobs, const BrokenSchemas& broken, const ChildProcess::Output& out)
        : jobs_(jobs), broken_(broken), out_(out) {}

    void work() {
        std::map<std::filesystem::path, std::unique_ptr<DocumentValidator>> validators;
        for (const auto& job : jobs_) {
            if (const auto known = broken_.find(job.schema); known != broken_.end()) {
                tell(known->second);
                send({Frame::Kind::verdict, DocumentVerdict::schema_error});
                continue;
            }
            if (validators.size() >= schemas_kept) validators.clear();
            auto& validator = validators[job.schema];
            if (validator == nullptr) {
                send({Frame::Kind::loading});
                validator = std::make_unique<DocumentValidator>(job.schema);
            }
            auto next = Clock::now();
            const DocumentCallbacks callbacks{[this](const DocumentFinding& finding) { tell(finding); },
                                              [&](std::uint64_t done, std::uint64_t all) {
                                                  if (Clock::now() < next) return;
                                                  next = Clock::now() + std::chrono::milliseconds(100);
                                                  send({Frame::Kind::progress, {}, done, all});
                                              }};
            send({Frame::Kind::verdict, validator->validate(job.file, callbacks, job.judge)});
        }
    }

private:
    void tell(const DocumentFinding& finding) {
        send({Frame::Kind::finding, {}, finding.line, finding.column, finding.message.size()}, finding.message);
    }
    void send(const Frame& frame, std::string_view message = {}) {
        out_.put(&frame, sizeof frame);
        out_.put(message.data(), message.size());
    }

    std::span<const DocumentJob> jobs_;
    const BrokenSchemas& broken_;
    const ChildProcess::Output& out_;
};

/// The parent's side of one child.
class Run {
public:
    Run(std::span<const DocumentJob> jobs, const DocumentLimits& limits, std::size_t first, BrokenSchemas& broken,
        const DocumentRunCallbacks& callbacks)
        : jobs_(jobs), limits_(limits), job_(first), broken_(broken), callbacks_(callbacks) {}

    /// The number of jobs that are done.
    std::size_t run() {
        ChildProcess child(limits_,
                           [&](const ChildProcess::Output& out) { Worker(jobs_.subspan(job_), broken_, out).work(); });
        Frame frame;
        while (job_ < jobs_.size()) {
            if (!child.take(&frame, sizeof frame)) {
                give_up(child.too_long());
                return job_;
            }
            handle(frame, child);
        }
        return job_;
    }

private:
    void handle(const Frame& frame, ChildProcess& child) {
        loading_ = frame.kind == Frame::Kind::loading;
        if (frame.kind == Frame::Kind::progress) callbacks_.progress(job_, frame.a, frame.b);
        if (frame.kind == Frame::Kind::finding) {
            DocumentFinding finding{frame.a, frame.b, std::string(frame.size, '\0')};
            if (child.take(finding.message.data(), finding.message.size()))
                result_.findings.push_back(std::move(finding));
        }
        if (frame.kind != Frame::Kind::verdict) return;
        result_.verdict = frame.verdict;
        finish();
    }

    void finish() {
        callbacks_.result(job_, std::move(result_));
        result_ = {};
        loading_ = false;
        ++job_;
    }

    void give_up(bool too_long) {
        const std::string what = loading_ ? "Loading the schema" : "The check";
        result_.findings.push_back(
            {0, 0,
             too_long
                 ? what + " was stopped: it came no further for " + std::to_string(limits_.idle.count()) + " seconds."
                 : what + " broke off: it needs more memory, or a deeper stack, than it may have."});
        if (loading_) broken_.emplace(jobs_[job_].schema, result_.findings.back());
        result_.verdict = loading_ ? DocumentVerdict::schema_error : DocumentVerdict::refused;
        finish();
    }

    std::span<const DocumentJob> jobs_;
    const DocumentLimits& limits_;
    std::size_t job_;
    BrokenSchemas& broken_;
    const DocumentRunCallbacks& callbacks_;
    DocumentResult result_;
    bool loading_ = false;
};

} // namespace

void run_documents(std::span<const DocumentJob> jobs, const DocumentLimits& limits,
                   const DocumentRunCallbacks& callbacks) {
    BrokenSchemas broken;
    for (std::size_t done = 0; done < jobs.size();) done = Run(jobs, limits, done, broken, callbacks).run();
}

} // namespace pilotage::validate
