#include "core/validate/document_run.hpp"

#include "core/error.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

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

struct Descriptor {
    int value = -1;
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
};

/// The child's side.
class Worker {
public:
    Worker(std::span<const DocumentJob> jobs, const DocumentLimits& limits, const BrokenSchemas& broken, int out)
        : jobs_(jobs), limits_(limits), broken_(broken), out_(out) {}

    [[noreturn]] void run() {
#ifndef PILOTAGE_SANITIZED
        const rlimit memory{limits_.memory_bytes + limits_.stack_bytes, limits_.memory_bytes + limits_.stack_bytes};
        ::setrlimit(RLIMIT_AS, &memory);
#endif
        const rlimit no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        pthread_attr_t attributes;
        ::pthread_attr_init(&attributes);
        ::pthread_attr_setstacksize(&attributes, limits_.stack_bytes);
        pthread_t thread{};
        const auto start = [](void* self) -> void* {
            try {
                static_cast<Worker*>(self)->work();
            } catch (const std::bad_alloc&) {
                ::_exit(1); // the parent says what is known of it
            }
            return nullptr;
        };
        if (::pthread_create(&thread, &attributes, start, this) != 0) ::_exit(1);
        ::pthread_join(thread, nullptr);
        ::_exit(0);
    }

private:
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

    void tell(const DocumentFinding& finding) {
        send({Frame::Kind::finding, {}, finding.line, finding.column, finding.message.size()}, finding.message);
    }
    void send(const Frame& frame, std::string_view message = {}) {
        put(reinterpret_cast<const char*>(&frame), sizeof frame);
        put(message.data(), message.size());
    }
    void put(const char* data, std::size_t size) {
        while (size > 0) {
            const auto written = ::write(out_, data, size);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) ::_exit(1); // the parent is gone
            data += written;
            size -= static_cast<std::size_t>(written);
        }
    }

    std::span<const DocumentJob> jobs_;
    const DocumentLimits& limits_;
    const BrokenSchemas& broken_;
    int out_;
};

/// The parent's side of one child.
class Run {
public:
    Run(std::span<const DocumentJob> jobs, const DocumentLimits& limits, std::size_t first, BrokenSchemas& broken,
        const DocumentRunCallbacks& callbacks)
        : jobs_(jobs), limits_(limits), job_(first), broken_(broken), callbacks_(callbacks) {}

    /// The number of jobs that are done.
    std::size_t run() {
        int ends[2];
        if (::pipe(ends) != 0)
            throw EnvironmentError("No pipe could be made: " + std::generic_category().message(errno) + ".");
        Descriptor in{ends[0]};
        {
            const Descriptor out{ends[1]};
            child_ = ::fork();
            if (child_ == 0) Worker(jobs_.subspan(job_), limits_, broken_, out.value).run();
            if (child_ < 0)
                throw EnvironmentError("No process could be started: " + std::generic_category().message(errno) + ".");
        }
        const Reaper reaper{child_};
        Frame frame;
        while (job_ < jobs_.size()) {
            if (!take(in.value, &frame, sizeof frame)) {
                give_up();
                return job_;
            }
            handle(frame, in.value);
        }
        return job_;
    }

private:
    struct Reaper {
        pid_t child;
        ~Reaper() {
            ::kill(child, SIGKILL);
            while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    };

    void handle(const Frame& frame, int in) {
        loading_ = frame.kind == Frame::Kind::loading;
        if (frame.kind == Frame::Kind::progress) callbacks_.progress(job_, frame.a, frame.b);
        if (frame.kind == Frame::Kind::finding) {
            DocumentFinding finding{frame.a, frame.b, std::string(frame.size, '\0')};
            if (take(in, finding.message.data(), finding.message.size()))
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

    void give_up() {
        const std::string what = loading_ ? "Loading the schema" : "The check";
        result_.findings.push_back(
            {0, 0,
             too_long_
                 ? what + " was stopped: it came no further for " + std::to_string(limits_.idle.count()) + " seconds."
                 : what + " broke off: it needs more memory, or a deeper stack, than it may have."});
        if (loading_) broken_.emplace(jobs_[job_].schema, result_.findings.back());
        result_.verdict = loading_ ? DocumentVerdict::schema_error : DocumentVerdict::refused;
        finish();
    }

    /// False when the child has ended, or has said nothing for too long.
    bool take(int in, void* to, std::size_t size) {
        auto* data = static_cast<char*>(to);
        const auto deadline = Clock::now() + limits_.idle;
        while (size > 0) {
            pollfd waiting{in, POLLIN, 0};
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
            const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
            if (ready < 0 && errno == EINTR) continue;
            if (ready == 0) too_long_ = true;
            if (ready <= 0) return false;
            const auto got = ::read(in, data, size);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            data += got;
            size -= static_cast<std::size_t>(got);
        }
        return true;
    }

    std::span<const DocumentJob> jobs_;
    const DocumentLimits& limits_;
    std::size_t job_;
    BrokenSchemas& broken_;
    const DocumentRunCallbacks& callbacks_;
    pid_t child_ = -1;
    DocumentResult result_;
    bool loading_ = false;
    bool too_long_ = false;
};

} // namespace

void run_documents(std::span<const DocumentJob> jobs, const DocumentLimits& limits,
                   const DocumentRunCallbacks& callbacks) {
    BrokenSchemas broken;
    for (std::size_t done = 0; done < jobs.size();) done = Run(jobs, limits, done, broken, callbacks).run();
}

} // namespace pilotage::validate
