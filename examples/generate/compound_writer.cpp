#include "examples/generate/compound_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace pilotage::generate {
namespace {

constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
constexpr std::uint32_t free_sector = 0xFFFFFFFF;
constexpr std::uint32_t fat_sector = 0xFFFFFFFD;
constexpr std::uint32_t difat_sector = 0xFFFFFFFC;
constexpr std::size_t sector_size = 512;
constexpr std::size_t mini_size = 64;
constexpr std::size_t mini_cutoff = 4096;
constexpr std::size_t entries_in_header = 109;

std::size_t sectors_of(std::size_t bytes, std::size_t size = sector_size) {
    return (bytes + size - 1) / size;
}

void pad(std::string& bytes, std::size_t to) {
    bytes.resize(sectors_of(bytes.size(), to) * to, '\0');
}

void chain(std::vector<std::uint32_t>& table, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        table.push_back(i + 1 == count ? end_of_chain : static_cast<std::uint32_t>(table.size() + 1));
}

std::string packed(const std::vector<std::uint32_t>& table) {
    std::string out;
    for (const auto entry : table) append_little(out, entry, 4);
    while (out.size() % sector_size != 0) append_little(out, free_sector, 4);
    return out;
}

struct Entry {
    std::string name;
    int kind = 0; // 5 root, 2 stream, 0 unused
    std::uint32_t right = free_sector;
    std::uint32_t child = free_sector;
    std::uint32_t start = end_of_chain;
    std::uint64_t size = 0;
};

void append_entry(std::string& out, const Entry& entry) {
    const std::size_t begin = out.size();
    for (const char c : entry.name) append_little(out, static_cast<unsigned char>(c), 2);
    out.resize(begin + 64, '\0');
    append_little(out, entry.name.empty() ? 0 : (entry.name.size() + 1) * 2, 2);
    append_little(out, static_cast<unsigned>(entry.kind), 1);
    append_little(out, 1, 1); // black
    append_little(out, free_sector, 4);
    append_little(out, entry.right, 4);
    append_little(out, entry.child, 4);
    out.append(36, '\0'); // class id, state, times
    append_little(out, entry.kind == 0 ? 0 : entry.start, 4);
    append_little(out, entry.size, 8);
}

// The directory is a search tree ordered by length, then by upper-case name; a chain of right children is one.
bool stands_before(const CompoundStream* a, const CompoundStream* b) {
    const auto upper = [](std::string text) {
        for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        return text;
    };
    return a->name.size() != b->name.size() ? a->name.size() < b->name.size() : upper(a->name) < upper(b->name);
}

} // namespace

void append_little(std::string& out, unsigned long long value, int bytes) {
    for (int i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value & 0xFF);
}

std::string compound_file(const std::vector<CompoundStream>& streams) {
    std::vector<const CompoundStream*> sorted;
    for (const auto& stream : streams) {
        if (stream.name.empty() || stream.name.size() > 31)
            throw std::invalid_argument("a stream's name has 1 to 31 characters");
        sorted.push_back(&stream);
    }
    std::sort(sorted.begin(), sorted.end(), stands_before);

    std::string body;
    std::string mini;
    std::vector<std::uint32_t> fat;
    std::vector<std::uint32_t> mini_fat;
    std::vector<Entry> entries{{"Root Entry", 5}};
    for (const auto* stream : sorted) {
        Entry entry{stream->name, 2};
        entry.size = stream->bytes.size();
        if (entry.size >= mini_cutoff) {
            entry.start = static_cast<std::uint32_t>(fat.size());
            chain(fat, sectors_of(entry.size));
            body += stream->bytes;
            pad(body, sector_size);
        } else if (entry.size != 0) {
            entry.start = static_cast<std::uint32_t>(mini_fat.size());
            chain(mini_fat, sectors_of(entry.size, mini_size));
            mini += stream->bytes;
            pad(mini, mini_size);
        }
        if (entries.size() == 1)
            entries[0].child = 1;
        else
            entries.back().right = static_cast<std::uint32_t>(entries.size());
        entries.push_back(std::move(entry));
    }
    while (entries.size() % 4 != 0) entries.emplace_back();
    const auto place = [&](std::string bytes) {
        const auto start = static_cast<std::uint32_t>(fat.size());
        pad(bytes, sector_size);
        chain(fat, bytes.size() / sector_size);
        body += bytes;
        return start;
    };
    if (!mini.empty()) {
        entries[0].size = mini.size();
        entries[0].start = place(mini);
    }
    const std::string mini_table = packed(mini_fat);
    const std::uint32_t mini_start = mini_table.empty() ? end_of_chain : place(mini_table);
    std::string directory;
    for (const auto& entry : entries) append_entry(directory, entry);
    const std::uint32_t directory_start = place(directory);

    // The table of sectors lists its own sectors and those of its index, so their number is found by growing.
    std::size_t tables = 0;
    std::size_t indexes = 0;
    while (tables * (sector_size / 4) < fat.size() + tables + indexes) {
        ++tables;
        indexes = tables <= entries_in_header ? 0 : (tables - entries_in_header + 126) / 127;
    }
    const auto first_table = static_cast<std::uint32_t>(fat.size());
    const auto first_index = static_cast<std::uint32_t>(first_table + tables);
    fat.insert(fat.end(), tables, fat_sector);
    fat.insert(fat.end(), indexes, difat_sector);
    body += packed(fat);
    for (std::size_t i = 0; i < indexes; ++i) {
        for (std::size_t j = 0; j < 127; ++j) {
            const std::size_t table = entries_in_header + i * 127 + j;
            append_little(body, table < tables ? first_table + table : free_sector, 4);
        }
        append_little(body, i + 1 < indexes ? first_index + i + 1 : end_of_chain, 4);
    }

    std::string out("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    out.append(16, '\0');
    append_little(out, 0x3E, 2);
    append_little(out, 3, 2);
    append_little(out, 0xFFFE, 2);
    append_little(out, 9, 2);
    append_little(out, 6, 2);
    out.append(10, '\0');
    append_little(out, tables, 4);
    append_little(out, directory_start, 4);
    append_little(out, 0, 4);
    append_little(out, mini_cutoff, 4);
    append_little(out, mini_start, 4);
    append_little(out, mini_table.size() / sector_size, 4);
    append_little(out, indexes == 0 ? end_of_chain : first_index, 4);
    append_little(out, indexes, 4);
    for (std::size_t i = 0; i < entries_in_header; ++i)
        append_little(out, i < tables ? first_table + i : free_sector, 4);
    return out + body;
}

} // namespace pilotage::generate
