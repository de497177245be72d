#include "importers/archive/xml_names.hpp"

#include <algorithm>
#include <cstring>

namespace pilotage::importers::archive {
namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_space = "http://www.w3.org/2000/xmlns/";
constexpr std::string_view xmlns = "xmlns";

// Of a name that holds no more than one colon, and that not at an end.
std::size_t local_part(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return 0;
    if (colon == 0 || colon + 1 == name.size() || name.find(':', colon + 1) != std::string_view::npos)
        throw XmlNameFault("a name whose colon does not follow a prefix");
    return colon + 1;
}

// Of nearly all names the first sign tells.
bool is_declaration(const char* name) {
    return *name == 'x' && std::strncmp(name, xmlns.data(), xmlns.size()) == 0 &&
           (name[xmlns.size()] == '\0' || name[xmlns.size()] == ':');
}

std::size_t slot(std::string_view name, std::size_t slots) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    return name.empty() ? 0 : (name.size() * 31 + at(name.size() / 2) * 7u + at(name.size() - 1)) % slots;
}

} // namespace

XmlNames::XmlNames() : bindings_{{"xml", std::string(xml_space), 0}} {}

void XmlNames::enter(const char** pairs, std::vector<XmlAttribute>& attributes) {
    ++depth_;
    attributes.clear();
    for (const char** pair = pairs; *pair != nullptr; pair += 2)
        if (is_declaration(*pair)) {
            const std::string_view name = *pair;
            local_part(name);
            declare(name.size() == xmlns.size() ? std::string_view() : name.substr(xmlns.size() + 1), pair[1]);
        }
    for (const char** pair = pairs; *pair != nullptr; pair += 2)
        if (!is_declaration(*pair)) attributes.push_back({resolve(attributes_, *pair, false), pair[1]});
    if (has_synonyms_) check_unique(attributes);
}

void XmlNames::leave() {
    while (bindings_.back().depth == depth_ && depth_ != 0) {
        bindings_.pop_back();
        ++declarations_;
    }
    --depth_;
}

XmlName XmlNames::resolve(KnownNames& known, std::string_view name, bool has_default) {
    auto& entry = known[slot(name, known.size())];
    if (entry.since != declarations_ || entry.name != name) {
        entry.since = 0;
        entry.local = local_part(name);
        const auto prefix = name.substr(0, entry.local == 0 ? 0 : entry.local - 1);
        entry.space = prefix.empty() && !has_default ? std::string_view() : space_of(prefix);
        entry.name = name;
        entry.since = declarations_;
    }
    return {entry.space, name.substr(entry.local)};
}

void XmlNames::declare(std::string_view prefix, std::string_view space) {
    if ((prefix == "xml") != (space == xml_space))
        throw XmlNameFault("the prefix \"xml\" and its namespace are reserved");
    if (prefix == xmlns || space == xmlns_space)
        throw XmlNameFault("the prefix \"xmlns\" and its namespace are reserved");
    if (!prefix.empty() && space.empty()) throw XmlNameFault("a prefix is declared without a namespace");
    has_synonyms_ =
        has_synonyms_ || (!prefix.empty() && std::any_of(bindings_.begin(), bindings_.end(), [&](const Binding& one) {
            return one.space == space && one.prefix != prefix && !one.prefix.empty();
        }));
    bindings_.push_back({std::string(prefix), std::string(space), depth_});
    ++declarations_;
}

std::string_view XmlNames::space_of(std::string_view prefix) const {
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding)
        if (binding->prefix == prefix) return binding->space;
    if (!prefix.empty()) throw XmlNameFault("unbound prefix");
    return {};
}

void XmlNames::check_unique(const std::vector<XmlAttribute>& attributes) {
    for (auto one = attributes.begin(); one != attributes.end(); ++one)
        if (!one->name.space.empty() &&
            std::any_of(attributes.begin(), one, [&](const XmlAttribute& other) { return other.name == one->name; }))
            throw XmlNameFault("an attribute stands twice");
}

} // namespace pilotage::importers::archive
