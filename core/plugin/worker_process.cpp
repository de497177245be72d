#include "core/plugin/worker_process.hpp"

#include "core/error.hpp"
#include "core/paths.hpp"
#include "core/plugin/frame.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

namespace pilotage::plugin {
namespace {

[[noreturn]] void refuse(const char* what, int error) {
    throw EnvironmentError(std::string(what) + ": " + std::generic_category().message(error) + ".");
}

struct Pipe {
    Fd read_end, write_end;
};

Pipe make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) refuse("No pipe to the worker could be made", errno);
    return {Fd(ends[0]), Fd(ends[1])};
}

/// Memory behind a file descriptor, holding `content`.
Fd memory_file(const char* name, std::string_view content) {
    Fd file(::memfd_create(name, MFD_CLOEXEC));
    if (!file.open()) refuse("No memory to share with the worker could be had", errno);
    while (!content.empty()) {
        const auto written = ::write(file.get(), content.data(), content.size());
        if (written < 0) refuse("The request could not be written", errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

/// What the worker is started with; destroyed whichever way the start ends.
class SpawnPlan {
public:
    SpawnPlan() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    /// `from` becomes descriptor i of the worker; nothing else is inherited.
    void descriptors(std::array<int, 5> from) {
        for (std::size_t i = 0; i < from.size(); ++i)
            posix_spawn_file_actions_adddup2(&actions_, from[i], static_cast<int>(i));
        posix_spawn_file_actions_addclosefrom_np(&actions_, static_cast<int>(from.size()));
        posix_spawn_file_actions_addchdir_np(&actions_, "/");
    }
    pid_t start(const std::string& program) {
        std::array<std::string, 5> settings = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"};
#if defined(PILOTAGE_SANITIZED)
        // The leak check needs rights that the sandbox takes away; an error must end in a signal, as without
        // sanitizers.
        settings[3] = "ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:handle_segv=0:use_sigaltstack=0";
        settings[4] = "UBSAN_OPTIONS=print_stacktrace=1:abort_on_error=1";
#endif
        std::array<char*, 6> environment{};
        for (std::size_t i = 0; i < settings.size() && !settings[i].empty(); ++i) environment[i] = settings[i].data();
        std::string name = "pilotage-worker";
        std::array<char*, 2> arguments = {name.data(), nullptr};
        pid_t pid = -1;
        if (const int error =
                posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments.data(), environment.data());
            error != 0)
            refuse(("\"" + program + "\" could not be started").c_str(), error);
        return pid;
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

/// dup2 onto the worker's descriptors must not overwrite one that is still to be copied.
Fd lifted(Fd fd) {
    Fd high(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 16));
    if (!high.open()) refuse("The worker's file descriptors could not be set up", errno);
    return high;
}

} // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
    if (this != &other) {
        close();
        fd_ = other.release();
    }
    return *this;
}

int Fd::release() {
    return std::exchange(fd_, -1);
}

void Fd::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

WorkerProcess::WorkerProcess(const Request& request) {
    std::string message;
    const auto start = open_frame(message);
    put(message, request);
    close_frame(message, start, FrameKind::request);

    const auto program = worker_program().string();
    const Fd input = lifted(memory_file("pilotage-request", message));
    const Fd page = lifted(memory_file("pilotage-place", std::string(place_page_bytes, '\0')));
    auto frames = make_pipe();
    auto output = make_pipe();
    const Fd frames_write = lifted(std::move(frames.write_end));
    const Fd output_write = lifted(std::move(output.write_end));
    ::fcntl(frames.read_end.get(), F_SETPIPE_SZ, 1 << 20);
    ::fcntl(frames.read_end.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(output.read_end.get(), F_SETFL, O_NONBLOCK);

    void* shared = ::mmap(nullptr, place_page_bytes, PROT_READ, MAP_SHARED, page.get(), 0);
    if (shared == MAP_FAILED) refuse("No memory to share with the worker could be had", errno);
    place_ = static_cast<PlacePage*>(shared);

    try {
        SpawnPlan plan;
        plan.descriptors({input.get(), output_write.get(), output_write.get(), frames_write.get(), page.get()});
        pid_ = plan.start(program);
    } catch (...) {
        ::munmap(place_, place_page_bytes);
        throw;
    }
    frames_ = std::move(frames.read_end);
    output_ = std::move(output.read_end);
}

WorkerProcess::~WorkerProcess() {
    if (!status_) {
        kill();
        wait(std::chrono::seconds(10));
    }
    ::munmap(place_, place_page_bytes);
}

std::uint64_t WorkerProcess::resident_bytes() const {
    const auto path = "/proc/" + std::to_string(pid_) + "/statm";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "re"), &std::fclose);
    unsigned long long size = 0, resident = 0, shared = 0;
    if (!file || std::fscanf(file.get(), "%llu %llu %llu", &size, &resident, &shared) != 3 || resident < shared)
        return 0;
    return (resident - shared) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void WorkerProcess::kill() {
    if (status_ || pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
}

std::optional<int> WorkerProcess::wait(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (auto pause = std::chrono::microseconds(100); !status_;
         pause = std::min(2 * pause, std::chrono::microseconds(10000))) {
        int status = 0;
        const auto ended = ::waitpid(pid_, &status, WNOHANG);
        if (ended == pid_)
            status_ = status;
        else if (ended < 0 && errno != EINTR)
            status_ = 0x7f00; // reaped elsewhere: it cannot be said to have ended well
        else if (std::chrono::steady_clock::now() >= until)
            return std::nullopt;
        else
            std::this_thread::sleep_for(pause);
    }
    return status_;
}

} // namespace pilotage::plugin
