// Office Open XML workbooks (.xlsx, .xlsm).
#ifndef PILOTAGE_IMPORTERS_XLSX_HPP
#define PILOTAGE_IMPORTERS_XLSX_HPP

#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed, or std::system_error when the file cannot be opened.
std::unique_ptr<Reader> open_xlsx(const std::string& path, const Options& options);

} // namespace pilotage::importers

#endif
