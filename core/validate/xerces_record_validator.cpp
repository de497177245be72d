#include "core/text.hpp"
#include "core/validate/content_faults.hpp"
#include "core/validate/grammar.hpp"
#include "core/validate/record_document.hpp"

#include <algorithm>

namespace pilotage::validate {
namespace {

namespace x = xerces;

Fault::Kind kind_of(unsigned code, const FieldShape& shape, const Field& field, std::string_view value) {
    using E = x::XMLExcepts;
    const bool text =
        field.base_type == "string" || field.base_type == "token" || field.base_type == "normalizedString";
    switch (code) {
    // Xerces writes the form of whole numbers as a pattern too.
    case E::VALUE_NotMatch_Pattern:
        return text || shape.patterned ? Fault::Kind::pattern : Fault::Kind::type;
    case E::VALUE_GT_maxLen:
        return Fault::Kind::too_long;
    case E::VALUE_LT_minLen:
        return Fault::Kind::too_short;
    case E::VALUE_NE_Len:
        return count_characters(value) > shape.most_length ? Fault::Kind::too_long : Fault::Kind::too_short;
    case E::VALUE_NotIn_Enumeration:
        return Fault::Kind::enumeration;
    case E::VALUE_exceed_totalDigit:
    case E::VALUE_exceed_fractDigit:
        return Fault::Kind::digits;
    case E::VALUE_exceed_maxIncl:
    case E::VALUE_exceed_maxExcl:
    case E::VALUE_exceed_minIncl:
    case E::VALUE_exceed_minExcl:
        return Fault::Kind::out_of_range;
    default:
        return field.enumeration.empty() ? Fault::Kind::type : Fault::Kind::enumeration;
    }
}

/// The reader with its callbacks cut short: only where it stands, and what it has to say.
class Reader : public SafeReader {
public:
    explicit Reader(x::XMLGrammarPool* pool) : SafeReader(pool) {
        setFeature(x::XMLUni::fgXercesIdentityConstraintChecking, false); // a record has one of each
    }

    struct Heard {
        std::uint32_t position; ///< index into the values, or Fault's "none"
        bool of_value;          ///< the value, not the order of the elements
        unsigned code;
        std::string text;
    };
    std::vector<Heard> heard;

    void start() {
        heard.clear();
        started_ = 0;
        inside_ = false;
    }

    void startElement(const x::XMLElementDecl&, const unsigned int, const XMLCh* const,
                      const x::RefVectorOf<x::XMLAttr>&, const XMLSize_t, const bool, const bool) override {
        ++started_;
        inside_ = started_ > 1;
    }
    void endElement(const x::XMLElementDecl&, const unsigned int, const bool, const XMLCh* const) override {
        inside_ = false;
    }
    void docCharacters(const XMLCh* const, const XMLSize_t, const bool) override {}
    void startDocument() override {}
    void endDocument() override {}

    void error(const unsigned int code, const XMLCh* const domain, const x::XMLErrorReporter::ErrTypes type,
               const XMLCh* const text, const XMLCh* const, const XMLCh* const, const XMLFileLoc,
               const XMLFileLoc) override {
        if (type == x::XMLErrorReporter::ErrType_Warning) return;
        const bool of_value = x::XMLString::equals(domain, x::XMLUni::fgExceptDomain);
        heard.push_back({inside_ ? started_ - 2 : no_limit, of_value, code, to_utf8(text)});
    }

private:
    std::uint32_t started_ = 0;
    bool inside_ = false;
};

class XercesRecordValidator : public RecordValidator {
public:
    explicit XercesRecordValidator(const Schema& schema)
        : schema_(schema), reader_(schema.grammar().pool.get()), source_(nullptr, 0, u"record") {
        source_.setEncoding(x::XMLUni::fgXMLChEncodingString);
        source_.setCopyBufToStream(false);
    }

    bool validate(std::uint32_t type, std::span<const FieldValue> values, std::vector<Fault>& faults) override {
        const std::size_t before = faults.size();
        const auto& shape = schema_.grammar().shapes.at(type);
        const auto& record = schema_.types()[type];
        document_.render(shape, record, values, faults);
        source_.resetMemBufInputSource(reinterpret_cast<const XMLByte*>(document_.text().data()),
                                       document_.text().size() * sizeof(char16_t));
        reader_.start();
        reader_.parse(source_);
        if (!reader_.heard.empty()) listen(shape, record, values, faults);
        std::stable_sort(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end(),
                         [](const Fault& a, const Fault& b) { return a.field < b.field; });
        return faults.size() == before;
    }

private:
    void listen(const TypeShape& shape, const RecordType& record, std::span<const FieldValue> values,
                std::vector<Fault>& faults) {
        bool content = false;
        for (auto& heard : reader_.heard) {
            if (heard.position >= values.size()) {
                if (!content) find_content_faults(shape, record, values, heard.text, faults);
                content = true;
                continue;
            }
            if (document_.replaced(heard.position)) continue;
            const auto field = values[heard.position].field;
            Fault fault{Fault::Kind::other, field, heard.position, std::move(heard.text)};
            if (heard.of_value)
                fault.kind =
                    kind_of(heard.code, shape.fields[field], record.fields[field], values[heard.position].value);
            faults.push_back(std::move(fault));
        }
    }

    Platform platform_;
    const Schema& schema_;
    Reader reader_;
    x::MemBufInputSource source_;
    RecordDocument document_;
};

} // namespace

std::unique_ptr<RecordValidator> make_xerces_validator(const Schema& schema) {
    return std::make_unique<XercesRecordValidator>(schema);
}

} // namespace pilotage::validate
