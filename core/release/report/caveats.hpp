// The caveats of a measure's figures, each told once and known by a letter.
#pragma once

#include "core/release/report/page.hpp"

#include <string>
#include <vector>

namespace pilotage::release::report {

class Caveats {
public:
    explicit Caveats(std::string measure) : measure_(std::move(measure)) {}

    /// What stands beside a figure: its signs, and links to its caveats.
    void write_beside(Page& page, const ReleasedFigure& figure);
    void write_list(Page& page, int number) const; ///< nothing where there are none

private:
    std::string letter_of(const std::string& caveat);
    std::string anchor(const std::string& letter) const { return "caveat-" + measure_ + "-" + letter; }

    std::string measure_;
    std::vector<std::string> caveats_;
};

} // namespace pilotage::release::report
