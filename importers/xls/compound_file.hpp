// The container of legacy Office files: a small file system of sectors and chains, every step checked.
// Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLS_COMPOUND_FILE_HPP
#define PILOTAGE_IMPORTERS_XLS_COMPOUND_FILE_HPP

#include "importers/file.hpp"
#include "importers/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::xls {

[[noreturn]] void refuse(const char* rule, std::string message, std::string remedy = {});

/// A stream of the container: which sectors it lies in. Sectors that follow each other are one piece.
class Stream {
public:
    std::uint64_t size() const { return size_; }
    /// Up to `count` bytes from `offset`; fewer only at the end of the stream or of a file that was cut off.
    std::size_t read(const File& file, std::uint64_t offset, char* to, std::size_t count) const;

private:
    friend class CompoundFile;
    struct Piece {
        std::uint64_t begin; // in the stream
        std::uint64_t place; // in the file
        std::uint64_t size;
    };
    void add(std::uint64_t place, std::uint64_t size);

    std::vector<Piece> pieces_;
    std::uint64_t size_ = 0;
};

class CompoundFile {
public:
    /// Throws Malformed for what is not such a file, or a damaged one.
    CompoundFile(std::shared_ptr<const File> file, const Limits& limits);

    const File& file() const { return *file_; }
    bool has(std::string_view name) const { return entry(name) != nullptr; }
    /// A stream of the root, by its name in any case. Throws Malformed when its chain is broken.
    Stream open(std::string_view name) const;

private:
    struct Entry {
        std::string name; // ASCII in lower case, other signs as '?'
        std::uint8_t kind = 0;
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        std::uint32_t child = 0;
        std::uint32_t start = 0;
        std::uint64_t size = 0;
    };
    const Entry* entry(std::string_view name) const;
    std::uint64_t place_of(std::uint32_t sector) const {
        return (static_cast<std::uint64_t>(sector) + 1) * sector_size_;
    }
    std::vector<std::uint32_t> read_table(const std::vector<std::uint32_t>& sectors) const;
    std::vector<std::uint32_t> chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
                                     std::uint64_t most) const;
    void read_allocation(std::string_view header);
    void read_directory(std::uint32_t start);
    void list_root();

    std::shared_ptr<const File> file_;
    std::uint64_t sector_size_ = 512;
    std::uint64_t mini_sector_size_ = 64;
    std::uint64_t mini_cutoff_ = 4096;
    std::uint64_t sectors_ = 0; // in the file
    std::vector<std::uint32_t> table_;
    std::vector<std::uint32_t> mini_table_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> root_; // entries of the root
    Stream mini_;
};

} // namespace pilotage::importers::xls

#endif
