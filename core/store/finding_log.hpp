// The findings of one submission: all of them, gathered in a temporary table, one cause kept once.
#pragma once

#include "core/store/text_map.hpp"
#include "core/validate/finding.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace pilotage::store {

/// The files and sheets of a submission.
class Sources {
public:
    std::uint32_t index(std::string_view file, std::string_view table);
    struct Entry {
        std::string file, table;
    };
    const std::vector<Entry>& all() const { return all_; }

private:
    std::vector<Entry> all_;
    TextMap<std::uint32_t> index_;
};

class FindingLog {
public:
    FindingLog(SQLite::Database& database, Sources& sources);
    ~FindingLog();
    FindingLog(const FindingLog&) = delete;
    FindingLog& operator=(const FindingLog&) = delete;

    void add(const Finding& finding);
    std::uint64_t count(Severity severity) const { return counts_[static_cast<std::size_t>(severity)]; }
    /// Writes them into the store, inside the caller's transaction. `first_source`: id of the store's source that index
    /// 0 is.
    void copy_into_store(std::int64_t submission, std::int64_t first_source);

private:
    SQLite::Database& database_;
    Sources& sources_;
    std::vector<Finding> causes_; ///< place, record and value are empty
    TextMap<std::uint32_t> index_;
    std::uint64_t counts_[4] = {};
    std::unique_ptr<SQLite::Statement> insert_;
    std::string key_;
};

} // namespace pilotage::store
