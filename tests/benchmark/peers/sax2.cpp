// The peer of our checks: Xerces-C SAX2 with the schema, as its own samples use it. Prints the number of errors.
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/PlatformUtils.hpp>

#include <cstdint>
#include <cstdio>
#include <memory>

namespace {

class Errors final : public xercesc::DefaultHandler {
public:
    void error(const xercesc::SAXParseException&) override { ++count; }
    void fatalError(const xercesc::SAXParseException&) override { ++count; }
    std::uint64_t count = 0;
};

int check(const char* schema, const char* document) {
    using namespace xercesc;
    Errors errors;
    const auto pool = std::make_unique<XMLGrammarPoolImpl>(XMLPlatformUtils::fgMemoryManager);
    const std::unique_ptr<SAX2XMLReader> reader(
        XMLReaderFactory::createXMLReader(XMLPlatformUtils::fgMemoryManager, pool.get()));
    reader->setFeature(XMLUni::fgSAX2CoreValidation, true);
    reader->setFeature(XMLUni::fgXercesDynamic, false);
    reader->setFeature(XMLUni::fgXercesSchema, true);
    reader->setFeature(XMLUni::fgXercesLoadSchema, false);
    reader->setFeature(XMLUni::fgXercesUseCachedGrammarInParse, true);
    reader->setErrorHandler(&errors);
    if (reader->loadGrammar(schema, Grammar::SchemaGrammarType, true) == nullptr) return 3;
    pool->lockPool();
    reader->parse(document);
    std::printf("%llu errors\n", static_cast<unsigned long long>(errors.count));
    return errors.count == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("benchmark_sax2 SCHEMA DOCUMENT\n", stderr);
        return 2;
    }
    xercesc::XMLPlatformUtils::Initialize();
    const int result = check(argv[1], argv[2]);
    xercesc::XMLPlatformUtils::Terminate();
    return result;
}
