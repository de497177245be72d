// Which elements of an XML file are its records.
#ifndef PILOTAGE_IMPORTERS_XML_RECORD_PATH_HPP
#define PILOTAGE_IMPORTERS_XML_RECORD_PATH_HPP

#include "importers/reader.hpp"

namespace pilotage::importers {

/// Local names from the root down.
using RecordPath = std::vector<std::string>;

/// "File/Contract|File/Contract/Visit". Throws std::invalid_argument for an empty name or more than 32 paths.
std::vector<RecordPath> parse_record_paths(const std::string& text);
std::string to_string(const RecordPath& path);

/// What repeats at the head of a file: of the elements that have siblings of their name, those that hold elements go
/// before those that have attributes, and these before the others; among them the most frequent counts, and of equals
/// the outermost. Where nothing repeats, the root is the one record. Empty when the text does not begin as XML does.
RecordPath find_record_path(std::string_view head, const Options& options);

} // namespace pilotage::importers

#endif
