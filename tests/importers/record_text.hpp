// What the tests of the readers share: a file that is gone afterwards, and all that a reader gave.
#pragma once

#include "importers/reader.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace pilotage::importers {

/// A file of its own in the folder for temporary files.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view bytes, const std::string& extension = ".txt") {
        std::string name = testing_folder() + "/pilotage-XXXXXX" + extension;
        const int handle = ::mkstemps(name.data(), static_cast<int>(extension.size()));
        path_ = name;
        ::close(handle);
        std::ofstream(path_, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    ~TemporaryFile() { std::remove(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    static std::string testing_folder() {
        const char* folder = std::getenv("TMPDIR");
        return folder == nullptr ? "/tmp" : folder;
    }
    std::string path_;
};

/// All that a reader gave. A row is "table row@line: a|b|-", '-' for an empty cell, "#" for a header's number, and
/// "value~shown" where the display differs.
struct Reading {
    std::vector<std::string> rows;
    std::vector<Issue> issues;
    std::string format, decisions;
    std::vector<Table> tables;
    bool malformed = false;
    Issue fault;

    std::vector<std::string> rules() const {
        std::vector<std::string> found;
        for (const auto& issue : issues) found.push_back(issue.rule);
        return found;
    }
};

inline std::string text_of(const Cell& cell) {
    if (cell.type == CellType::empty) return cell.value.empty() ? "-" : "an empty cell with a value";
    std::string text(cell.value);
    if (cell.shown.data() != nullptr) text += "~" + std::string(cell.shown);
    return text;
}

inline std::string text_of(const Row& row) {
    std::string text(row.table);
    if (!text.empty()) text += ' ';
    text += (row.header ? "#" : std::to_string(row.number)) + "@" + std::to_string(row.line) + ":";
    char before = ' ';
    for (const auto& cell : row.cells()) {
        text += before + text_of(cell);
        before = '|';
    }
    return text;
}

/// Rule, line and column of what the reading ended with, or "none".
inline std::string place_of_fault(const Reading& reading) {
    if (!reading.malformed) return "none";
    return reading.fault.rule + " " + std::to_string(reading.fault.line) + ":" + std::to_string(reading.fault.column);
}

using Opener = std::function<std::unique_ptr<Reader>(const std::string& path, const Options& options)>;

inline Reading read_all(const std::string& path, Options options = {}, const Opener& opener = &open) {
    Reading reading;
    options.issues = [&](const Issue& issue) { reading.issues.push_back(issue); };
    try {
        const auto reader = opener(path, options);
        reading.format = reader->format();
        Row row;
        while (reader->next(row)) reading.rows.push_back(text_of(row));
        reading.decisions = reader->decisions();
        reading.tables = reader->tables();
    } catch (const Malformed& e) {
        reading.malformed = true;
        reading.fault = e.issue;
    }
    return reading;
}

inline Reading read_text(std::string_view bytes, const std::string& extension = ".txt", const Options& options = {},
                         const Opener& opener = &open) {
    const TemporaryFile file(bytes, extension);
    return read_all(file.path(), options, opener);
}

} // namespace pilotage::importers
