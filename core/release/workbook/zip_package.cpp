#include "core/release/workbook/zip_package.hpp"

#include "core/error.hpp"

#include <zip.h>

#include <memory>

namespace pilotage::release::workbook {
namespace {

[[noreturn]] void fail() {
    throw EnvironmentError("A workbook of the release cannot be packed.", "Most likely memory ran out.");
}

struct Free {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

using Source = std::unique_ptr<zip_source_t, Free>;
using Archive = std::unique_ptr<zip_t, Free>;

Source source_of(std::string_view bytes) {
    zip_error_t error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    if (!source) fail();
    return source;
}

/// The archive takes a share of the source, which stays its caller's too.
Archive archive_of(const Source& source, int flags) {
    zip_error_t error;
    zip_source_keep(source.get());
    Archive archive(zip_open_from_source(source.get(), flags, &error));
    if (!archive) {
        zip_source_free(source.get());
        fail();
    }
    return archive;
}

} // namespace

std::string zipped(const std::vector<Part>& parts) {
    const auto source = source_of({});
    auto archive = archive_of(source, ZIP_TRUNCATE);
    for (const auto& part : parts) {
        auto* bytes = zip_source_buffer(archive.get(), part.bytes.data(), part.bytes.size(), 0);
        const auto at = zip_file_add(archive.get(), part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(bytes);
            fail();
        }
        const auto index = static_cast<zip_uint64_t>(at);
        // 1 January 1980, the first day that the format knows.
        if (zip_set_file_compression(archive.get(), index, part.packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 9) != 0 ||
            zip_file_set_dostime(archive.get(), index, 0, (1 << 5) | 1, 0) != 0)
            fail();
    }
    if (zip_close(archive.get()) != 0) fail();
    static_cast<void>(archive.release()); // closed, so it is gone

    zip_stat_t about;
    if (zip_source_stat(source.get(), &about) != 0 || zip_source_open(source.get()) != 0) fail();
    std::string bytes(about.size, '\0');
    const auto read = zip_source_read(source.get(), bytes.data(), bytes.size());
    zip_source_close(source.get());
    if (read != static_cast<zip_int64_t>(bytes.size())) fail();
    return bytes;
}

std::vector<Part> unzipped(std::string_view bytes) {
    const auto source = source_of(bytes);
    const auto archive = archive_of(source, ZIP_RDONLY);
    std::vector<Part> parts;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        zip_stat_t about;
        if (zip_stat_index(archive.get(), index, 0, &about) != 0) fail();
        Part part{about.name, std::string(about.size, '\0'), about.comp_method != ZIP_CM_STORE};
        auto* file = zip_fopen_index(archive.get(), index, 0);
        if (file == nullptr) fail();
        const auto read = zip_fread(file, part.bytes.data(), part.bytes.size());
        zip_fclose(file);
        if (read != static_cast<zip_int64_t>(part.bytes.size())) fail();
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace pilotage::release::workbook
