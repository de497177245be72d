// What is wrong with the line of a report that is being read.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_LINE_ISSUES_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_LINE_ISSUES_HPP

#include "importers/fixed_width/text_lines.hpp"

#include <string>

namespace pilotage::importers {

/// A record of a table, and its cell, where the issue is with one.
struct RecordCell {
    std::string table;
    std::uint64_t record = 0;
    std::uint32_t column = 0;
};

class LineIssues {
public:
    LineIssues(const IssueSink& sink, const TextLines& lines) : sink_(sink), lines_(lines) {}

    void report(Issue::Severity severity, const char* rule, std::string message, std::string remedy,
                RecordCell at = {}) const;
    /// Throws Malformed: the file cannot be read on.
    [[noreturn]] void refuse(const char* rule, std::string message) const;

private:
    const IssueSink& sink_;
    const TextLines& lines_;
};

} // namespace pilotage::importers

#endif
