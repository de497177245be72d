#include "core/validate/compiled/native_type.hpp"

#include "core/validate/compiled/lexical.hpp"

#include <algorithm>

namespace pilotage::validate {
namespace {

bool lexically_valid(NativeType::Primitive primitive, std::string_view value) {
    switch (primitive) {
    case NativeType::Primitive::string:
        return true;
    case NativeType::Primitive::boolean:
        return lexical::boolean(value);
    case NativeType::Primitive::decimal:
        return lexical::decimal(value);
    case NativeType::Primitive::date:
        return lexical::date(value);
    case NativeType::Primitive::year_month:
        return lexical::year_month(value);
    case NativeType::Primitive::year:
        return lexical::year(value);
    case NativeType::Primitive::time:
        return lexical::time(value);
    case NativeType::Primitive::date_time:
        return lexical::date_time(value);
    }
    return false;
}

/// Values without a time zone and with four-digit years order as their texts do.
std::strong_ordering order(NativeType::Primitive primitive, std::string_view value, std::int64_t number,
                           const NativeType::Bound& bound) {
    if (number >= 0 && bound.number >= 0) return number <=> bound.number;
    return primitive == NativeType::Primitive::decimal ? lexical::compare_decimals(value, bound.value)
                                                       : value.compare(bound.value) <=> 0;
}

/// Whether a decimal has so few characters that its digits need not be counted.
bool few_digits(const NativeType::Step& step, std::string_view value) {
    const auto point = value.find('.');
    return value.size() <= step.total_digits &&
           (point == std::string_view::npos || value.size() - point - 1 <= step.fraction_digits);
}

bool passes(const NativeType::Step& step, NativeType::Primitive primitive, std::string_view value, std::size_t length) {
    if (length < step.min_length || length > step.max_length) return false;
    if (!step.enumeration.empty() && !step.enumeration.contains(value)) return false;
    if (!std::ranges::all_of(step.patterns, [&](const PatternAutomaton& p) { return p.accepts(value); })) return false;
    const bool bounded = !step.at_least.empty() || !step.at_most.empty();
    const auto number = bounded && primitive == NativeType::Primitive::decimal ? lexical::small_number(value) : -1;
    for (const auto& bound : step.at_least)
        if (const auto o = order(primitive, value, number, bound); o < 0 || (o == 0 && !bound.inclusive)) return false;
    for (const auto& bound : step.at_most)
        if (const auto o = order(primitive, value, number, bound); o > 0 || (o == 0 && !bound.inclusive)) return false;
    if (step.whole && value.find('.') != std::string_view::npos) return false;
    if (primitive == NativeType::Primitive::decimal && !few_digits(step, value)) {
        const auto digits = lexical::digits(value);
        if (digits.total > step.total_digits || digits.fraction > step.fraction_digits) return false;
    }
    return true;
}

} // namespace

bool NativeType::Step::asks() const {
    constexpr auto any = std::numeric_limits<std::size_t>::max();
    return !patterns.empty() || !enumeration.empty() || min_length != 0 || max_length != any || total_digits != any ||
           fraction_digits != any || !at_least.empty() || !at_most.empty() || whole;
}

bool NativeType::accepts(std::string_view value) const {
    // Only a text of its own may be empty: what lists and unions make of nothing is the reference's affair.
    if (value.empty() && (primitive != Primitive::string || !members.empty() || item != nullptr)) return false;
    if (primitive != Primitive::string) {
        // What has the form of a number or a date has neither white space nor characters beyond ASCII.
        return lexically_valid(primitive, value) && std::ranges::all_of(steps, [&](const Step& step) {
                   return passes(step, primitive, value, value.size());
               });
    }
    const auto found = lexical::characters(value);
    if (!found.xml || found.astral) return false;
    if (white_space == WhiteSpace::collapse && !found.plain_spaces) return false;
    if (white_space == WhiteSpace::replace && !found.no_breaks) return false;

    std::size_t length = found.length;
    if (!members.empty()) {
        if (std::ranges::none_of(members, [&](const NativeType& member) { return member.accepts(value); }))
            return false;
    } else if (item != nullptr) {
        length = 0;
        for (std::size_t at = 0; at <= value.size(); ++length) {
            const auto end = std::min(value.find(' ', at), value.size());
            if (!item->accepts(value.substr(at, end - at))) return false;
            at = end + 1;
        }
    }
    return std::ranges::all_of(steps, [&](const Step& step) { return passes(step, primitive, value, length); });
}

} // namespace pilotage::validate
