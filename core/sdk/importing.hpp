// Between the importers and a plugin: what a reader doubts, and a file that it cannot read, become findings at their
// place.
#ifndef PILOTAGE_SDK_IMPORTING_HPP
#define PILOTAGE_SDK_IMPORTING_HPP

#include "core/sdk/local.hpp"
#include "importers/reader.hpp"

namespace pilotage::sdk {

inline Severity severity_of(importers::Issue::Severity severity) {
    switch (severity) {
    case importers::Issue::Severity::note:
        return Severity::note;
    case importers::Issue::Severity::warning:
        return Severity::warning;
    case importers::Issue::Severity::error:
        break;
    }
    return Severity::error;
}

/// For importers::Options::issues: every issue of the reader becomes a finding in `file` (the sender's name of it).
/// `out` must outlive the reader.
inline importers::IssueSink issues_to(LocalWriter& out, std::string file) {
    return [&out, file = std::move(file)](const importers::Issue& issue) {
        out.finding({out.source(file, issue.table), issue.row, issue.line, issue.column},
                    {severity_of(issue.severity), issue.rule, issue.message, issue.remedy});
    };
}

} // namespace pilotage::sdk

#endif
