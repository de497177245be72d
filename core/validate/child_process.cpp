#include "core/validate/child_process.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
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

struct Task {
    const std::function<void(const ChildProcess::Output&)>& work;
    ChildProcess::Output out;
};

void* run(void* task) {
    try {
        const auto& [work, out] = *static_cast<const Task*>(task);
        work(out);
    } catch (const std::bad_alloc&) {
        ::_exit(1); // the parent says what is known of it
    }
    return nullptr;
}

void bound(decltype(RLIMIT_AS) resource, rlim_t most) {
    const rlimit limit{most, most};
    ::setrlimit(resource, &limit);
}

/// The work is done by a thread, whose stack may be as deep as is said.
[[noreturn]] void be_child(const ChildLimits& limits, Task task) {
#ifndef PILOTAGE_SANITIZED
    bound(RLIMIT_AS, limits.memory_bytes + limits.stack_bytes);
#endif
    bound(RLIMIT_CORE, 0);
    bound(RLIMIT_FSIZE, 0);
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, limits.stack_bytes);
    pthread_t thread{};
    if (::pthread_create(&thread, &attributes, run, &task) != 0) ::_exit(1);
    ::pthread_join(thread, nullptr);
    ::_exit(0);
}

} // namespace

void ChildProcess::Output::put(const void* data, std::size_t size) const {
    const auto* at = static_cast<const char*>(data);
    while (size > 0) {
        const auto written = ::write(pipe_, at, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) ::_exit(1); // the parent is gone
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

ChildProcess::ChildProcess(const ChildLimits& limits, const std::function<void(const Output&)>& work)
    : limits_(limits) {
    int ends[2];
    if (::pipe(ends) != 0)
        throw EnvironmentError("No pipe could be made: " + std::generic_category().message(errno) + ".");
    child_ = ::fork();
    if (child_ == 0) {
        ::close(ends[0]); // or it would never learn that the parent is gone
        be_child(limits_, {work, Output(ends[1])});
    }
    const int failed = errno;
    ::close(ends[1]);
    if (child_ < 0) {
        ::close(ends[0]);
        throw EnvironmentError("No process could be started: " + std::generic_category().message(failed) + ".");
    }
    pipe_ = ends[0];
}

ChildProcess::~ChildProcess() {
    ::kill(child_, SIGKILL);
    while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
    ::close(pipe_);
}

bool ChildProcess::take(void* to, std::size_t size) {
    auto* at = static_cast<char*>(to);
    const auto deadline = Clock::now() + limits_.idle;
    while (size > 0) {
        pollfd waiting{pipe_, POLLIN, 0};
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) too_long_ = true;
        if (ready <= 0) return false;
        const auto got = ::read(pipe_, at, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace pilotage::validate
