// One file packed by gzip or ZIP, unpacked in memory while it is read: what it holds may be personal and is never
// written to a disk.
#ifndef PILOTAGE_IMPORTERS_PACKED_PACKED_HPP
#define PILOTAGE_IMPORTERS_PACKED_PACKED_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

namespace pilotage::importers {

struct Packed {
    std::shared_ptr<const File> content; ///< nothing where the file is not packed
    std::string name;                    ///< of what is in it
    std::string ending;                  ///< that the packed file's name should have: "gz", "zip"
};

/// A gzip file, or a ZIP archive with one file in it that is not itself an office document. Throws Malformed for damage
/// and what passes the limits (unpacked_bytes; ratio beyond the first 16 MiB), here or while the content is read.
Packed open_packed(const std::string& path, std::shared_ptr<const File> file, const Limits& limits);

/// The whole content in memory. Throws Malformed when it is larger than packed_workbook_bytes.
std::shared_ptr<const File> unpacked(const File& content, const Limits& limits);

} // namespace pilotage::importers

#endif
