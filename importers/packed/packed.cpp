#include "importers/packed/packed.hpp"

#include "importers/memory_file.hpp"
#include "importers/packed/gzip_file.hpp"
#include "importers/packed/zip_entry_file.hpp"

namespace pilotage::importers {
namespace {

std::string without_ending(const std::string& path) {
    const std::string name = path.substr(path.find_last_of('/') + 1);
    const auto dot = name.find_last_of('.');
    return dot == std::string::npos ? name : name.substr(0, dot);
}

/// Folders, and what one system's archiver adds for itself.
bool is_furniture(const std::string& name) {
    return name.empty() || name.back() == '/' || name.rfind("__MACOSX/", 0) == 0 ||
           name.find(".DS_Store") != std::string::npos;
}

} // namespace

Packed open_packed(const std::string& path, std::shared_ptr<const File> file, const Limits& limits) {
    const std::string head = file->read_at(0, 4);
    if (head.compare(0, 3, "\x1f\x8b\x08") == 0) {
        std::string name = without_ending(path);
        return {std::make_shared<GzipFile>(std::move(file), limits), std::move(name), "gz"};
    }
    if (head != "PK\x03\x04") return {};
    const auto directory = archive::read_zip_directory(*file, limits.entries);
    const archive::ZipEntry* only = nullptr;
    for (const auto& entry : directory.entries) {
        if (is_furniture(entry.name)) continue;
        if (only != nullptr) return {};
        only = &entry;
    }
    if (!directory.fault.empty() || only == nullptr) return {};
    return {std::make_shared<ZipEntryFile>(std::move(file), only->name, only->unpacked, limits), only->name, "zip"};
}

std::shared_ptr<const File> unpacked(const File& content, const Limits& limits) {
    constexpr std::size_t piece = 1 << 20;
    std::string bytes;
    for (std::size_t got = piece; got == piece;) {
        const std::size_t before = bytes.size();
        if (before > limits.packed_workbook_bytes) break;
        bytes.resize(before + piece);
        got = content.read_at(before, bytes.data() + before, piece);
        bytes.resize(before + got);
    }
    if (bytes.size() > limits.packed_workbook_bytes)
        throw Malformed({Issue::Severity::error,
                         "format.archive_limit",
                         {},
                         0,
                         0,
                         0,
                         "The packed workbook is larger than " + std::to_string(limits.packed_workbook_bytes >> 20) +
                             " MiB.",
                         "Unpack it, and send the workbook itself."});
    return std::make_shared<MemoryFile>(std::move(bytes));
}

} // namespace pilotage::importers
