// Runs of the test plugins, and a sink that keeps all that arrives.
#pragma once

#include "core/plugin/run.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pilotage::plugin::test {

struct KeptValue {
    std::uint32_t field, column, crosswalk_row;
    std::string value, local_code;
};

struct KeptEvaluation {
    std::uint32_t type;
    std::vector<KeptValue> values;
};

struct KeptRecord {
    LocalRecord::Outcome outcome;
    std::uint64_t sequence, row, line;
    std::uint32_t source;
    std::string type, record;
    std::vector<KeptEvaluation> evaluations;
};

struct KeptFinding {
    std::uint64_t sequence;
    Finding finding;
};

class KeepingSink : public RunSink {
public:
    void source(std::uint32_t id, std::string_view file, std::string_view table) override;
    void local_record(const LocalRecord& record) override;
    void finding(const ToldFinding& finding) override;
    void progress(std::uint64_t bytes_done, std::uint64_t bytes_all) override;

    std::map<std::uint32_t, std::string> sources;
    std::vector<KeptRecord> records;
    std::vector<KeptFinding> findings;
    std::uint64_t bytes_done = 0;

private:
    std::map<std::uint32_t, Place> places_; ///< of the sources
};

/// Where the plugins of that kind are built: "good", "hostile", "zoo".
std::filesystem::path plugins_of(const std::string& kind);
/// A request for one of them, with the schema of the build.
RunRequest request_for(const std::string& kind, const std::string& name);

/// A folder of its own for one test, removed at its end.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, std::string_view content) const;

private:
    std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& file);

} // namespace pilotage::plugin::test
