// Xerces-C, for core/validate only: nobody else includes it, and here it is included only through this header.
//
// A document's DOCTYPE is refused in our own callback, which can tell it from other faults. XERCES_DISABLE_DTD would
// make Xerces refuse it with the message for a damaged prolog, and would refuse schemas that Xerces accepts; Platform
// therefore takes it out of the environment.
#pragma once

#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/framework/XMLValidityCodes.hpp>
#include <xercesc/framework/psvi/XSAnnotation.hpp>
#include <xercesc/framework/psvi/XSAttributeDeclaration.hpp>
#include <xercesc/framework/psvi/XSAttributeUse.hpp>
#include <xercesc/framework/psvi/XSComplexTypeDefinition.hpp>
#include <xercesc/framework/psvi/XSElementDeclaration.hpp>
#include <xercesc/framework/psvi/XSFacet.hpp>
#include <xercesc/framework/psvi/XSModel.hpp>
#include <xercesc/framework/psvi/XSModelGroup.hpp>
#include <xercesc/framework/psvi/XSMultiValueFacet.hpp>
#include <xercesc/framework/psvi/XSParticle.hpp>
#include <xercesc/framework/psvi/XSSimpleTypeDefinition.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax/Locator.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/Attributes.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/BinFileInputStream.hpp>
#include <xercesc/util/OutOfMemoryException.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/SecurityManager.hpp>
#include <xercesc/util/XMLEntityResolver.hpp>
#include <xercesc/util/XMLExceptMsgs.hpp>
#include <xercesc/util/XMLNetAccessor.hpp>
#include <xercesc/util/XMLResourceIdentifier.hpp>
#include <xercesc/util/XMLUni.hpp>
#include <xercesc/validators/datatype/DatatypeValidator.hpp>
#include <xercesc/validators/schema/SchemaSymbols.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace pilotage::validate {

namespace xerces = XERCES_CPP_NAMESPACE;

/// Keeps Xerces started, without a way to the network. Whoever owns Xerces objects owns one, declared before them.
class Platform {
public:
    Platform();
    Platform(const Platform&) : Platform() {}
    Platform& operator=(const Platform&) { return *this; }
    ~Platform();
};

/// Xerces' UTF-16 as UTF-8; null is empty.
std::string to_utf8(const XMLCh* text);

/// UTF-8 as Xerces' UTF-16; bytes that are no UTF-8 become U+FFFD.
std::u16string to_utf16(std::string_view text);

/// A file by its path's own bytes (Xerces' own class sends them through the locale). Its system id is the absolute
/// path.
class FileSource : public xerces::InputSource {
public:
    explicit FileSource(const std::filesystem::path& file);
    xerces::BinInputStream* makeStream() const override;
    /// Bytes read so far; the source must outlive its stream.
    std::uint64_t bytes_read() const { return bytes_read_; }

private:
    std::filesystem::path file_;
    mutable std::uint64_t bytes_read_ = 0;
};

/// Thrown by SafeReader at a DOCTYPE, before anything of it is read.
struct DoctypeFound {
    std::uint64_t line = 0, column = 0;
};

/// A handler that knows where the reader stands, while it reads.
class LocatedHandler : public xerces::DefaultHandler {
public:
    void setDocumentLocator(const xerces::Locator* const locator) override { locator_ = locator; }
    std::uint64_t line() const { return locator_ == nullptr ? 0 : locator_->getLineNumber(); }
    std::uint64_t column() const { return locator_ == nullptr ? 0 : locator_->getColumnNumber(); }

private:
    const xerces::Locator* locator_ = nullptr;
};

/// A reader that takes no DOCTYPE, no external entity and no schemaLocation hint. Its content handler is a
/// LocatedHandler.
class SafeReader : public xerces::SAX2XMLReaderImpl {
public:
    explicit SafeReader(xerces::XMLGrammarPool* grammars = nullptr);
    void doctypeDecl(const xerces::DTDElementDecl&, const XMLCh*, const XMLCh*, bool, bool) override;

private:
    LocatedHandler quiet_; ///< Xerces makes a callback only where some handler is set
};

} // namespace pilotage::validate
