// The sheet of one measure: a row for each period, place and part.
#pragma once

#include "core/release/release_model.hpp"
#include "core/release/workbook/notes.hpp"

namespace pilotage::release::workbook {

/// How a value of the measure is shown, and the unit that it is then in: "percentage points" of a share's difference.
NumberFormat format_of(const ReleasedMeasure& measure);
std::string unit_of(const ReleasedMeasure& measure, bool difference);

/// The format that shows every number of a column whole, with at most four decimals.
NumberFormat format_for(const std::vector<double>& numbers);

/// A text as its sentences, each a line of its own; the first begins with `lead`, if any.
void add_sentences(Sheet& sheet, std::string_view lead, std::string_view text);

/// The lines that every sheet with a table has: what it holds, and where the contents and its notes are.
void add_ways(Sheet& sheet, bool notes);

/// Leaves out the columns that are empty throughout, and tells headings apart that are the same.
void tidy(Table& table);

/// The table with this number; the measure has at least one figure.
Sheet measure_sheet(const ReleasedMeasure& measure, const ReleasedProfile& profile, std::size_t number, Notes& notes);

} // namespace pilotage::release::workbook
