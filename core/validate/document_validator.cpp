#include "core/validate/document_validator.hpp"

#include "core/validate/compiled/document_acceptor.hpp"
#include "core/validate/grammar.hpp"
#include "core/validate/xerces.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace pilotage::validate {
namespace {

namespace fs = std::filesystem;

class Handler : public LocatedHandler {
public:
    explicit Handler(const DocumentCallbacks& callbacks) : callbacks_(callbacks) {}
    void error(const xerces::SAXParseException& e) override { add(e); }
    void fatalError(const xerces::SAXParseException& e) override { add(e); }
    bool found() const { return found_; }

private:
    void add(const xerces::SAXParseException& e) {
        found_ = true;
        callbacks_.finding({e.getLineNumber(), e.getColumnNumber(), to_utf8(e.getMessage())});
    }
    const DocumentCallbacks& callbacks_;
    bool found_ = false;
};

/// Why a file cannot be read, or empty.
std::string unreadable(const fs::path& file) {
    std::error_code failed;
    if (fs::is_directory(file, failed)) return "It is a folder.";
    if (::access(file.c_str(), R_OK) != 0)
        return "It cannot be opened: " + std::generic_category().message(errno) + ".";
    return {};
}

/// Whether the document is certainly valid. What can be read only once is left to Xerces-C.
bool accepted(const DocumentPlan& plan, const fs::path& file, std::uint64_t size, const DocumentCallbacks& callbacks) {
    if (!fs::is_regular_file(file)) return false;
    const int in = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0) return false;
    std::uint64_t done = 0;
    bool broken = false;
    const ByteWindow::Source source = [&](char* to, std::size_t most) -> std::size_t {
        const auto got = ::read(in, to, most);
        broken = broken || got < 0;
        if (got <= 0) return 0;
        done += static_cast<std::uint64_t>(got);
        callbacks.progress(done, size);
        return static_cast<std::size_t>(got);
    };
    const bool valid = accepts_document(plan, source);
    ::close(in);
    return valid && !broken;
}

} // namespace

std::string_view name_of(DocumentVerdict verdict) {
    switch (verdict) {
    case DocumentVerdict::valid:
        return "valid";
    case DocumentVerdict::invalid:
        return "invalid";
    case DocumentVerdict::refused:
        return "refused";
    case DocumentVerdict::schema_error:
        return "schema-error";
    }
    return "refused";
}

struct DocumentValidator::Data {
    Platform platform;
    std::vector<DocumentFinding> schema_faults;
    std::unique_ptr<xerces::XMLGrammarPool> pool;
    std::unique_ptr<SafeReader> reader;
    DocumentPlan plan;
    std::uint64_t arbitrated = 0;
    /// An exception leaves a reader in the middle of its document.
    void renew() { reader = std::make_unique<SafeReader>(pool.get()); }
};

DocumentValidator::DocumentValidator(const fs::path& schema) : data_(std::make_unique<Data>()) {
    if (const auto why = unreadable(schema); !why.empty()) {
        data_->schema_faults.push_back({0, 0, "The schema cannot be read. " + why});
        return;
    }
    std::vector<GrammarFault> faults;
    data_->pool = load_grammar(schema, References::local_files, faults);
    const std::string path = fs::absolute(schema).lexically_normal().string();
    for (auto& fault : faults) {
        const bool own = fault.file.empty() || fault.file == path;
        data_->schema_faults.push_back(
            {fault.line, fault.column, own ? std::move(fault.message) : fault.file + ": " + fault.message});
    }
    if (!faults.empty()) return;
    data_->pool->lockPool();
    bool changed = false;
    data_->plan = plan_documents(*data_->pool->getXSModel(changed));
    data_->renew();
}

DocumentValidator::~DocumentValidator() = default;

std::uint64_t DocumentValidator::arbitrated() const {
    return data_->arbitrated;
}

DocumentVerdict DocumentValidator::validate(const fs::path& file, const DocumentCallbacks& callbacks, Judge judge) {
    if (data_->reader == nullptr) {
        for (const auto& fault : data_->schema_faults) callbacks.finding(fault);
        return DocumentVerdict::schema_error;
    }
    if (const auto why = unreadable(file); !why.empty()) {
        callbacks.finding({0, 0, "The file cannot be read. " + why});
        return DocumentVerdict::refused;
    }
    std::error_code unknown;
    const auto size = fs::file_size(file, unknown);
    const std::uint64_t all = unknown ? 0 : size;
    if (judge == Judge::compiled && accepted(data_->plan, file, all, callbacks)) return DocumentVerdict::valid;
    ++data_->arbitrated;
    auto& reader = *data_->reader;
    Handler handler(callbacks);
    reader.setContentHandler(&handler);
    reader.setErrorHandler(&handler);
    try {
        const FileSource source(file);
        xerces::XMLPScanToken token;
        bool more = reader.parseFirst(source, token);
        for (std::uint32_t pieces = 0; more; ++pieces) {
            if (pieces % 4096 == 0) callbacks.progress(source.bytes_read(), all);
            more = reader.parseNext(token);
        }
        reader.parseReset(token);
    } catch (const DoctypeFound& found) {
        data_->renew();
        callbacks.finding(
            {found.line, found.column, "The document has a DOCTYPE. Documents with one are not read: take it out."});
        return DocumentVerdict::refused;
    } catch (const xerces::XMLException& e) {
        data_->renew();
        callbacks.finding({0, 0, to_utf8(e.getMessage())});
        return DocumentVerdict::invalid;
    } catch (const xerces::OutOfMemoryException&) {
        data_->renew();
        callbacks.finding({0, 0, "The check needs more memory than it may have."});
        return DocumentVerdict::refused;
    }
    return handler.found() ? DocumentVerdict::invalid : DocumentVerdict::valid;
}

} // namespace pilotage::validate
