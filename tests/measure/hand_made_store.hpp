// A store with the real tables and a few rows written by hand: sites "east", "north" (due), "south" (not due in
// 2012-13), periods 2011-12 and 2012-13, each from April to March.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace pilotage::testing {

class HandMadeStore {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    HandMadeStore();
    ~HandMadeStore();
    HandMadeStore(const HandMadeStore&) = delete;
    HandMadeStore& operator=(const HandMadeStore&) = delete;

    const std::filesystem::path& file() const { return file_; }

    /// A submission that stands, with one file "<site>.csv"; its rows stand in it, on lines 2, 3, ...
    std::int64_t submission(const std::string& site, const std::string& period);
    /// A row of a record type. A field may also be "person" (any short name), "table" (a sheet's name) or
    /// "<field>_crosswalk".
    std::int64_t row(std::int64_t submission, const std::string& record, const Fields& fields);
    std::int64_t score(std::int64_t submission, std::int64_t response, const std::string& score, double value);
    std::int64_t crosswalk(std::int64_t number, const std::string& list, const std::string& local,
                           const std::string& evaluation, const std::string& equivalence);
    std::int64_t execute(const std::string& sql);

private:
    /// SQL of the id that the submission's next row of the record type has: its rows stand together.
    std::string next_id(std::int64_t submission, const std::string& record);
    /// SQL of the id of a code.
    std::string code(const std::string& value, const std::string& crosswalk);

    std::filesystem::path folder_, file_;
    sqlite3* db_ = nullptr;
    std::int64_t next_line_ = 2;
};

} // namespace pilotage::testing
