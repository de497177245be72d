// Tells from a file's content what it is, whatever its name says.
#ifndef PILOTAGE_IMPORTERS_FORMAT_HPP
#define PILOTAGE_IMPORTERS_FORMAT_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

enum class Format : std::uint8_t { delimited, json, xml, xlsx, xls, ods };

/// Throws Malformed for what is not read: "format.unknown", or "format.encrypted" for what is locked. A name whose
/// ending says something else than the content is an issue "format.disagrees".
Format recognise(const File& file, const std::string& path, const Options& options);

/// The ending of a file's name in small letters, without the dot.
std::string ending(const std::string& path);
/// Reports that a name promises something else than the content is.
void report_disagreement(std::string_view promise, std::string_view is, const Options& options);

} // namespace pilotage::importers

#endif
