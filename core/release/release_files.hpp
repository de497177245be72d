// The files of a release: every form of the one model, and the manifest over them.
#pragma once

#include "core/release/release_model.hpp"
#include "core/release/release_tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::release {

struct ReleaseFile {
    std::string name;       ///< in the release's folder
    std::string media_type; ///< "text/csv"
    std::string description;
    std::string bytes;
};

/// All files but the manifest, in the order in which people should meet them. Bytes are the same for the same release.
std::vector<ReleaseFile> files_of(const Release& release);

/// ro-crate-metadata.json: what the release is, what it was made from and by what, and the SHA-256 of every file.
ReleaseFile manifest_of(const Release& release, const std::vector<ReleaseFile>& files);
inline constexpr const char* manifest_name = "ro-crate-metadata.json";

/// A table as CSV (RFC 4180, UTF-8, CRLF), texts made harmless.
std::string csv_of(const ReleaseTable& table);

/// datapackage.json (Frictionless) and csv-metadata.json (CSV on the Web): the columns of all CSV files.
std::string data_package_json(const Release& release, const std::vector<ReleaseTable>& tables);
std::string csvw_json(const Release& release, const std::vector<ReleaseTable>& tables);

} // namespace pilotage::release
