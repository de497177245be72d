#include "core/validate/simple_type.hpp"

#include "core/validate/schema.hpp"

#include <algorithm>
#include <charconv>

namespace pilotage::validate {
namespace {

using Type = xerces::XSSimpleTypeDefinition;

constexpr std::size_t codes_shown = 7;
constexpr std::size_t longest_documentation = 160;

bool built_in(Type& type) {
    return to_utf8(type.getNamespace()) == "http://www.w3.org/2001/XMLSchema";
}

Type* base_of(Type& type) {
    auto* base = type.getBaseType();
    if (base == nullptr || base == &type || base->getTypeCategory() != xerces::XSTypeDefinition::SIMPLE_TYPE)
        return nullptr;
    return static_cast<Type*>(base);
}

bool text_type(const std::string& base) {
    constexpr std::string_view names[] = {"string", "normalizedString", "token", "language", "Name",
                                          "NCName", "NMTOKEN",          "ID",    "IDREF",    "anyURI"};
    return std::find(std::begin(names), std::end(names), base) != std::end(names);
}

/// "A calendar day, yyyy-mm-dd." -> "a calendar day, yyyy-mm-dd"
std::string as_phrase(std::string text) {
    if (text.size() > longest_documentation)
        if (const auto end = text.find(". "); end != std::string::npos) text.resize(end);
    while (!text.empty() && text.back() == '.') text.pop_back();
    const bool word =
        text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z'));
    if (word) text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

/// The bounds of a machine's word (of xs:int and its like) say nothing to people; that it is not negative does.
bool of_machine(const std::string& bound) {
    constexpr std::string_view words[] = {"-128",
                                          "127",
                                          "255",
                                          "-32768",
                                          "32767",
                                          "65535",
                                          "-2147483648",
                                          "2147483647",
                                          "4294967295",
                                          "-9223372036854775808",
                                          "9223372036854775807",
                                          "18446744073709551615"};
    return std::find(std::begin(words), std::end(words), bound) != std::end(words);
}

std::string bounds(Type& type) {
    auto from = facet_of(type, Type::FACET_MININCLUSIVE), to = facet_of(type, Type::FACET_MAXINCLUSIVE);
    if (from && of_machine(*from)) from.reset();
    if (to && of_machine(*to)) to.reset();
    const auto above = facet_of(type, Type::FACET_MINEXCLUSIVE), below = facet_of(type, Type::FACET_MAXEXCLUSIVE);
    std::string text;
    if (from && to) {
        text = " from " + *from + " to " + *to;
    } else {
        if (from) text = " of " + *from + " or more";
        if (to) text += std::string(text.empty() ? "" : ",") + " of at most " + *to;
    }
    if (above) text += " above " + *above;
    if (below) text += (text.empty() ? " below " : " and below ") + *below;
    return text;
}

std::string number_phrase(Type& type, const std::string& base) {
    std::string text = (is_whole_number(base) ? "a whole number" : "a number") + bounds(type);
    const auto decimals = facet_of(type, Type::FACET_FRACTIONDIGITS);
    if (!is_whole_number(base) && decimals && *decimals != "0")
        text += ", with at most " + *decimals + (*decimals == "1" ? " decimal" : " decimals");
    if (!is_whole_number(base) && decimals == "0") text += ", without decimals";
    return text;
}

std::string text_phrase(Type& type) {
    const auto [least, most] = length_of(type);
    const auto characters = [](std::uint32_t n) { return std::to_string(n) + (n == 1 ? " character" : " characters"); };
    if (least == most) return "exactly " + characters(most);
    if (most != 0xffffffffu)
        return least <= 1 ? "at most " + characters(most) : std::to_string(least) + " to " + characters(most);
    return least > 1 ? "at least " + characters(least) : least == 1 ? "some text" : "text";
}

std::string built_in_phrase(Type& type, const std::string& base) {
    if (base == "date") return "a date such as 2013-04-30" + bounds(type);
    if (base == "dateTime") return "a date and time such as 2013-04-30T14:05:00" + bounds(type);
    if (base == "time") return "a time such as 14:05:00" + bounds(type);
    if (base == "gYear") return "a year such as 2013" + bounds(type);
    if (base == "gYearMonth") return "a month such as 2013-04" + bounds(type);
    if (base == "boolean") return "true or false (or 1 or 0)";
    if (base == "duration") return "a duration such as P1D (one day)" + bounds(type);
    if (is_fraction(base) || is_whole_number(base)) return number_phrase(type, base);
    if (text_type(base)) return text_phrase(type);
    return "a value of the kind " + base;
}

} // namespace

std::string base_type_of(Type& type) {
    if (type.getVariety() == Type::VARIETY_LIST) return "list";
    if (type.getVariety() == Type::VARIETY_UNION) return "union";
    for (Type* at = &type; at != nullptr; at = base_of(*at))
        if (built_in(*at)) return to_utf8(at->getName());
    return "anySimpleType";
}

std::optional<std::string> facet_of(Type& type, Type::FACET facet) {
    for (Type* at = &type; at != nullptr; at = base_of(*at))
        if (auto* facets = at->getFacets())
            for (XMLSize_t i = 0; i < facets->size(); ++i)
                if (facets->elementAt(i)->getFacetKind() == facet)
                    return to_utf8(facets->elementAt(i)->getLexicalFacetValue());
    return std::nullopt;
}

std::vector<std::string> enumeration_of(Type& type) {
    std::vector<std::string> codes;
    for (Type* at = &type; at != nullptr; at = base_of(*at))
        if (auto* list = at->getLexicalEnumeration(); list != nullptr && list->size() > 0) {
            for (XMLSize_t i = 0; i < list->size(); ++i) codes.push_back(to_utf8(list->elementAt(i)));
            return codes;
        }
    if (type.getVariety() == Type::VARIETY_UNION)
        if (auto* members = type.getMemberTypes())
            for (XMLSize_t i = 0; i < members->size(); ++i)
                for (auto& code : enumeration_of(*members->elementAt(i))) codes.push_back(std::move(code));
    return codes;
}

std::string pattern_of(Type& type) {
    for (Type* at = &type; at != nullptr && !built_in(*at); at = base_of(*at))
        if (auto* list = at->getLexicalPattern(); list != nullptr && list->size() > 0)
            return to_utf8(list->elementAt(0));
    return {};
}

LengthBounds length_of(Type& type) {
    LengthBounds length;
    const std::string base = base_type_of(type);
    if (!text_type(base)) return length;
    const auto number = [](const std::optional<std::string>& text, std::uint32_t& n) {
        if (text) std::from_chars(text->data(), text->data() + text->size(), n);
    };
    number(facet_of(type, Type::FACET_MINLENGTH), length.least);
    number(facet_of(type, Type::FACET_MAXLENGTH), length.most);
    number(facet_of(type, Type::FACET_LENGTH), length.least);
    number(facet_of(type, Type::FACET_LENGTH), length.most);
    return length;
}

std::string expected_of(Type& type, const std::string& documentation) {
    const std::string base = base_type_of(type);
    if (base == "union") {
        std::string text;
        if (auto* members = type.getMemberTypes())
            for (XMLSize_t i = 0; i < members->size(); ++i)
                text += (i == 0 ? "" : ", or ") + expected_of(*members->elementAt(i), "");
        return text;
    }
    if (const auto codes = enumeration_of(type); !codes.empty()) {
        if (codes.size() == 1) return codes[0];
        std::string text = "one of ";
        const bool all = codes.size() <= codes_shown;
        for (std::size_t i = 0; i < (all ? codes.size() : codes_shown - 2); ++i)
            text += (i == 0 ? "" : ", ") + codes[i];
        return all ? text : text + ", ... (" + std::to_string(codes.size()) + " in all)";
    }
    if (base == "list") {
        auto* item = type.getItemType();
        return "a list, separated by spaces" +
               (item == nullptr ? std::string() : ", of which each is " + expected_of(*item, ""));
    }
    if (const auto pattern = pattern_of(type); !pattern.empty())
        return documentation.empty() ? "text that matches " + pattern : as_phrase(documentation);
    return built_in_phrase(type, base);
}

} // namespace pilotage::validate
