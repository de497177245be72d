// Legacy Excel workbooks (.xls, BIFF in an OLE2 container).
#ifndef PILOTAGE_IMPORTERS_XLS_HPP
#define PILOTAGE_IMPORTERS_XLS_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed.
std::unique_ptr<Reader> open_xls(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
