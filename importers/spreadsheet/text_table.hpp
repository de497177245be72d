// A workbook's table of strings, in one arena. Texts stay where they are as long as the table lives.
#ifndef PILOTAGE_IMPORTERS_SPREADSHEET_TEXT_TABLE_HPP
#define PILOTAGE_IMPORTERS_SPREADSHEET_TEXT_TABLE_HPP

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace pilotage::importers::spreadsheet {

class TextTable {
public:
    explicit TextTable(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}
    /// Throws Malformed when the table would pass its cap.
    void add(std::string_view text);
    std::size_t size() const { return texts_.size(); }
    std::string_view operator[](std::size_t index) const { return texts_[index]; }

private:
    std::uint64_t most_bytes_;
    std::uint64_t bytes_ = 0;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::vector<std::string_view> texts_;
    char* block_ = nullptr; // where the last block is free
    std::size_t free_ = 0;
};

} // namespace pilotage::importers::spreadsheet

#endif
