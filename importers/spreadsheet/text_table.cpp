#include "importers/spreadsheet/text_table.hpp"

#include "importers/reader.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers::spreadsheet {
namespace {

constexpr std::size_t block_size = 1 << 20;

} // namespace

void TextTable::add(std::string_view text) {
    bytes_ += text.size() + sizeof(std::string_view);
    if (bytes_ > most_bytes_) {
        Issue issue;
        issue.rule = "limit.shared_strings";
        issue.message = "The workbook's table of strings is larger than " + std::to_string(most_bytes_ >> 20) + " MiB.";
        issue.remedy = "Split the return into smaller workbooks.";
        throw Malformed(std::move(issue));
    }
    if (text.size() > free_) {
        free_ = std::max(block_size, text.size());
        blocks_.push_back(std::make_unique<char[]>(free_));
        block_ = blocks_.back().get();
    }
    if (!text.empty()) std::memcpy(block_, text.data(), text.size());
    texts_.emplace_back(block_, text.size());
    block_ += text.size();
    free_ -= text.size();
}

} // namespace pilotage::importers::spreadsheet
