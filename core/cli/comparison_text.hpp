// A comparison as people read it on a terminal: what is measured, the figures with their marks, what changed, what the
// arms show, and the notes.
#pragma once

#include "core/measure/figure.hpp"

#include <string>

namespace pilotage::cli {

/// Appends the comparison; nothing of one without cells.
void append_comparison(std::string& out, const measure::Comparison& comparison);

/// Appends what the signs of the comparisons stand for.
void append_legend(std::string& out, bool unsuppressed);

} // namespace pilotage::cli
