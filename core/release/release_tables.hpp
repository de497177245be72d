// The tables of a release as rows: what the CSV files hold, and any other form that has tables. One column is described
// once, and its description goes into the metadata.
#pragma once

#include "core/release/release_model.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pilotage::release {

/// Nothing, a number, or a text (shorthand is text).
using TableCell = std::variant<std::monostate, double, std::string>;

enum class ColumnType : std::uint8_t {
    text,
    number,
    whole,
    date,
    shown, ///< a number or shorthand
};

struct TableColumn {
    std::string name, description;
    ColumnType type = ColumnType::text;
};

struct ReleaseTable {
    std::string name;  ///< "figures"
    std::string title; ///< one line
    std::vector<TableColumn> columns;
    std::vector<std::string> key; ///< columns that tell rows apart, none of them ever empty; none: no such columns
    std::vector<std::vector<TableCell>> rows;
};

/// figures, differences, tests, funnels, charts, returns, quality, strata, measures, sites, periods; none that is empty
std::vector<ReleaseTable> tables_of(const Release& release);

/// The signs that may stand in a table and what they mean: "[c]", "confidential".
std::vector<std::pair<std::string, std::string>> legend();

} // namespace pilotage::release
