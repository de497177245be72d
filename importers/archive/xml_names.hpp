// What the names of XML elements and attributes mean where the parser stands: prefixes are looked up here, after
// "Namespaces in XML 1.0". expat can do it too, but hashes the namespace of every attribute, which took half of the time
// of reading an OpenDocument workbook, whose namespaces have some fifty characters.
#ifndef PILOTAGE_IMPORTERS_ARCHIVE_XML_NAMES_HPP
#define PILOTAGE_IMPORTERS_ARCHIVE_XML_NAMES_HPP

#include <array>
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers::archive {

struct XmlName {
    std::string_view space; ///< the namespace; empty for names in none
    std::string_view local;
    friend bool operator==(const XmlName& a, const XmlName& b) { return a.local == b.local && a.space == b.space; }
};

struct XmlAttribute {
    XmlName name;
    const char* value = "";
};

/// What breaks the rules of namespaces: "unbound prefix".
struct XmlNameFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class XmlNames {
public:
    XmlNames();
    /// Enters an element: `pairs` are its attributes as expat gives them, name and value in turn, a null behind them.
    /// `attributes` gets those that are no declarations; their names live as long as `pairs` and the element's
    /// declarations. Throws XmlNameFault.
    void enter(const char** pairs, std::vector<XmlAttribute>& attributes);
    void leave();
    /// Throws XmlNameFault.
    XmlName element(const char* name) { return resolve(elements_, name, true); }

private:
    struct Binding {
        std::string prefix, space;
        std::uint32_t depth;
    };
    /// Names come again and again: where the colon is, and what the prefix means while no declaration has come or gone.
    struct Known {
        std::string name;
        std::size_t local = 0;
        std::string_view space;
        std::uint64_t since = 0;
    };
    using KnownNames = std::array<Known, 128>;

    XmlName resolve(KnownNames& known, std::string_view name, bool has_default);
    void declare(std::string_view prefix, std::string_view space);
    std::string_view space_of(std::string_view prefix) const;
    static void check_unique(const std::vector<XmlAttribute>& attributes);

    std::deque<Binding> bindings_; ///< the innermost last
    std::uint32_t depth_ = 0;
    std::uint64_t declarations_ = 1; ///< how often one came or went
    bool has_synonyms_ = false;      ///< two prefixes have stood for one namespace
    KnownNames elements_, attributes_;
};

} // namespace pilotage::importers::archive

#endif
