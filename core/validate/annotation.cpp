#include "core/validate/annotation.hpp"

#include "core/text.hpp"
#include "core/validate/xerces.hpp"

#include <algorithm>

namespace pilotage::validate {
namespace {

std::optional<Privacy> privacy_named(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    if (name == "identifier") return Privacy::identifier;
    if (name == "name") return Privacy::name;
    if (name == "birth_date") return Privacy::birth_date;
    if (name == "postcode") return Privacy::postcode;
    if (name == "free_text") return Privacy::free_text;
    if (name == "none") return Privacy::none;
    return std::nullopt;
}

class Handler : public LocatedHandler {
public:
    explicit Handler(Annotation& annotation) : annotation_(annotation) {}

    void startElement(const XMLCh* const, const XMLCh* const localname, const XMLCh* const,
                      const xerces::Attributes& attributes) override {
        if (++depth_ != 2) return;
        text_.clear();
        name_ = to_utf8(localname);
        source_ = to_utf8(attributes.getValue(u"source"));
    }
    void characters(const XMLCh* const text, const XMLSize_t length) override {
        text_ += to_utf8(std::u16string(text, length).c_str());
    }
    void endElement(const XMLCh* const, const XMLCh* const, const XMLCh* const) override {
        if (depth_-- != 2) return;
        const std::string text = folded_space(text_);
        if (name_ == "documentation") {
            if (!annotation_.documentation.empty() && !text.empty()) annotation_.documentation += ' ';
            annotation_.documentation += text;
        } else if (source_ == "urn:pilotage:privacy") {
            annotation_.privacy = privacy_named(text);
            if (!annotation_.privacy) annotation_.unknown_privacy = text.empty() ? "(empty)" : text;
        } else if (source_ == "urn:pilotage:codelist") {
            annotation_.code_list = text;
        } else if (source_ == "urn:pilotage:record-id") {
            annotation_.record_id = true;
        } else if (source_ == "urn:pilotage:heading") {
            annotation_.headings.push_back(text);
        } else if (source_ == "urn:pilotage:rows") {
            annotation_.rows.push_back(text);
        } else if (source_.rfind("urn:pilotage:", 0) == 0) {
            annotation_.unknown_mark = source_;
        }
    }
    void fatalError(const xerces::SAXParseException& e) override { throw e; }

private:
    Annotation& annotation_;
    int depth_ = 0;
    std::string name_, source_, text_;
};

} // namespace

RowWords row_words(const std::string& text) {
    RowWords words;
    const auto sign = text.find('=');
    words.field = folded_space(text.substr(0, sign));
    if (sign == std::string::npos) return words;
    for (std::size_t at = sign + 1; at <= text.size();) {
        const auto end = std::min(text.find('|', at), text.size());
        words.values.push_back(folded_space(text.substr(at, end - at)));
        at = end + 1;
    }
    if (std::ranges::any_of(words.values, &std::string::empty)) words.values.clear();
    return words;
}

Annotation read_annotation(const char16_t* text) {
    Annotation annotation;
    const std::string document = to_utf8(text);
    SafeReader reader;
    Handler handler(annotation);
    reader.setContentHandler(&handler);
    reader.setErrorHandler(&handler);
    xerces::MemBufInputSource source(reinterpret_cast<const XMLByte*>(document.data()), document.size(), u"annotation");
    source.setEncoding(xerces::XMLUni::fgUTF8EncodingString);
    try {
        reader.parse(source);
    } catch (const xerces::SAXException&) {
        // Xerces wrote it out of a schema it had parsed; what it could not write whole is left out.
    }
    return annotation;
}

void inherit(Annotation& own, const Annotation& inherited) {
    if (own.documentation.empty()) own.documentation = inherited.documentation;
    if (own.code_list.empty()) own.code_list = inherited.code_list;
    if (!own.privacy) own.privacy = inherited.privacy;
    if (own.unknown_privacy.empty()) own.unknown_privacy = inherited.unknown_privacy;
    own.record_id = own.record_id || inherited.record_id;
}

} // namespace pilotage::validate
