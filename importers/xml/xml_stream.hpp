// A file of XML pushed through expat piece by piece: local names, no DOCTYPE, no entity but the five of XML itself.
#ifndef PILOTAGE_IMPORTERS_XML_XML_STREAM_HPP
#define PILOTAGE_IMPORTERS_XML_XML_STREAM_HPP

#include "importers/byte_source.hpp"

#include <exception>

struct XML_ParserStruct;

namespace pilotage::importers {

/// A name and the namespace it is in, borrowed from the call that hands it over.
struct QualifiedName {
    std::string_view space, local;
    static QualifiedName split(const char* name);
};

class XmlEvents {
public:
    virtual ~XmlEvents() = default;
    /// `attributes`: name and value by turns, ended by nullptr; names are to be split.
    virtual void start(const QualifiedName& name, const char** attributes) = 0;
    virtual void end(const QualifiedName& name) = 0;
    virtual void characters(std::string_view text) = 0;
};

class XmlStream {
public:
    /// `encoding`: as Options::encoding; empty: what the file declares.
    XmlStream(XmlEvents& events, const Limits& limits, const std::string& encoding);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// Pushes the next piece of the source, false at its end. Throws Malformed with line and column, and what the
    /// events threw.
    bool push(ByteSource& source);
    /// Pushes text that need not be the end; false where it is not XML or the events stopped it.
    bool push(std::string_view text);

    /// The place of what an event is about.
    std::uint64_t line() const;
    std::uint32_t column() const;
    [[noreturn]] void refuse(const char* rule, const std::string& message, const std::string& remedy) const;
    /// As declared, or "UTF-8".
    const std::string& encoding() const { return encoding_; }

private:
    struct Callbacks;
    [[noreturn]] void not_well_formed(bool last) const;

    XmlEvents& events_;
    Limits limits_;
    std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
    std::exception_ptr thrown_;
    std::uint64_t quiet_ = 0; ///< bytes pushed since the last event of any kind
    std::uint32_t depth_ = 0;
    std::string encoding_ = "UTF-8";
};

} // namespace pilotage::importers

#endif
