// What each harness does with a reader: takes all it gives, and looks at every byte of it.
#pragma once

#include "importers/reader.hpp"

#include <cstdlib>

namespace pilotage::importers::fuzz {

/// Small limits, so that a harness looks for faults and not for the largest file that is within bounds.
inline Options options() {
    Options made;
    made.limits.unpacked_bytes = 16 << 20;
    made.limits.cell_bytes = 1 << 16;
    made.limits.row_bytes = 1 << 20;
    made.limits.columns = 256;
    made.limits.rows = 100'000;
    made.limits.entries = 64;
    made.limits.shared_string_bytes = 1 << 20;
    made.limits.repeated_cells = 10'000;
    made.issues = [](const Issue& issue) {
        if (issue.rule.empty() || issue.message.empty()) std::abort();
    };
    return made;
}

/// `open` makes the reader. A file may be refused; everything else that is thrown is a fault.
template <typename Open>
void drain(Open open) {
    std::size_t seen = 0;
    try {
        const auto reader = open();
        Row row;
        for (std::uint64_t rows = 0; rows < 100'000 && reader->next(row); ++rows) {
            if (!row.header && row.number == 0 && !row.cells().empty()) std::abort();
            for (const char c : row.table) seen += static_cast<unsigned char>(c);
            for (const Cell& cell : row.cells()) {
                if (cell.type == CellType::empty && !cell.value.empty()) std::abort();
                for (const char c : cell.value) seen += static_cast<unsigned char>(c);
                for (const char c : cell.display()) seen += static_cast<unsigned char>(c);
            }
        }
        if (reader->decisions().size() + reader->tables().size() + seen == static_cast<std::size_t>(-1)) std::abort();
    } catch (const Malformed& e) {
        if (e.issue.rule.empty() || e.issue.message.empty() || e.issue.remedy.empty()) std::abort();
    }
}

} // namespace pilotage::importers::fuzz
