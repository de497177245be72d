// A line on stderr that tells how far a long piece of work has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pilotage::cli {

/// Shows nothing unless stderr is a terminal and the work lasts over a second. The line goes when the object goes.
class Progress {
public:
    /// `what` stands before the bar: "Reading referrals.csv".
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Cheap enough for every row. `all` == 0: the end is not known.
    void update(std::uint64_t done, std::uint64_t all);
    /// The work goes on with something else: the next update draws it at once.
    void rename(std::string what);
    /// Wipes the line, so that other words can be written; the next update draws it again.
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    void draw(std::uint64_t done, std::uint64_t all);

    std::string what_;
    bool active_;
    bool drawn_ = false;
    Clock::time_point next_;
};

} // namespace pilotage::cli
