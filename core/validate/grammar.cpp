#include "core/validate/grammar.hpp"

#include "core/validate/schema_source.hpp"

namespace pilotage::validate {
namespace {

namespace fs = std::filesystem;

/// Stands for what may not be read: Xerces finds that it cannot be opened.
class ClosedSource : public xerces::InputSource {
public:
    explicit ClosedSource(const XMLCh* id) { setSystemId(id); }
    xerces::BinInputStream* makeStream() const override { return nullptr; }
};

class Resolver : public xerces::XMLEntityResolver {
public:
    Resolver(fs::path folder, References references) : folder_(std::move(folder)), references_(references) {}

    xerces::InputSource* resolveEntity(xerces::XMLResourceIdentifier* resource) override {
        using Kind = xerces::XMLResourceIdentifier;
        const auto kind = resource->getResourceIdentifierType();
        if (kind == Kind::SchemaGrammar) return nullptr;
        const XMLCh* location = kind == Kind::ExternalEntity ? resource->getSystemId() : resource->getSchemaLocation();
        if (location == nullptr) location = resource->getSystemId();
        if (location == nullptr) return nullptr;
        if (kind == Kind::ExternalEntity) return new ClosedSource(location);
        const auto file = referenced_file(to_utf8(resource->getBaseURI()), to_utf8(location));
        if (file.empty() && references_ == References::local_files) return nullptr; // fails in Xerces' own way
        if (file.empty() || (references_ == References::own_folder && !lies_within(file, folder_)))
            return new ClosedSource(location);
        return new FileSource(file);
    }

private:
    fs::path folder_;
    References references_;
};

class Errors : public xerces::DefaultHandler {
public:
    explicit Errors(std::vector<GrammarFault>& faults) : faults_(faults) {}
    void error(const xerces::SAXParseException& e) override { add(e); }
    void fatalError(const xerces::SAXParseException& e) override { add(e); }

private:
    void add(const xerces::SAXParseException& e) {
        faults_.push_back({to_utf8(e.getSystemId()), e.getLineNumber(), e.getColumnNumber(), to_utf8(e.getMessage())});
    }
    std::vector<GrammarFault>& faults_;
};

} // namespace

std::unique_ptr<xerces::XMLGrammarPool> load_grammar(const fs::path& file, References references,
                                                     std::vector<GrammarFault>& faults) {
    auto pool = std::make_unique<xerces::XMLGrammarPoolImpl>();
    const FileSource source(file);
    const std::string path = to_utf8(source.getSystemId());
    const std::size_t before = faults.size();
    try {
        xerces::SAX2XMLReaderImpl reader(xerces::XMLPlatformUtils::fgMemoryManager, pool.get());
        Errors errors(faults);
        Resolver resolver(fs::path(path).parent_path(), references);
        using xerces::XMLUni;
        reader.setFeature(XMLUni::fgSAX2CoreNameSpaces, true);
        reader.setFeature(XMLUni::fgSAX2CoreValidation, true);
        reader.setFeature(XMLUni::fgXercesSchema, true);
        reader.setFeature(XMLUni::fgXercesSchemaFullChecking, true);
        reader.setFeature(XMLUni::fgXercesLoadExternalDTD, false);
        reader.setFeature(XMLUni::fgXercesHandleMultipleImports, true);
        reader.setErrorHandler(&errors);
        reader.setXMLEntityResolver(&resolver);
        const auto* grammar = reader.loadGrammar(source, xerces::Grammar::SchemaGrammarType, true);
        if (grammar == nullptr && faults.size() == before) faults.push_back({path, 0, 0, "This is not an XML schema."});
    } catch (const xerces::SAXException& e) {
        if (faults.size() == before) faults.push_back({path, 0, 0, to_utf8(e.getMessage())});
    } catch (const xerces::XMLException& e) {
        if (faults.size() == before) faults.push_back({path, 0, 0, to_utf8(e.getMessage())});
    } catch (const xerces::OutOfMemoryException&) {
        faults.push_back({path, 0, 0, "The schema is too large for the machine's memory."});
    }
    return pool;
}

} // namespace pilotage::validate
