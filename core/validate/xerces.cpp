#include "core/validate/xerces.hpp"

#include "core/text.hpp"

#include <cstdlib>
#include <mutex>

namespace pilotage::validate {
namespace {

std::mutex& platform_mutex() {
    static std::mutex mutex;
    return mutex;
}

class CountingStream : public xerces::BinFileInputStream {
public:
    CountingStream(const char* file, xerces::MemoryManager* memory, std::uint64_t& count)
        : BinFileInputStream(file, memory), count_(count) {}
    XMLSize_t readBytes(XMLByte* const to, const XMLSize_t most) override {
        const auto size = BinFileInputStream::readBytes(to, most);
        count_ += size;
        return size;
    }

private:
    std::uint64_t& count_;
};

} // namespace

Platform::Platform() {
    const std::lock_guard lock(platform_mutex());
    ::unsetenv("XERCES_DISABLE_DTD");
    xerces::XMLPlatformUtils::Initialize();
    delete xerces::XMLPlatformUtils::fgNetAccessor;
    xerces::XMLPlatformUtils::fgNetAccessor = nullptr;
}

Platform::~Platform() {
    const std::lock_guard lock(platform_mutex());
    xerces::XMLPlatformUtils::Terminate();
}

std::string to_utf8(const XMLCh* text) {
    std::string out;
    if (text == nullptr) return out;
    out.reserve(xerces::XMLString::stringLen(text));
    for (; *text != 0; ++text) {
        char32_t code = *text;
        if (code < 0x80) {
            out += static_cast<char>(code);
            continue;
        }
        if (code >= 0xD800 && code < 0xDC00 && text[1] >= 0xDC00 && text[1] < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (text[1] - 0xDC00u);
            ++text;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        append_utf8(out, code);
    }
    return out;
}

std::u16string to_utf16(std::string_view text) {
    std::u16string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        if (code == 0xffffffff) {
            out += u'\uFFFD';
        } else if (code < 0x10000) {
            out += static_cast<char16_t>(code);
        } else {
            out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
            out += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
        }
    }
    return out;
}

FileSource::FileSource(const std::filesystem::path& file) : file_(std::filesystem::absolute(file).lexically_normal()) {
    setSystemId(to_utf16(file_.string()).c_str());
}

xerces::BinInputStream* FileSource::makeStream() const {
    auto* stream = new (getMemoryManager()) CountingStream(file_.c_str(), getMemoryManager(), bytes_read_);
    if (stream->getIsOpen()) return stream;
    delete stream;
    return nullptr;
}

void SafeReader::doctypeDecl(const xerces::DTDElementDecl&, const XMLCh*, const XMLCh*, bool, bool) {
    const auto& handler = dynamic_cast<const LocatedHandler&>(*getContentHandler());
    throw DoctypeFound{handler.line(), handler.column()};
}

SafeReader::SafeReader(xerces::XMLGrammarPool* grammars)
    : xerces::SAX2XMLReaderImpl(xerces::XMLPlatformUtils::fgMemoryManager, grammars) {
    setContentHandler(&quiet_);
    setErrorHandler(&quiet_);
    setLexicalHandler(&quiet_);
    using xerces::XMLUni;
    setFeature(XMLUni::fgSAX2CoreNameSpaces, true);
    setFeature(XMLUni::fgSAX2CoreValidation, grammars != nullptr);
    setFeature(XMLUni::fgXercesDynamic, false);
    setFeature(XMLUni::fgXercesSchema, grammars != nullptr);
    setFeature(XMLUni::fgXercesSchemaFullChecking, grammars != nullptr);
    setFeature(XMLUni::fgXercesLoadSchema, false);
    setFeature(XMLUni::fgXercesUseCachedGrammarInParse, grammars != nullptr);
    setFeature(XMLUni::fgXercesCacheGrammarFromParse, false);
    setFeature(XMLUni::fgXercesLoadExternalDTD, false);
    setFeature(XMLUni::fgXercesDisableDefaultEntityResolution, true);
}

} // namespace pilotage::validate
