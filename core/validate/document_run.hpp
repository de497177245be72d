// Plain XSD validation of many documents, in a process of its own: a schema's pattern can overflow the stack or run for
// years, and then costs the one document it met.
#pragma once

#include "core/validate/child_process.hpp"
#include "core/validate/document_validator.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace pilotage::validate {

struct DocumentJob {
    std::filesystem::path schema;
    std::filesystem::path file;
    Judge judge = Judge::compiled;
};

struct DocumentResult {
    DocumentVerdict verdict = DocumentVerdict::refused;
    std::vector<DocumentFinding> findings; ///< all of them
};

/// `idle`: for one schema to load, or one piece of markup to be judged.
using DocumentLimits = ChildLimits;

struct DocumentRunCallbacks {
    std::function<void(std::size_t job, DocumentResult)> result; ///< in the order of the jobs
    std::function<void(std::size_t job, std::uint64_t bytes_done, std::uint64_t bytes_all)> progress;
};

/// Each schema is loaded once. Throws EnvironmentError when no process can be started.
void run_documents(std::span<const DocumentJob> jobs, const DocumentLimits& limits,
                   const DocumentRunCallbacks& callbacks);

} // namespace pilotage::validate
