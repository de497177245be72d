// Bytes in memory that are read like a file.
#ifndef PILOTAGE_IMPORTERS_MEMORY_FILE_HPP
#define PILOTAGE_IMPORTERS_MEMORY_FILE_HPP

#include "importers/file.hpp"

#include <algorithm>
#include <utility>

namespace pilotage::importers {

class MemoryFile final : public File {
public:
    explicit MemoryFile(std::string bytes) : bytes_(std::move(bytes)) {}

    std::uint64_t size() const override { return bytes_.size(); }
    std::size_t read_at(std::uint64_t offset, char* into, std::size_t size) const override {
        if (offset >= bytes_.size()) return 0;
        return bytes_.copy(into, size, static_cast<std::size_t>(offset));
    }
    using File::read_at;

private:
    std::string bytes_;
};

} // namespace pilotage::importers

#endif
