// Published expected values, read where they are at hand: rows of a CSV by column name.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::testing {

struct ReferenceRow {
    std::map<std::string, std::string> cells;
    const std::string& text(const std::string& column) const { return cells.at(column); }
    /// Throws where the cell is empty.
    double value(const std::string& column) const { return number(column).value(); }
    /// Nothing where the cell is empty.
    std::optional<double> number(const std::string& column) const {
        const auto& cell = cells.at(column);
        return cell.empty() ? std::nullopt : std::optional(std::stod(cell));
    }
};

inline std::vector<std::string> split_csv(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line)
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    return cells;
}

inline std::filesystem::path reference_file(const std::string& name) {
    return std::filesystem::path(PILOTAGE_REFERENCE_DIR) / "stats" / name;
}

inline std::vector<ReferenceRow> reference_rows(const std::string& name) {
    std::ifstream in(reference_file(name));
    std::string line;
    std::getline(in, line);
    const auto header = split_csv(line);
    std::vector<ReferenceRow> rows;
    while (std::getline(in, line)) {
        const auto cells = split_csv(line);
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) row.cells[header[i]] = i < cells.size() ? cells[i] : "";
    }
    return rows;
}

/// Agreement to nine significant figures.
inline ::testing::AssertionResult agrees(double got, double expected) {
    const double scale = std::max(1.0, std::abs(expected));
    if (std::abs(got - expected) <= 1e-9 * scale) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << std::setprecision(17) << got << " instead of " << expected;
}

} // namespace pilotage::testing

#define PILOTAGE_NEEDS_REFERENCE(name)                                                                                 \
    if (!std::filesystem::exists(::pilotage::testing::reference_file(name)))                                           \
    GTEST_SKIP() << "left out: the published values of " name " are not at hand (" << PILOTAGE_REFERENCE_DIR << ")"
