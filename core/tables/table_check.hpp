// Every row of a table against the record types of a schema, and nothing else: no normalising, no crosswalk, no rules
// across records. Memory does not grow with the file.
#pragma once

#include "core/tables/columns.hpp"
#include "core/validate/record_validator.hpp"
#include "importers/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace pilotage::tables {

struct TableJob {
    std::string file;
    std::string record; ///< the type of all rows; empty: the schema tells
    importers::Options options;
    validate::Judge judge = validate::Judge::compiled;
};

struct TableCounts {
    std::uint64_t read = 0, valid = 0, invalid = 0; ///< records; read = valid + invalid
    friend bool operator==(const TableCounts&, const TableCounts&) = default;
};

struct TableSink {
    Tell finding;                                                                    ///< masked by the schema's marks
    std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_all)> progress; ///< called every few thousand rows
};

/// Reads all tables of the file; the first row of each is its headings. A fault of the file or of its headings is a
/// fatal finding, and what it leaves unread is not counted. Throws UsageError when it cannot be told what the rows are,
/// and std::invalid_argument for a layout that is none.
TableCounts check_table(const validate::Schema& schema, const TableJob& job, const TableSink& sink);

/// What a reader doubts, as a finding; `file` is the name to show.
Finding finding_of(const importers::Issue& issue, const std::string& file);

} // namespace pilotage::tables
