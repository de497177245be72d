// A ZIP archive around parts that a harness makes: the check sums of real ones would hide all faults behind them.
#pragma once

#include "importers/memory_file.hpp"

#include <memory>
#include <utility>
#include <vector>
#include <zlib.h>

namespace pilotage::importers::fuzz {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline void append(std::string& out, std::uint64_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xff);
}

/// What the local header and the directory say of an entry alike.
inline std::string description(const std::string& name, const std::string& content) {
    std::string out;
    append(out, 0, 8); // flags, stored, no time
    append(out, crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())), 4);
    append(out, content.size(), 4);
    append(out, content.size(), 4);
    append(out, name.size(), 2);
    append(out, 0, 2);
    return out;
}

inline std::shared_ptr<const File> stored_archive(const Parts& parts) {
    std::string out, directory;
    for (const auto& [name, bytes] : parts) {
        directory += "PK\x01\x02";
        append(directory, 20, 2);
        append(directory, 20, 2);
        directory += description(name, bytes);
        append(directory, 0, 10);
        append(directory, out.size(), 4);
        directory += name;
        out += "PK\x03\x04";
        append(out, 20, 2);
        out += description(name, bytes) + name + bytes;
    }
    const std::size_t at = out.size();
    out += directory + "PK\x05\x06";
    append(out, 0, 4);
    append(out, parts.size(), 2);
    append(out, parts.size(), 2);
    append(out, directory.size(), 4);
    append(out, at, 4);
    append(out, 0, 2);
    return std::make_shared<MemoryFile>(std::move(out));
}

} // namespace pilotage::importers::fuzz
