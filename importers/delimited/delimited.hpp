// Delimited text: RFC 4180 and what the field makes of it.
#ifndef PILOTAGE_IMPORTERS_DELIMITED_HPP
#define PILOTAGE_IMPORTERS_DELIMITED_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

/// Opens a text file of delimited records. Delimiter and encoding are found out where the options leave them open.
/// Throws Malformed, or std::system_error when the file cannot be opened.
std::unique_ptr<Reader> open_delimited(const std::string& path, const Options& options);
std::unique_ptr<Reader> open_delimited(std::shared_ptr<const File> file, const Options& options);

} // namespace pilotage::importers

#endif
