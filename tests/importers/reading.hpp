// Files made on the spot, and readers drained into plain values.
#pragma once

#include "importers/reader.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace pilotage::importers::test {

using Cells = std::vector<std::string>;

/// A file that goes with the object.
class ScratchFile {
public:
    explicit ScratchFile(const std::string& content, const std::string& name = "data.csv") {
        auto pattern = (std::filesystem::temp_directory_path() / "pilotage-import-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        std::ofstream(folder_ / name, std::ios::binary) << content;
        path_ = (folder_ / name).string();
    }
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::filesystem::path folder_;
    std::string path_;
};

struct ReadRow {
    std::uint64_t number, line;
    Cells cells;
};

struct Drained {
    std::vector<ReadRow> rows;
    std::vector<Issue> issues;
    std::optional<Issue> malformed;
    std::string decisions;

    std::vector<Cells> cells() const {
        std::vector<Cells> all;
        for (const auto& row : rows) all.push_back(row.cells);
        return all;
    }
    /// "rule line:column" of every issue.
    std::vector<std::string> places() const {
        std::vector<std::string> all;
        for (const auto& issue : issues) all.push_back(issue.rule + " " + std::to_string(issue.line) + ":" + std::to_string(issue.column));
        return all;
    }
};

inline Drained drain_file(const std::string& path, Options options = {}) {
    Drained drained;
    options.issues = [&](const Issue& issue) { drained.issues.push_back(issue); };
    try {
        const auto reader = open(path, options);
        drained.decisions = reader->decisions();
        Row row;
        while (reader->next(row)) {
            ReadRow read{row.number, row.line, {}};
            for (const auto& cell : row.cells()) read.cells.emplace_back(cell.value);
            drained.rows.push_back(std::move(read));
        }
    } catch (const Malformed& e) {
        drained.malformed = e.issue;
    }
    return drained;
}

inline Drained drain(const std::string& content, const Options& options = {}) {
    const ScratchFile file(content);
    return drain_file(file.path(), options);
}

} // namespace pilotage::importers::test
