// The workbook's table of strings, in one arena. Internal to this folder.
#ifndef PILOTAGE_IMPORTERS_XLSX_SHARED_STRINGS_HPP
#define PILOTAGE_IMPORTERS_XLSX_SHARED_STRINGS_HPP

#include "importers/archive/archive.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::xlsx {

/// Texts stay where they are as long as the table lives. Their number is what stands in the part, not what it claims.
class SharedStrings {
public:
    /// Throws Malformed when the part is damaged or passes the caps.
    void read(archive::Archive& archive, const std::string& part, const Limits& limits);
    std::size_t size() const { return texts_.size(); }
    std::string_view operator[](std::size_t index) const { return texts_[index]; }
    void add(std::string_view text, std::uint64_t most_bytes);

private:
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::vector<std::string_view> texts_;
    char* block_ = nullptr; // where the last block is free
    std::size_t free_ = 0;
    std::uint64_t bytes_ = 0;
};

} // namespace pilotage::importers::xlsx

#endif
