#include "core/plugin/supervision.hpp"

#include "core/plugin/intake.hpp"
#include "core/plugin/place_words.hpp"
#include "core/plugin/worker_process.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace pilotage::plugin {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto look_every = 50ms;
constexpr std::size_t read_size = 256 << 10; ///< two batches, which stay in the processor's cache

std::string signal_words(int signal) {
    switch (signal) {
    case SIGSEGV:
        return "segmentation fault";
    case SIGABRT:
        return "abort";
    case SIGBUS:
        return "bus error";
    case SIGFPE:
        return "arithmetic fault";
    case SIGILL:
        return "illegal instruction";
    case SIGTRAP:
        return "trap";
    case SIGKILL:
        return "killed";
    case SIGSYS:
        return "forbidden system call";
    case SIGXCPU:
        return "processor time used up";
    case SIGXFSZ:
        return "forbidden writing to a file";
    default:
        return "signal " + std::to_string(signal);
    }
}

class Supervision {
public:
    Supervision(const Request& request, const RunLimits& limits, RunSink* sink, std::vector<std::size_t> shape,
                bool show_output)
        : limits_(limits), show_output_(show_output), intake_(sink, std::move(shape)), process_(request) {}

    RunResult run() {
        const auto stopped = watch();
        if (!stopped.empty()) process_.kill();
        const auto status = process_.wait(10s);
        if (!status) process_.kill();

        RunResult result;
        intake_.count_into(result);
        result.reason = reason(stopped, status);
        result.complete = result.reason.empty();
        if (!result.complete) result.rule = rule(stopped, status);
        if (!result.complete) result.last_place = here();
        return result;
    }

private:
    /// Until both pipes are at their end; a reason when the worker has to be stopped before that.
    std::string watch() {
        const auto deadline = started_ + limits_.deadline;
        while (process_.frames().open() || process_.output().open()) {
            std::array<pollfd, 2> fds = {pollfd{process_.frames().get(), POLLIN, 0},
                                         pollfd{process_.output().get(), POLLIN, 0}};
            const int ready = ::poll(fds.data(), fds.size(), static_cast<int>(look_every.count()));
            if (ready < 0 && errno != EINTR)
                return "The worker could not be watched: " + std::string(std::strerror(errno)) + ".";
            if (ready > 0 && fds[1].revents != 0)
                if (auto flood = take_output(); !flood.empty()) return flood;
            if (ready > 0 && fds[0].revents != 0)
                if (auto broken = take_frames(); !broken.empty()) return broken;
            const auto now = Clock::now();
            if (now >= deadline)
                return stopped("it took longer than " + std::to_string(limits_.deadline.count()) + " seconds");
            if (now >= last_frame_ + limits_.idle)
                return stopped("it showed no sign of life for " + std::to_string(limits_.idle.count()) + " seconds");
            if (now >= looked_ + look_every) {
                looked_ = now;
                if (process_.resident_bytes() > limits_.memory_bytes) return memory_exceeded();
            }
        }
        return {};
    }

    std::string take_frames() {
        const auto got = ::read(process_.frames().get(), decoder_.room(read_size), read_size);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) return {};
        if (got < 0) {
            broken_frames_ = true;
            return "The worker's pipe broke: " + std::string(std::strerror(errno)) + ".";
        }
        if (got == 0) {
            process_.frames().close();
            return {};
        }
        decoder_.taken(static_cast<std::size_t>(got));
        try {
            for (Frame frame; decoder_.next(frame);) intake_.take(frame);
        } catch (const FrameError& e) {
            broken_frames_ = true;
            return "The worker sent something that is no frame (" + std::string(e.what()) + ")" + while_words() + ".";
        }
        last_frame_ = Clock::now();
        return {};
    }

    std::string take_output() {
        std::array<char, 1 << 14> block;
        const auto got = ::read(process_.output().get(), block.data(), block.size());
        if (got == 0) process_.output().close();
        if (got <= 0) return {};
        if (show_output_ && ::write(STDERR_FILENO, block.data(), static_cast<std::size_t>(got)) < 0)
            show_output_ = false;
        printed_ += static_cast<std::uint64_t>(got);
        if (printed_ <= limits_.output_bytes) return {};
        return stopped("it printed more than " + std::to_string(limits_.output_bytes >> 10) + " KiB");
    }

    std::string memory_exceeded() const {
        return stopped("it used more than " + std::to_string(limits_.memory_bytes >> 20) + " MiB of memory");
    }
    std::string stopped(const std::string& why) const {
        return "The plugin was stopped" + while_words() + ": " + why + ".";
    }

    std::string reason(const std::string& stopped_because, std::optional<int> status) const {
        if (!stopped_because.empty()) return stopped_because;
        if (!status) return stopped("it did not end after its work");
        if (!intake_.trouble().empty()) return intake_.trouble();
        if (WIFSIGNALED(*status)) {
            const auto signal = "(" + signal_words(WTERMSIG(*status)) + ")";
            if (phase() == Phase::checking)
                return "The check against the site's schema crashed " + signal + " at " + words(here()) + ".";
            return "The plugin crashed " + signal + while_words() + ".";
        }
        const auto code = WEXITSTATUS(*status);
        if (!intake_.ended() || code != 0)
            return "The plugin ended its process (exit status " + std::to_string(code) + ")" + while_words() +
                   ", before its work was done.";
        if (!decoder_.empty()) return "The worker sent something that is no frame (a frame is cut short).";
        return intake_.imbalance();
    }

    /// The rule that goes with reason().
    std::string_view rule(const std::string& stopped_because, std::optional<int> status) const {
        if (!stopped_because.empty()) return broken_frames_ ? "plugin.protocol" : "plugin.limit";
        if (!status) return "plugin.limit";
        if (!intake_.trouble().empty()) return "plugin.exception";
        if (WIFSIGNALED(*status) || !intake_.ended() || WEXITSTATUS(*status) != 0) return "plugin.crashed";
        return decoder_.empty() ? "plugin.counts" : "plugin.protocol";
    }

    Phase phase() const { return static_cast<Phase>(process_.place().phase.load(std::memory_order_relaxed)); }

    /// What the worker noted last, or else the last row that arrived.
    Place here() const {
        const auto& page = process_.place();
        auto place = intake_.place(page.source.load(std::memory_order_relaxed),
                                   page.row.load(std::memory_order_relaxed), page.line.load(std::memory_order_relaxed));
        return place.file.empty() ? intake_.last_place() : place;
    }

    std::string while_words() const {
        const auto place = words(here());
        switch (phase()) {
        case Phase::starting:
        case Phase::loading:
            return " while it was loaded";
        case Phase::reading:
            return place.empty() ? " before it read a row" : " while reading " + place;
        case Phase::checking:
            return " while checking " + place + " against the schema";
        case Phase::normalising:
            return " while normalising " + place;
        case Phase::ending:
            return " after the last row";
        }
        return {};
    }

    RunLimits limits_;
    bool show_output_;
    Intake intake_;
    FrameDecoder decoder_;
    WorkerProcess process_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point last_frame_ = started_;
    Clock::time_point looked_ = started_;
    std::uint64_t printed_ = 0;
    bool broken_frames_ = false;
};

} // namespace

RunResult supervise(const Request& request, const RunLimits& limits, RunSink* sink, std::vector<std::size_t> shape,
                    bool show_output) {
    return Supervision(request, limits, sink, std::move(shape), show_output).run();
}

} // namespace pilotage::plugin
