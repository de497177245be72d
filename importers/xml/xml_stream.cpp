#include "importers/xml/xml_stream.hpp"

#include "importers/text/charset.hpp"

#include <expat.h>

#include <cstring>
#include <new>

namespace pilotage::importers {
namespace {

constexpr int piece = 64 * 1024;
constexpr std::uint64_t longest_token = 4ull << 20; ///< expat looks again at all of an unfinished tag with each piece
constexpr char separator = '|';
constexpr const char* doubt = "Check whether the file is what it should be.";

int fill_in_charset(void*, const char* name, XML_Encoding* info) {
    const auto charset = Charset::named(name);
    if (!charset || charset->kind != Charset::Kind::single_byte) return XML_STATUS_ERROR;
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const char16_t sign = charset->signs[byte];
        info->map[byte] = sign == Charset::undefined ? -1 : sign;
    }
    info->data = nullptr;
    info->convert = nullptr;
    info->release = nullptr;
    return XML_STATUS_OK;
}

} // namespace

QualifiedName QualifiedName::split(const char* name) {
    const char* const bar = std::strrchr(name, separator);
    if (bar == nullptr) return {{}, name};
    return {{name, static_cast<std::size_t>(bar - name)}, bar + 1};
}

/// What expat calls. It is C: an exception is parked, and thrown again when expat has returned.
struct XmlStream::Callbacks {
    template <typename Work>
    static void guarded(void* self, Work work) {
        auto& stream = *static_cast<XmlStream*>(self);
        stream.quiet_ = 0;
        if (stream.thrown_) return;
        try {
            work(stream);
        } catch (...) {
            stream.thrown_ = std::current_exception();
            XML_StopParser(stream.parser_.get(), XML_FALSE);
        }
    }

    static void start(void* self, const char* name, const char** attributes) {
        guarded(self, [&](XmlStream& stream) {
            const auto& limits = stream.limits_;
            if (++stream.depth_ > limits.nesting)
                stream.refuse("limit.nesting",
                              "Elements stand in each other deeper than the limit of " +
                                  std::to_string(limits.nesting) + ".",
                              doubt);
            if (static_cast<std::uint32_t>(XML_GetSpecifiedAttributeCount(stream.parser_.get()) / 2) > limits.columns)
                stream.refuse(
                    "limit.columns",
                    "An element has more attributes than the limit of " + std::to_string(limits.columns) + ".", doubt);
            stream.events_.start(QualifiedName::split(name), attributes);
        });
    }
    static void end(void* self, const char* name) {
        guarded(self, [&](XmlStream& stream) {
            --stream.depth_;
            stream.events_.end(QualifiedName::split(name));
        });
    }
    static void characters(void* self, const char* text, int size) {
        guarded(self, [&](XmlStream& stream) { stream.events_.characters({text, static_cast<std::size_t>(size)}); });
    }
    static void doctype(void* self, const char*, const char*, const char*, int) {
        guarded(self, [&](XmlStream& stream) {
            stream.refuse("format.doctype", "The file has a document type declaration (DOCTYPE), which is never read.",
                          "Have the file written without a DOCTYPE and without entities.");
        });
    }
    static void other(void* self, const char*, int) { static_cast<XmlStream*>(self)->quiet_ = 0; }
    static void declaration(void* self, const char*, const char* encoding, int) {
        guarded(self, [&](XmlStream& stream) {
            if (encoding != nullptr) stream.encoding_ = encoding;
        });
    }
};

XmlStream::XmlStream(XmlEvents& events, const Limits& limits, const std::string& encoding)
    : events_(events), limits_(limits),
      parser_(XML_ParserCreateNS(encoding.empty() ? nullptr : encoding.c_str(), separator), &XML_ParserFree) {
    if (!parser_) throw std::bad_alloc();
    if (!encoding.empty()) encoding_ = encoding;
    XML_Parser const parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &Callbacks::start, &Callbacks::end);
    XML_SetCharacterDataHandler(parser, &Callbacks::characters);
    XML_SetDefaultHandler(parser, &Callbacks::other);
    XML_SetStartDoctypeDeclHandler(parser, &Callbacks::doctype);
    if (encoding.empty()) XML_SetXmlDeclHandler(parser, &Callbacks::declaration);
    XML_SetUnknownEncodingHandler(parser, &fill_in_charset, nullptr);
}

XmlStream::~XmlStream() = default;

std::uint64_t XmlStream::line() const {
    return XML_GetCurrentLineNumber(parser_.get());
}
std::uint32_t XmlStream::column() const {
    return static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser_.get()) + 1);
}

void XmlStream::refuse(const char* rule, const std::string& message, const std::string& remedy) const {
    throw Malformed({Issue::Severity::error,
                     rule,
                     {},
                     0,
                     line(),
                     column(),
                     message + " (Line " + std::to_string(line()) + ", character " + std::to_string(column()) + ".)",
                     remedy});
}

void XmlStream::not_well_formed(bool last) const {
    const auto code = XML_GetErrorCode(parser_.get());
    if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    if (last && (depth_ > 0 || code == XML_ERROR_NO_ELEMENTS))
        refuse("format.truncated", "The XML ends too early: " + std::to_string(depth_) + " element(s) are not closed.",
               "Send the file again; it was cut off, or its writer did not finish.");
    if (code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_INCORRECT_ENCODING)
        refuse("encoding.unsupported",
               "The encoding that the XML declares cannot be read, or is not the one it is written in.",
               "Save the file as UTF-8.");
    refuse("format.malformed", std::string("This is not well-formed XML: ") + XML_ErrorString(code) + ".",
           "Have the file written by an XML library, not by hand or by joining texts.");
}

bool XmlStream::push(ByteSource& source) {
    void* const buffer = XML_GetBuffer(parser_.get(), piece);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = source.read(static_cast<char*>(buffer), piece);
    quiet_ += got;
    const bool last = got == 0;
    const auto status = XML_ParseBuffer(parser_.get(), static_cast<int>(got), last ? XML_TRUE : XML_FALSE);
    if (thrown_) std::rethrow_exception(thrown_);
    if (status != XML_STATUS_OK) not_well_formed(last);
    if (quiet_ > longest_token)
        refuse("limit.tag", "A tag or a comment is longer than " + std::to_string(longest_token >> 20) + " MiB.",
               doubt);
    return !last;
}

bool XmlStream::push(std::string_view text) {
    return XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), XML_FALSE) == XML_STATUS_OK && !thrown_;
}

} // namespace pilotage::importers
