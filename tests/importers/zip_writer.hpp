// ZIP archives made on the spot, by libzip.
#pragma once

#include "tests/importers/record_text.hpp"

#include <filesystem>
#include <zip.h>

namespace pilotage::importers {

/// An archive of these entries, in this order; it is gone with the object. The entry "mimetype" is stored, as
/// OpenDocument asks.
class ZipWriter {
public:
    explicit ZipWriter(const std::vector<std::pair<std::string, std::string>>& entries,
                       const std::string& extension = ".zip")
        : file_("", extension) {
        std::filesystem::remove(file_.path());
        int error = 0;
        zip_t* const archive = zip_open(file_.path().c_str(), ZIP_CREATE, &error);
        for (const auto& [name, content] : entries) {
            if (name.back() == '/') {
                zip_dir_add(archive, name.c_str(), 0);
                continue;
            }
            const auto index =
                zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0);
            if (name == "mimetype")
                zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
        }
        zip_close(archive);
    }
    const std::string& path() const { return file_.path(); }

private:
    TemporaryFile file_;
};

} // namespace pilotage::importers
