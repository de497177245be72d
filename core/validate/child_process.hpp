// A piece of work in a process of its own, with bounds, that tells its parent what it finds through a pipe. A hostile
// schema or file can overflow the stack or keep it busy for years, and then costs that process alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace pilotage::validate {

struct ChildLimits {
    std::chrono::seconds idle{60}; ///< without a word to the parent
    std::uint64_t memory_bytes = std::uint64_t{4} << 30;
    std::uint64_t stack_bytes = std::uint64_t{512}
                                << 20; ///< patterns recurse over a value: enough for a million characters
};

class ChildProcess {
public:
    /// The child's end of the pipe. The child ends when its parent is gone.
    class Output {
    public:
        explicit Output(int pipe) : pipe_(pipe) {}
        void put(const void* data, std::size_t size) const;

    private:
        int pipe_;
    };

    /// Starts the work, which may throw nothing but std::bad_alloc: that ends the child. Throws EnvironmentError when
    /// no process can be started.
    ChildProcess(const ChildLimits& limits, const std::function<void(const Output&)>& work);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess(); ///< kills the child if it still runs

    /// The next bytes that the child put. False when it has ended before, or has put nothing for too long.
    bool take(void* to, std::size_t size);
    bool too_long() const { return too_long_; }

private:
    ChildLimits limits_;
    int pipe_ = -1;
    int child_ = -1;
    bool too_long_ = false;
};

} // namespace pilotage::validate
