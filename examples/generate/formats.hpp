// From tables to the bytes of a file.
#pragma once

#include "examples/generate/table.hpp"

#include <string>
#include <string_view>

namespace pilotage::generate {

/// One row as a line of delimited text in Windows-1252, closed by CRLF; only cells that need quotes have them.
/// Throws std::invalid_argument for characters that Windows-1252 does not have.
void append_csv(std::string& out, const Cells& row, char separator = ',');

/// Throws std::invalid_argument as append_csv does.
void append_windows_1252(std::string& out, std::string_view utf8);

/// The same tables always give the same bytes. Dates are shown as dd/mm/yyyy.
std::string xlsx_bytes(const Tables& tables);
std::string xls_bytes(const Tables& tables);
/// Times of the day too; a number may have a formula in OpenFormula, and a cell several lines.
std::string ods_bytes(const Tables& tables);

} // namespace pilotage::generate
