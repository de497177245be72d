// Fixed-width reports, read by a layout.
//
// Row::table is the table's name in the layout, Row::number counts its records, Row::line is the record's first line. A
// header row (Row::header) names the fields before the first record of each table. Text is trimmed of blanks at both
// ends; numbers are canonical ("1,234.50-" is "-1234.5", `shown` has the report's own spelling), or text where they are
// none. Encodings are found as for delimited text. Lines may end in any way, form feeds end them too, tabs count to the
// next multiple of eight columns.
//
// Issues: table.overflow (error: a field filled with '#' or '*', or text where no field stands), table.short_line
// (warning: a line ends inside a number), table.tab (warning), table.unknown_line (error: no line of the layout fits),
// table.total_disagrees and table.subtotal_disagrees (error, at the total's line), table.page_missing (error, at the
// page after it or at the end), table.total_missing (of each table that has one) and table.heading_row (error, at the
// end), table.total_unchecked (note: sums beyond twelve digits or six decimals, or of numbers that cannot be read), and
// the encoding's. Text of which the first forty lines are none of the layout's is Malformed.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_FIXED_WIDTH_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_FIXED_WIDTH_HPP

#include "importers/file.hpp"
#include "importers/fixed_width/layout.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed, or std::system_error when the file cannot be opened.
std::unique_ptr<Reader> open_fixed_width(const std::string& path, Layout layout, const Options& options);
std::unique_ptr<Reader> open_fixed_width(std::shared_ptr<const File> file, Layout layout, const Options& options);

} // namespace pilotage::importers

#endif
