// Streams one XML part of an archive through expat: elements with their namespaces, no DOCTYPE, bounded nesting.
#ifndef PILOTAGE_IMPORTERS_ARCHIVE_XML_PART_HPP
#define PILOTAGE_IMPORTERS_ARCHIVE_XML_PART_HPP

#include "importers/archive/archive.hpp"
#include "importers/archive/xml_names.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct XML_ParserStruct;

namespace pilotage::importers::archive {

/// Attributes of an element, without declarations of namespaces.
class XmlAttributes {
public:
    explicit XmlAttributes(const std::vector<XmlAttribute>& all) : all_(all) {}
    /// The value, or a view with null data where there is no such attribute.
    std::string_view operator[](const XmlName& name) const;
    /// Of an attribute in no namespace.
    std::string_view operator[](std::string_view name) const { return (*this)[XmlName{{}, name}]; }
    /// By local name, whatever its namespace is.
    std::string_view local(std::string_view name) const;
    std::vector<XmlAttribute>::const_iterator begin() const { return all_.begin(); }
    std::vector<XmlAttribute>::const_iterator end() const { return all_.end(); }

private:
    const std::vector<XmlAttribute>& all_;
};

class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(const XmlName& name, const XmlAttributes& attributes) = 0;
    virtual void end(const XmlName& name) = 0;
    virtual void characters(std::string_view) {}
};

class XmlPart {
public:
    /// Gives up to `size` bytes of the document; 0 at its end.
    using Read = std::function<std::size_t(char* to, std::size_t size)>;

    XmlPart(Archive& archive, const std::string& name, XmlHandler& handler, const Limits& limits);
    /// A document that is no part of an archive; `remedy` is what mends damage to it, for people.
    XmlPart(Read read, XmlHandler& handler, const Limits& limits, std::string remedy);
    ~XmlPart();
    XmlPart(const XmlPart&) = delete;
    XmlPart& operator=(const XmlPart&) = delete;

    /// Reads on until the handler pauses (true) or the document has ended (false). Throws Malformed.
    bool run();
    /// To be called by the handler from end(): run() returns true after it.
    void pause();
    std::uint64_t line() const;

private:
    static void on_start(void* self, const char* name, const char** attributes);
    static void on_end(void* self, const char* name);
    static void on_characters(void* self, const char* text, int size);
    static void on_doctype(void* self, const char*, const char*, const char*, int);
    template <typename Work>
    void guarded(Work work);
    [[noreturn]] void refuse(const char* rule, const std::string& what) const;
    [[noreturn]] void refuse_xml(const std::string& why) const;
    bool after_parse(int status);
    bool feed();

    std::string title_, remedy_; ///< for people
    Read read_;
    XmlHandler& handler_;
    Limits limits_;
    ::XML_ParserStruct* parser_ = nullptr;
    XmlNames names_;
    std::vector<XmlAttribute> attributes_; ///< of the element that begins
    std::exception_ptr thrown_;
    std::uint64_t fed_ = 0;
    std::uint64_t reached_ = 0; // where the last thing that was whole began
    std::uint32_t depth_ = 0;
    bool last_ = false;
    bool paused_ = false;
};

/// Reads a whole part in one go.
void read_xml_part(Archive& archive, const std::string& name, XmlHandler& handler, const Limits& limits);

} // namespace pilotage::importers::archive

#endif
