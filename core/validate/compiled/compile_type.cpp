#include "core/validate/compiled/compile_type.hpp"

#include "core/validate/compiled/lexical.hpp"
#include "core/validate/simple_type.hpp"

#include <charconv>

namespace pilotage::validate {
namespace {

namespace x = xerces;
using Simple = x::XSSimpleTypeDefinition;
using Primitive = NativeType::Primitive;

/// A construct that stays with Xerces; the text says which.
struct Left {
    std::string reason;
};

Primitive primitive_of(Simple& type) {
    using T = x::DatatypeValidator;
    switch (type.getDatatypeValidator()->getType()) {
    case T::String:
        return Primitive::string;
    case T::Boolean:
        return Primitive::boolean;
    case T::Decimal:
        return Primitive::decimal;
    case T::Date:
        return Primitive::date;
    case T::YearMonth:
        return Primitive::year_month;
    case T::Year:
        return Primitive::year;
    case T::Time:
        return Primitive::time;
    case T::DateTime:
        return Primitive::date_time;
    default:
        throw Left{"the built-in type " + base_type_of(type) + " is not compiled"};
    }
}

class StepReader {
public:
    StepReader(x::DatatypeValidator& validator, const NativeType& type)
        : facets_(validator.getFacets()), validator_(validator), type_(type) {}

    NativeType::Step read() {
        NativeType::Step step;
        const auto pattern = facet(x::SchemaSymbols::fgELT_PATTERN);
        // The built-in type integer is a decimal with this pattern: asking for a point takes a third of the time.
        step.whole = pattern && *pattern == "[\\-+]?[0-9]+" && type_.primitive == Primitive::decimal;
        if (pattern && !step.whole) {
            std::string reason;
            auto automaton = PatternAutomaton::compile(*pattern, reason);
            if (!automaton) throw Left{"a pattern: " + reason};
            step.patterns.push_back(std::move(*automaton));
        }
        if (const auto length = number(x::SchemaSymbols::fgELT_LENGTH)) step.min_length = step.max_length = *length;
        if (const auto length = number(x::SchemaSymbols::fgELT_MINLENGTH)) step.min_length = *length;
        if (const auto length = number(x::SchemaSymbols::fgELT_MAXLENGTH)) step.max_length = *length;
        if (const auto digits = number(x::SchemaSymbols::fgELT_TOTALDIGITS)) step.total_digits = *digits;
        if (const auto digits = number(x::SchemaSymbols::fgELT_FRACTIONDIGITS)) step.fraction_digits = *digits;
        bound(x::SchemaSymbols::fgELT_MININCLUSIVE, true, step.at_least);
        bound(x::SchemaSymbols::fgELT_MINEXCLUSIVE, false, step.at_least);
        bound(x::SchemaSymbols::fgELT_MAXINCLUSIVE, true, step.at_most);
        bound(x::SchemaSymbols::fgELT_MAXEXCLUSIVE, false, step.at_most);
        if (const auto* values = validator_.getEnumString())
            for (XMLSize_t i = 0; i < values->size(); ++i) step.enumeration.insert(to_utf8(values->elementAt(i)));
        return step;
    }

private:
    std::optional<std::string> facet(const XMLCh* name) const {
        const auto* found = facets_ == nullptr ? nullptr : facets_->get(name);
        if (found == nullptr) return std::nullopt;
        return to_utf8(found->getValue());
    }

    std::optional<std::size_t> number(const XMLCh* name) const {
        const auto text = facet(name);
        if (!text) return std::nullopt;
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
        if (error != std::errc() || end != text->data() + text->size()) throw Left{"a facet that is no plain number"};
        return value;
    }

    /// Bounds are compared as they are written, so they must be written in the plain form too.
    void bound(const XMLCh* name, bool inclusive, std::vector<NativeType::Bound>& bounds) const {
        auto text = facet(name);
        if (!text) return;
        const bool plain = type_.primitive == Primitive::decimal      ? lexical::decimal(*text)
                           : type_.primitive == Primitive::date       ? lexical::date(*text)
                           : type_.primitive == Primitive::year_month ? lexical::year_month(*text)
                           : type_.primitive == Primitive::year       ? lexical::year(*text)
                                                                      : false;
        if (!plain) throw Left{"a bound of a kind that is not compiled"};
        const auto number = type_.primitive == Primitive::decimal ? lexical::small_number(*text) : -1;
        bounds.push_back({std::move(*text), inclusive, number});
    }

    const x::RefHashTableOf<x::KVStringPair>* facets_;
    x::DatatypeValidator& validator_;
    const NativeType& type_;
};

NativeType compile(Simple& type, int depth) {
    if (depth > 8) throw Left{"types that nest too deeply"};
    NativeType native;
    switch (type.getVariety()) {
    case Simple::VARIETY_ATOMIC:
        native.primitive = primitive_of(type);
        break;
    case Simple::VARIETY_LIST:
        native.item = std::make_unique<NativeType>(compile(*type.getItemType(), depth + 1));
        break;
    case Simple::VARIETY_UNION: {
        auto* members = type.getMemberTypes();
        for (XMLSize_t i = 0; members != nullptr && i < members->size(); ++i)
            native.members.push_back(compile(*members->elementAt(i), depth + 1));
        if (native.members.empty()) throw Left{"a union without members"};
        break;
    }
    default:
        throw Left{"anySimpleType"};
    }
    const bool text = type.getVariety() == Simple::VARIETY_ATOMIC && native.primitive == Primitive::string;
    const auto space = type.getDatatypeValidator()->getWSFacet();
    native.white_space = text && space == x::DatatypeValidator::PRESERVE  ? NativeType::WhiteSpace::preserve
                         : text && space == x::DatatypeValidator::REPLACE ? NativeType::WhiteSpace::replace
                                                                          : NativeType::WhiteSpace::collapse;
    for (Simple* step = &type; step->getVariety() == type.getVariety();) {
        if (auto facets = StepReader(*step->getDatatypeValidator(), native).read(); facets.asks())
            native.steps.push_back(std::move(facets));
        auto* base = step->getBaseType();
        if (base == nullptr || base == step || base->getTypeCategory() != x::XSTypeDefinition::SIMPLE_TYPE) break;
        step = static_cast<Simple*>(base);
    }
    return native;
}

} // namespace

std::optional<NativeType> compile_type(Simple& type, std::string& reason) {
    try {
        return compile(type, 0);
    } catch (const Left& left) {
        reason = left.reason;
        return std::nullopt;
    }
}

bool judged_alone(Simple& type) {
    using T = x::DatatypeValidator;
    switch (type.getVariety()) {
    case Simple::VARIETY_LIST:
        return judged_alone(*type.getItemType());
    case Simple::VARIETY_UNION: {
        auto* members = type.getMemberTypes();
        for (XMLSize_t i = 0; members != nullptr && i < members->size(); ++i)
            if (!judged_alone(*members->elementAt(i))) return false;
        return true;
    }
    default:
        switch (type.getDatatypeValidator()->getType()) {
        case T::ID:
        case T::IDREF:
        case T::ENTITY:
        case T::NOTATION:
        case T::QName:
            return false;
        default:
            return true;
        }
    }
}

} // namespace pilotage::validate
