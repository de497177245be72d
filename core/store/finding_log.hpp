// The findings of one submission: all of them, gathered in a file of their own, one cause kept once.
#pragma once

#include "core/store/record_bytes.hpp"
#include "core/store/reservation.hpp"
#include "core/store/table_file.hpp"
#include "core/store/text_map.hpp"
#include "core/validate/finding_causes.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

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
    std::string key_;
};

class FindingLog {
public:
    FindingLog(SQLite::Database& database, Sources& sources, const Reservation& next);
    ~FindingLog();
    FindingLog(const FindingLog&) = delete;
    FindingLog& operator=(const FindingLog&) = delete;

    void add(const Finding& finding);
    std::uint64_t count(Severity severity) const { return told_.count(severity); }
    /// What there is to tell of them.
    const FindingCauses& causes() const { return told_; }

    /// Ends the gathering.
    void close();
    /// Writes them into the store, inside the caller's transaction; `now`: what the next ids are.
    void copy_into_store(const Reservation& now);
    /// After the submission is stored or given up.
    void drop();

private:
    bool write_causes();

    SQLite::Database& database_;
    Sources& sources_;
    Reservation next_;
    std::unique_ptr<TableFile> file_;
    TableFile::Table* table_;
    SubmissionIndex* index_;
    TextMap<std::int64_t> causes_; ///< ids
    std::vector<Finding> new_;     ///< causes that the store does not have; place, record and value are empty
    FindingCauses told_;
    RecordBytes bytes_;
    std::string key_;
};

} // namespace pilotage::store
