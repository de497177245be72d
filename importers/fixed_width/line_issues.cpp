#include "importers/fixed_width/line_issues.hpp"

namespace pilotage::importers {

void LineIssues::report(Issue::Severity severity, const char* rule, std::string message, std::string remedy,
                        RecordCell at) const {
    if (sink_)
        sink_({severity, rule, std::move(at.table), at.record, lines_.number(), at.column, std::move(message),
               std::move(remedy)});
}

void LineIssues::refuse(const char* rule, std::string message) const {
    throw Malformed({Issue::Severity::error,
                     rule,
                     {},
                     0,
                     lines_.number(),
                     0,
                     std::move(message),
                     "Check whether the file is what it should be."});
}

} // namespace pilotage::importers
