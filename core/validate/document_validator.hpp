// Plain XSD validation of whole documents: Xerces-C's own verdict and findings, with full schema checking. Documents that
// checks compiled from the schema certainly find valid do not need it.
#pragma once

#include "core/validate/record_validator.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::validate {

enum class DocumentVerdict : std::uint8_t {
    valid,
    invalid, ///< not well-formed, or not as the schema asks
    refused, ///< has a DOCTYPE, cannot be read, or cannot be checked within bounds: nothing is said of its validity
    schema_error, ///< the schema cannot be used
};

/// "valid", "invalid", "refused", "schema-error"
std::string_view name_of(DocumentVerdict verdict);

struct DocumentFinding {
    std::uint64_t line = 0; ///< of the document, or of the schema for a schema error; 0: not known
    std::uint64_t column = 0;
    std::string message; ///< Xerces' own words, which may quote the document
};

struct DocumentCallbacks {
    std::function<void(DocumentFinding)> finding;
    std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_all)>
        progress; ///< called every few thousand pieces of markup
};

/// One schema, with what it includes and imports from local files. No lint: any schema that Xerces takes is taken.
/// Nothing is fetched over the network; schemaLocation hints of the documents are not followed. A hostile pattern can
/// keep `validate` busy or overflow the stack: core/validate/document_run.hpp keeps that in a process of its own.
class DocumentValidator {
public:
    explicit DocumentValidator(const std::filesystem::path& schema);
    ~DocumentValidator();
    DocumentValidator(const DocumentValidator&) = delete;
    DocumentValidator& operator=(const DocumentValidator&) = delete;

    DocumentVerdict validate(const std::filesystem::path& file, const DocumentCallbacks& callbacks,
                             Judge judge = Judge::compiled);
    /// How many documents Xerces-C has looked at so far.
    std::uint64_t arbitrated() const;

private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace pilotage::validate
