// Cells as texts: what stands for nothing.
#pragma once

#include "core/sdk/value.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::tables {

/// What a cell holds: without outer white space, and nothing for a text that stands for nothing.
class CellWords {
public:
    explicit CellWords(const std::vector<std::string>& blanks) : blanks_(blanks) {
        for (const auto& blank : blanks) sizes_ |= bit(blank);
    }
    std::string_view operator()(std::string_view cell) const {
        const auto dark = [](char c) { return static_cast<unsigned char>(c) > ' '; };
        const bool plain = cell.empty() || (dark(cell.front()) && dark(cell.back()) && (sizes_ & bit(cell)) == 0);
        return plain ? cell : looked_into(cell);
    }

private:
    /// Few texts are as long as a blank: those that are not need not be compared.
    static std::uint64_t bit(std::string_view text) {
        return std::uint64_t{1} << std::min<std::size_t>(text.size(), 63);
    }
    std::string_view looked_into(std::string_view cell) const;

    const std::vector<std::string>& blanks_;
    std::uint64_t sizes_ = 0;
};

} // namespace pilotage::tables
