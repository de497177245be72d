#include "importers/archive/zip_directory.hpp"

#include "importers/little_endian.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace pilotage::importers::archive {
namespace {

constexpr std::size_t end_size = 22;
constexpr std::size_t end64_size = 56;
constexpr std::size_t locator_size = 20;
constexpr std::size_t header_size = 46;
constexpr std::size_t local_header_size = 30;
constexpr std::size_t longest_comment = 65535;
constexpr std::uint64_t longest_directory = 64ull << 20;

const char* const cut_off = "The archive is damaged or cut off: its directory cannot be found.";
const char* const bad_directory = "The archive is damaged: its directory is not whole.";

bool read(const File& file, std::uint64_t offset, std::uint64_t count, std::string& bytes) {
    if (offset > file.size() || count > file.size() - offset) return false;
    bytes = file.read_at(offset, count);
    return bytes.size() == count;
}

struct End {
    std::uint64_t entries = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

bool find_end(const File& file, End& end) {
    const std::uint64_t tail_size = std::min<std::uint64_t>(file.size(), end_size + longest_comment);
    std::string tail;
    if (tail_size < end_size || !read(file, file.size() - tail_size, tail_size, tail)) return false;
    std::size_t at = tail.size() - end_size;
    while (tail.compare(at, 4, "PK\x05\x06") != 0)
        if (at-- == 0) return false;
    end.entries = little_endian(tail, at + 10, 2);
    end.size = little_endian(tail, at + 12, 4);
    end.offset = little_endian(tail, at + 16, 4);
    const std::uint64_t place = file.size() - tail_size + at;
    if (end.entries != 0xFFFF && end.size != 0xFFFFFFFF && end.offset != 0xFFFFFFFF) return true;
    std::string record;
    if (place < locator_size || !read(file, place - locator_size, locator_size, record)) return false;
    if (record.compare(0, 4, "PK\x06\x07") != 0) return true;
    if (!read(file, little_endian(record, 8, 8), end64_size, record) || record.compare(0, 4, "PK\x06\x06") != 0)
        return false;
    end.entries = little_endian(record, 32, 8);
    end.size = little_endian(record, 40, 8);
    end.offset = little_endian(record, 48, 8);
    return true;
}

// The 64-bit sizes stand in the extra field, in this order and only where the short ones are all ones.
bool read_long_sizes(std::string_view extra, ZipEntry& entry) {
    std::uint64_t* const fields[] = {&entry.unpacked, &entry.packed, &entry.offset};
    while (extra.size() >= 4) {
        const auto kind = little_endian(extra, 0, 2);
        const auto size = little_endian(extra, 2, 2);
        if (extra.size() - 4 < size) return false;
        std::string_view data = extra.substr(4, size);
        extra.remove_prefix(4 + size);
        if (kind != 1) continue;
        for (auto* field : fields) {
            if (*field != 0xFFFFFFFF) continue;
            if (data.size() < 8) return false;
            *field = little_endian(data, 0, 8);
            data.remove_prefix(8);
        }
    }
    return std::none_of(std::begin(fields), std::end(fields),
                        [](const std::uint64_t* field) { return *field == 0xFFFFFFFF; });
}

std::string fault_of_places(const std::vector<ZipEntry>& entries, std::uint64_t directory) {
    std::vector<const ZipEntry*> sorted;
    for (const auto& entry : entries) sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->offset < b->offset; });
    std::uint64_t free_from = 0;
    for (const auto* entry : sorted) {
        if (entry->offset < free_from) return "The archive is not made by an office program: its entries overlap.";
        if (entry->offset > directory || entry->packed > directory - entry->offset) return bad_directory;
        free_from = entry->offset + entry->packed + local_header_size + entry->name.size();
        if (free_from > directory) return bad_directory;
    }
    return {};
}

} // namespace

ZipDirectory read_zip_directory(const File& file, std::uint32_t most_entries) {
    ZipDirectory made;
    End end;
    if (!find_end(file, end)) {
        made.fault = cut_off;
        return made;
    }
    if (end.entries > most_entries) {
        made.fault = "The archive has more than " + std::to_string(most_entries) + " entries.";
        made.too_many = true;
        return made;
    }
    std::string bytes;
    if (end.size > longest_directory || !read(file, end.offset, end.size, bytes)) {
        made.fault = cut_off;
        return made;
    }
    std::size_t at = 0;
    while (bytes.size() - at >= header_size && bytes.compare(at, 4, "PK\x01\x02") == 0) {
        if (made.entries.size() == most_entries) {
            made.fault = "The archive has more than " + std::to_string(most_entries) + " entries.";
            made.too_many = true;
            return made;
        }
        ZipEntry entry;
        entry.flags = static_cast<std::uint16_t>(little_endian(bytes, at + 8, 2));
        entry.method = static_cast<std::uint16_t>(little_endian(bytes, at + 10, 2));
        entry.packed = little_endian(bytes, at + 20, 4);
        entry.unpacked = little_endian(bytes, at + 24, 4);
        entry.offset = little_endian(bytes, at + 42, 4);
        const auto name = little_endian(bytes, at + 28, 2);
        const auto extra = little_endian(bytes, at + 30, 2);
        const auto comment = little_endian(bytes, at + 32, 2);
        at += header_size;
        if (bytes.size() - at < name + extra + comment) break;
        entry.name = bytes.substr(at, name);
        if (!read_long_sizes(std::string_view(bytes).substr(at + name, extra), entry)) break;
        at += name + extra + comment;
        made.entries.push_back(std::move(entry));
    }
    if (made.entries.size() != end.entries || at != bytes.size())
        made.fault = bad_directory;
    else
        made.fault = fault_of_places(made.entries, end.offset);
    return made;
}

} // namespace pilotage::importers::archive
