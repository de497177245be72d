// A check of a table in a process of its own: what it finds arrives while it is found.
#pragma once

#include "core/tables/table_check.hpp"
#include "core/validate/child_process.hpp"
#include "core/validate/document_validator.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace pilotage::tables {

struct TableResult {
    /// refused: a fault of the file or its headings leaves rows unread; invalid: some error.
    validate::DocumentVerdict verdict = validate::DocumentVerdict::refused;
    TableCounts counts;
    std::vector<validate::DocumentFinding> schema_findings; ///< of a schema that cannot be used
};

struct TableRunCallbacks {
    /// `words`: 0, 1, 2, ...: findings with the same number differ in nothing but row, line, cell, record and value.
    std::function<void(const Finding& finding, std::size_t words)> finding;
    std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_all)> progress;
};

/// Throws UsageError as check_table does and for a layout that is none, EnvironmentError when no process can be
/// started.
TableResult run_table(const std::filesystem::path& schema, const TableJob& job, const validate::ChildLimits& limits,
                      const TableRunCallbacks& callbacks);

} // namespace pilotage::tables
