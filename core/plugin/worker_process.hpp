// The worker as the host holds it: started with nothing but its pipes, ended for certain.
#pragma once

#include "core/plugin/messages.hpp"
#include "core/plugin/place_page.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace pilotage::plugin {

class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) : fd_(fd) {}
    Fd(Fd&& other) noexcept : fd_(other.release()) {}
    Fd& operator=(Fd&& other) noexcept;
    ~Fd() { close(); }
    int get() const { return fd_; }
    bool open() const { return fd_ >= 0; }
    int release();
    void close();

private:
    int fd_ = -1;
};

class WorkerProcess {
public:
    /// Starts the worker with the request on its standard input. Throws EnvironmentError.
    explicit WorkerProcess(const Request& request);
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;
    ~WorkerProcess(); ///< kills it if it still runs

    Fd& frames() { return frames_; }
    Fd& output() { return output_; } ///< what the plugin prints, both streams
    const PlacePage& place() const { return *place_; }

    /// Memory of its own in bytes (mapped files are not counted), 0 once it has ended.
    std::uint64_t resident_bytes() const;
    void kill();
    /// The wait status once it has ended within `patience`.
    std::optional<int> wait(std::chrono::milliseconds patience);

private:
    pid_t pid_ = -1;
    std::optional<int> status_;
    Fd frames_, output_;
    PlacePage* place_ = nullptr;
};

} // namespace pilotage::plugin
