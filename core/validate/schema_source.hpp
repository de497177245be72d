// What a schema's text tells beside its grammar: the order of its records, the words beside its codes, and dangers with
// their lines.
#pragma once

#include "core/validate/finding.hpp"

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace pilotage::validate {

struct SchemaSource {
    std::vector<std::string> elements; ///< names of the global elements, as they stand in the file
    /// Documentation of a code; the key is code_key(simple type's name, or else the element's, code).
    std::unordered_map<std::string, std::string> codes;
    std::string target_namespace;
    std::string documentation; ///< of the schema itself
    std::vector<std::string> blanks; ///< its marks for texts that stand for nothing
    std::vector<Finding> findings;
};

std::string code_key(const std::string& owner, const std::string& code);

/// A relative reference of a schema as a file, beside `base`; empty when it leads elsewhere than to a file.
std::filesystem::path referenced_file(const std::filesystem::path& base, std::string location);

/// Whether a file lies in the folder or below it, links followed.
bool lies_within(const std::filesystem::path& file, const std::filesystem::path& folder);

/// Reads the file and what it includes from its own folder. Findings: not well-formed, a DOCTYPE, references that lead
/// out of the folder, patterns and counts that could stall a validator.
SchemaSource read_schema_source(const std::filesystem::path& file);

} // namespace pilotage::validate
