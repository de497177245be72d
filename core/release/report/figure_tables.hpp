// Tables of a measure's figures.
#pragma once

#include "core/release/report/caveats.hpp"
#include "core/release/report/figures.hpp"

namespace pilotage::release::report {

/// One period of an undivided measure: a row for each place. Each row bears the figure's id.
void write_period_table(Page& page, const Figures& figures, const std::string& period, const std::string& caption,
                        Caveats& caveats);
/// A period in which no place has a figure, none is withheld, and nothing is to be minded: why, in a line each.
bool is_bare(const Figures& figures, const std::string& period);
void write_bare_period(Page& page, const Figures& figures, const std::string& period);
/// One period of a split measure: a row for each part, a column for each place. Each cell bears the figure's id.
void write_parts_table(Page& page, const Figures& figures, const std::string& period, const std::string& caption,
                       Caveats* caveats);
/// The values of a part over the periods: a row for each place.
void write_values_table(Page& page, const Figures& figures, const std::string& part, const std::string& caption);

/// Of a numerator or denominator.
std::string count_text(const Shown& count);

} // namespace pilotage::release::report
