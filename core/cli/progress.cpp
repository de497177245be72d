#include "core/cli/progress.hpp"

#include "core/cli/terminal.hpp"

#include <algorithm>

namespace pilotage::cli {

using namespace std::chrono_literals;

Progress::Progress(std::string what) : what_(std::move(what)), active_(is_terminal(stderr)), next_(Clock::now() + 1s) {}

Progress::~Progress() { clear(); }

void Progress::update(std::uint64_t done, std::uint64_t all) {
    if (!active_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + 100ms;
    draw(done, all);
}

void Progress::rename(std::string what) {
    what_ = std::move(what);
    if (drawn_) next_ = Clock::now();
}

void Progress::clear() {
    if (!drawn_) return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    drawn_ = false;
}

void Progress::draw(std::uint64_t done, std::uint64_t all) {
    constexpr std::size_t bar = 24;
    const std::size_t width = terminal_width(stderr);
    std::string line = fitted(what_, width > bar + 12 ? width - bar - 12 : width);
    if (all > 0 && width > bar + 12) {
        const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
        const auto full = static_cast<std::size_t>(share * static_cast<double>(bar));
        line += "  [" + std::string(full, '=') + std::string(bar - full, ' ') + "] " +
                std::to_string(static_cast<int>(share * 100)) + " %";
    }
    std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
    std::fflush(stderr);
    drawn_ = true;
}

} // namespace pilotage::cli
