#include "importers/heading_row.hpp"

#include <algorithm>

namespace pilotage::importers {

std::string fold_heading(std::string_view heading) {
    std::string folded;
    for (const char c : heading) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folded += c;
        if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

HeadingRow::HeadingRow(const TableShape& shape) : shape_(&shape) {
    for (const auto& column : shape.columns) {
        auto& names = folded_.emplace_back();
        for (const auto heading : column.headings) names.push_back(fold_heading(heading));
    }
}

std::size_t HeadingRow::column_of(std::string_view folded) const {
    if (folded.empty()) return absent;
    for (std::size_t i = 0; i < folded_.size(); ++i)
        if (std::find(folded_[i].begin(), folded_[i].end(), folded) != folded_[i].end()) return i;
    return absent;
}

std::optional<int> HeadingRow::fit(const Row& row) {
    std::vector<bool> found(folded_.size());
    for (const auto& cell : row.cells()) {
        const auto column = column_of(fold_heading(cell.value));
        if (column != absent) found[column] = true;
    }
    int matched = 0;
    int missing = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i])
            ++matched;
        else if (shape_->columns[i].needed == Needed::yes)
            ++missing;
    }
    if (matched < 2 || matched <= missing) return std::nullopt;
    return matched - missing;
}

bool HeadingRow::bind(const Row& row, sdk::Where where, sdk::LocalWriter& out) {
    cells_.assign(folded_.size(), absent);
    texts_.clear();
    bool complete = true;
    for (std::size_t i = 0; i < row.cells().size(); ++i) {
        const auto text = row.cells()[i].value;
        texts_.emplace_back(text);
        where.column = static_cast<std::uint32_t>(i + 1);
        const auto folded = fold_heading(text);
        const auto column = column_of(folded);
        if (column == absent) {
            if (!folded.empty())
                out.finding(where, {sdk::Severity::warning,
                                    "table.unknown_column",
                                    "This column is not part of the return; it was not read.",
                                    "Remove it, or check its heading.",
                                    {},
                                    text});
        } else if (cells_[column] != absent) {
            complete = false;
            out.finding(where, {sdk::Severity::fatal, "table.duplicate_heading",
                                "Another column has the same heading, and which of the two is meant cannot be told.",
                                "Give each column its own heading.", shape_->columns[column].headings.front()});
        } else {
            cells_[column] = i;
        }
    }
    where.column = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto& column = shape_->columns[i];
        if (cells_[i] != absent || column.needed == Needed::no) continue;
        complete = false;
        const std::string expected = "a column headed \"" + std::string(column.headings.front()) + "\"";
        out.finding(where, {sdk::Severity::fatal,
                            "table.missing_column",
                            "A column that belongs to the return is not there.",
                            "Add the column under its usual heading.",
                            column.headings.front(),
                            {},
                            expected});
    }
    return complete;
}

bool HeadingRow::repeated_by(const Row& row) const {
    const auto& cells = row.cells();
    if (cells.size() < 2 || texts_.empty() || cells.front().value != texts_.front()) return false;
    for (std::size_t i = 0; i < texts_.size(); ++i)
        if (i < cells.size() ? cells[i].value != texts_[i] : !texts_[i].empty()) return false;
    return true;
}

HeadingRow* best_fit(std::vector<HeadingRow>& candidates, const Row& row) {
    HeadingRow* best = nullptr;
    int most = 0;
    for (auto& candidate : candidates) {
        const auto fit = candidate.fit(row);
        if (!fit || (best != nullptr && *fit <= most)) continue;
        best = &candidate;
        most = *fit;
    }
    return best;
}

} // namespace pilotage::importers
