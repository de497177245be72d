#include "importers/archive/xml_part.hpp"

#include <expat.h>

#include <new>

namespace pilotage::importers::archive {
namespace {

constexpr int chunk = 64 * 1024;
constexpr std::uint64_t longest_token = 4ull << 20;

} // namespace

std::string_view XmlAttributes::operator[](const XmlName& name) const {
    for (const auto& attribute : all_)
        if (attribute.name == name) return attribute.value;
    return {};
}

std::string_view XmlAttributes::local(std::string_view name) const {
    for (const auto& attribute : all_)
        if (attribute.name.local == name) return attribute.value;
    return {};
}

XmlPart::XmlPart(Archive& archive, const std::string& name, XmlHandler& handler, const Limits& limits)
    : XmlPart([part = std::make_shared<Archive::Part>(archive, name)](
                  char* to, std::size_t size) { return part->read(to, size); },
              handler, limits, archive.remedy()) {
    title_ = "The part \"" + name + "\"";
}

XmlPart::XmlPart(Read read, XmlHandler& handler, const Limits& limits, std::string remedy)
    : title_("The document"), remedy_(std::move(remedy)), read_(std::move(read)), handler_(handler), limits_(limits),
      parser_(XML_ParserCreate(nullptr)) {
    if (parser_ == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &XmlPart::on_start, &XmlPart::on_end);
    XML_SetCharacterDataHandler(parser_, &XmlPart::on_characters);
    XML_SetStartDoctypeDeclHandler(parser_, &XmlPart::on_doctype);
}

XmlPart::~XmlPart() {
    XML_ParserFree(parser_);
}

std::uint64_t XmlPart::line() const {
    return XML_GetCurrentLineNumber(parser_);
}

void XmlPart::refuse(const char* rule, const std::string& what) const {
    Issue issue;
    issue.rule = rule;
    issue.message = title_ + " " + what;
    issue.remedy = remedy_;
    throw Malformed(std::move(issue));
}

void XmlPart::refuse_xml(const std::string& why) const {
    refuse("format.malformed", "is not well-formed XML (line " + std::to_string(line()) + ": " + why + ").");
}

// expat is C: nothing may be thrown through it.
template <typename Work>
void XmlPart::guarded(Work work) {
    if (thrown_) return;
    try {
        work();
    } catch (...) {
        thrown_ = std::current_exception();
        XML_StopParser(parser_, XML_FALSE);
    }
}

void XmlPart::on_start(void* self, const char* name, const char** attributes) {
    auto& part = *static_cast<XmlPart*>(self);
    part.guarded([&] {
        if (++part.depth_ > part.limits_.nesting)
            part.refuse("limit.nesting",
                        "nests its elements more than " + std::to_string(part.limits_.nesting) + " deep.");
        XmlName meant;
        try {
            part.names_.enter(attributes, part.attributes_);
            meant = part.names_.element(name);
        } catch (const XmlNameFault& fault) {
            part.refuse_xml(fault.what());
        }
        part.handler_.start(meant, XmlAttributes(part.attributes_));
    });
}

void XmlPart::on_end(void* self, const char* name) {
    auto& part = *static_cast<XmlPart*>(self);
    part.guarded([&] {
        --part.depth_;
        part.handler_.end(part.names_.element(name));
        part.names_.leave();
    });
}

void XmlPart::on_characters(void* self, const char* text, int size) {
    auto& part = *static_cast<XmlPart*>(self);
    part.guarded([&] { part.handler_.characters({text, static_cast<std::size_t>(size)}); });
}

void XmlPart::on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& part = *static_cast<XmlPart*>(self);
    part.guarded(
        [&] { part.refuse("format.doctype", "has a document type declaration (DOCTYPE), which no workbook needs."); });
}

void XmlPart::pause() {
    paused_ = true;
    XML_StopParser(parser_, XML_TRUE);
}

bool XmlPart::after_parse(int status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (status == XML_STATUS_SUSPENDED) return true;
    if (status == XML_STATUS_ERROR) {
        const auto code = XML_GetErrorCode(parser_);
        if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
        refuse_xml(XML_ErrorString(code));
    }
    if (const auto reached = XML_GetCurrentByteIndex(parser_); reached >= 0)
        reached_ = static_cast<std::uint64_t>(reached);
    if (!last_ && fed_ - reached_ > longest_token)
        refuse("format.malformed", "has a tag of more than " + std::to_string(longest_token >> 20) + " MiB.");
    return false;
}

bool XmlPart::feed() {
    void* buffer = XML_GetBuffer(parser_, chunk);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = read_(static_cast<char*>(buffer), chunk);
    fed_ += got;
    last_ = got == 0;
    return after_parse(XML_ParseBuffer(parser_, static_cast<int>(got), last_ ? XML_TRUE : XML_FALSE));
}

bool XmlPart::run() {
    if (paused_) {
        paused_ = false;
        if (after_parse(XML_ResumeParser(parser_))) return true;
    }
    while (!last_)
        if (feed()) return true;
    return false;
}

void read_xml_part(Archive& archive, const std::string& name, XmlHandler& handler, const Limits& limits) {
    XmlPart part(archive, name, handler, limits);
    part.run();
}

} // namespace pilotage::importers::archive
