// Office Open XML workbooks (.xlsx, .xlsm).
#ifndef PILOTAGE_IMPORTERS_XLSX_HPP
#define PILOTAGE_IMPORTERS_XLSX_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed.
std::unique_ptr<Reader> open_xlsx(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
