// The findings of one submission: all of them, gathered in a file of their own, one cause kept once.
#pragma once

#include "core/plugin/run.hpp"
#include "core/store/draft.hpp"
#include "core/store/record_bytes.hpp"
#include "core/store/reservation.hpp"
#include "core/store/table_file.hpp"
#include "core/store/text_map.hpp"
#include "core/validate/finding_causes.hpp"

#include <cstdint>
#include <deque>
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
    /// The worker's; `source`: index of its source, or `nowhere`.
    void add(const plugin::ToldFinding& finding, std::uint32_t source);
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
    struct Cause {
        std::int64_t id;
        std::string expected;
        std::vector<std::uint32_t> told; ///< by source + 1: what told_ knows it as, + 1; 0: not yet
    };
    struct At {
        std::uint32_t source; ///< or nowhere
        GroupPlace place;
        std::string_view record, value;
    };
    Cause& cause_of(const Finding& words);
    void add(Cause& cause, const Finding& words, const At& at);
    std::size_t told_as(Cause& cause, const Finding& words, const At& at);
    bool write_causes();

    SQLite::Database& database_;
    Sources& sources_;
    Reservation next_;
    std::unique_ptr<TableFile> file_;
    TableFile::Table* table_;
    std::deque<Cause> causes_;
    TextMap<Cause*> cause_index_;    ///< by all that makes findings one cause
    std::vector<Cause*> by_wording_; ///< by the worker's number of their words; null: not asked for yet
    std::vector<Finding> new_;       ///< causes that the store does not have; place, record and value are empty
    FindingCauses told_;
    RecordBytes bytes_;
    std::string key_;
};

} // namespace pilotage::store
