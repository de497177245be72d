// The central directory of a ZIP archive, read with every offset checked. It is read apart from libzip because libzip
// does not tell where entries lie, and entries that overlap are how small archives unpack to enormous ones.
#ifndef PILOTAGE_IMPORTERS_ARCHIVE_ZIP_DIRECTORY_HPP
#define PILOTAGE_IMPORTERS_ARCHIVE_ZIP_DIRECTORY_HPP

#include "importers/file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pilotage::importers::archive {

struct ZipEntry {
    std::string name; ///< as written
    std::uint64_t offset = 0;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
};

struct ZipDirectory {
    std::vector<ZipEntry> entries;
    /// What is wrong with the archive, in plain words; empty when nothing is.
    std::string fault;
    bool too_many = false; ///< the fault is the number of entries
};

/// Reads the directory of the file, but not more than `most_entries` of it: more of them are a fault.
ZipDirectory read_zip_directory(const File& file, std::uint32_t most_entries);

} // namespace pilotage::importers::archive

#endif
