// A comparison as rows for other programs. Both forms have the same columns in the same order:
//   measure, site, period, numerator, denominator, value, lower, upper, method, dimension, state, unit, note,
//   arm, comparability, reasons, shorthand
// A suppressed numerator is "[c]", a denominator likewise where it may not be shown either, and value, lower and upper
// are then null (JSON) or empty (CSV). Numbers have the fewest digits that give them back exactly, whatever the locale.
#pragma once

#include "core/measure/figure.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace pilotage::release {

/// CSV (RFC 4180, UTF-8, CRLF) with a header row. A text that a spreadsheet program would run as a formula (it begins
/// with = + - @, a tab or a carriage return) has an apostrophe set before it; numbers are left alone.
std::string comparison_csv(std::span<const measure::Comparison> comparisons);

/// One JSON object a line.
std::string comparison_json_lines(std::span<const measure::Comparison> comparisons);

/// The same objects as one JSON array.
std::string comparison_json(std::span<const measure::Comparison> comparisons);

/// Writes comparison.csv and comparison.json into the folder, which is made if need be. Each file is whole or not
/// there. Throws EnvironmentError.
void write_comparison(const std::filesystem::path& folder, std::span<const measure::Comparison> comparisons);

/// One cell of a CSV file: made harmless, and quoted where it must be.
std::string csv_cell(std::string_view text);

/// The fewest digits that give the number back; whole numbers without a point.
std::string shortest(double number);

} // namespace pilotage::release
