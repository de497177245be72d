// Finds the row of headings of a table and binds a plan's columns to its cells.
#ifndef PILOTAGE_IMPORTERS_HEADING_ROW_HPP
#define PILOTAGE_IMPORTERS_HEADING_ROW_HPP

#include "importers/plugin_support.hpp"

#include <optional>

namespace pilotage::importers {

/// Headings looked for in one row; kept folded, since every row above the headings is tried.
class HeadingRow {
public:
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    explicit HeadingRow(const TableShape& shape);

    /// How well the row fits: columns found less needed columns not found; nothing when it cannot be the row of
    /// headings.
    std::optional<int> fit(const Row& row);
    /// Takes the row as the headings, and reports what is missing, unknown or given twice at `where`. False when a
    /// needed column is missing, or one is there twice.
    bool bind(const Row& row, sdk::Where where, sdk::LocalWriter& out);

    /// The cell of each column of the shape, or absent.
    const std::vector<std::size_t>& cells() const { return cells_; }
    std::size_t width() const { return texts_.size(); }
    bool repeated_by(const Row& row) const;
    const TableShape& shape() const { return *shape_; }

private:
    std::size_t column_of(std::string_view folded) const;

    const TableShape* shape_;
    std::vector<std::vector<std::string>> folded_;
    std::vector<std::size_t> cells_;
    std::vector<std::string> texts_;
};

/// So many rows are tried for headings before a table is taken to have none.
constexpr std::size_t rows_tried_for_headings = 40;

/// Of the candidates the one that the row fits best, or null.
HeadingRow* best_fit(std::vector<HeadingRow>& candidates, const Row& row);

} // namespace pilotage::importers

#endif
