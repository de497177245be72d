#include "core/validate/record_document.hpp"

#include "core/text.hpp"

#include <stdexcept>

namespace pilotage::validate {
namespace {

constexpr std::size_t looked_at_first = 1000; // bytes; shorter values go to Xerces as they are

} // namespace

void RecordDocument::render(const TypeShape& shape, const RecordType& type, std::span<const FieldValue> values,
                            std::vector<Fault>& faults) {
    text_ = shape.opening;
    replaced_.clear();
    for (std::uint32_t position = 0; position < values.size(); ++position) {
        const auto field = values[position].field;
        const auto value = values[position].value;
        if (field >= shape.fields.size())
            throw std::logic_error("the record type \"" + type.name + "\" has no field " + std::to_string(field));
        const auto& known = shape.fields[field];
        (text_ += u'<') += known.element;
        text_ += u'>';
        const std::size_t start = text_.size();
        Fault::Kind kind = Fault::Kind::other;
        if (value.size() > looked_at_first)
            if (const auto length = count_characters(value); length > known.most_length || length > longest_value)
                kind = Fault::Kind::too_long;
        if (kind == Fault::Kind::other && !append(value)) kind = Fault::Kind::characters;
        if (kind != Fault::Kind::other) {
            text_.resize(start);
            replaced_.resize(values.size());
            replaced_[position] = true;
            faults.push_back({kind, field, position, {}});
        }
        ((text_ += u"</") += known.element) += u'>';
    }
    text_ += shape.closing;
}

bool RecordDocument::append(std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const auto byte = static_cast<unsigned char>(value[at]);
        if (byte >= 0x20 && byte < 0x7F && byte != '<' && byte != '>' && byte != '&') {
            text_ += static_cast<char16_t>(byte);
            ++at;
            continue;
        }
        const char32_t code = next_code_point(value, at);
        if (code == 0xffffffff || code == 0xFFFE || code == 0xFFFF) return false;
        if (code < 0x20 && code != '\t' && code != '\n' && code != '\r') return false;
        switch (code) {
        case '<':
            text_ += u"&lt;";
            break;
        case '>':
            text_ += u"&gt;";
            break;
        case '&':
            text_ += u"&amp;";
            break;
        case '\r':
            text_ += u"&#13;";
            break; // bare, XML would read it as a line feed
        default:
            if (code >= 0x10000) {
                text_ += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
                text_ += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
            } else {
                text_ += static_cast<char16_t>(code);
            }
        }
    }
    return true;
}

} // namespace pilotage::validate
