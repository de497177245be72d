// Legacy Excel workbooks (.xls, BIFF in an OLE2 container).
#ifndef PILOTAGE_IMPORTERS_XLS_HPP
#define PILOTAGE_IMPORTERS_XLS_HPP

#include "importers/reader.hpp"

namespace pilotage::importers {

/// Throws Malformed, or std::system_error when the file cannot be opened.
std::unique_ptr<Reader> open_xls(const std::string& path, const Options& options);

} // namespace pilotage::importers

#endif
