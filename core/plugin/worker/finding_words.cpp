#include "core/plugin/worker/finding_words.hpp"

#include "core/validate/masking.hpp"
#include "core/validate/rules.hpp"

namespace pilotage::plugin {
namespace {

using validate::Privacy;

/// The mark of a field that the plugin names while it reads; a name that several record types have takes the first
/// mark.
Privacy privacy_of(const validate::Schema& site, std::string_view field) {
    for (const auto& type : site.types())
        if (const auto index = type.find(field); index && type.fields[*index].privacy != Privacy::none)
            return type.fields[*index].privacy;
    return Privacy::none;
}

Privacy privacy_of(const CurrentRecord& current, std::uint32_t origin) {
    return origin == abi::none ? Privacy::none : current.type->fields[current.local->fields[origin].field].privacy;
}

/// Words that quote the value all the same lose it.
std::string without(std::string_view words, std::string_view value) {
    std::string text(words);
    if (value.size() < 3) return text;
    for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at))
        text.replace(at, value.size(), "(value)");
    return text;
}

} // namespace

std::string shown_value(std::string_view value, const CurrentRecord& current, std::uint32_t origin) {
    if (value.empty()) return {};
    if (const auto privacy = privacy_of(current, origin); privacy != Privacy::none)
        return validate::mask(value, privacy);
    std::vector<std::string_view> personal;
    for (const auto& other : current.values) {
        const auto privacy = current.type->fields[other.field].privacy;
        if (privacy == Privacy::identifier || privacy == Privacy::name || privacy == Privacy::postcode)
            personal.push_back(other.value);
    }
    return validate::scrub(value, personal);
}

std::string field_name(const CurrentRecord& current, std::uint32_t origin) {
    return origin == abi::none ? std::string() : current.type->fields[current.local->fields[origin].field].name;
}

FindingWords words_of(const abi::Finding& finding, const validate::Schema& site, const CurrentRecord* current,
                      std::uint32_t origin) {
    FindingWords words;
    const auto value = view(finding.value);
    words.rule = view(finding.rule).empty() ? "plugin.finding" : view(finding.rule);
    words.field = view(finding.field);
    if (words.field.empty() && current != nullptr) words.field = field_name(*current, origin);
    if (current != nullptr)
        words.value = shown_value(value, *current, origin);
    else if (words.rule == "plugin.exception")
        words.value = validate::mask(value, Privacy::free_text);
    else
        words.value = value.empty() ? std::string() : validate::mask(value, privacy_of(site, words.field));
    words.expected = without(view(finding.expected), value);
    words.message = without(view(finding.message), value);
    words.remedy = without(view(finding.remedy), value);
    if (const auto* rule = find_rule(words.rule); rule != nullptr) {
        if (words.message.empty()) words.message = rule->cause;
        if (words.remedy.empty()) words.remedy = rule->remedy;
    }
    return words;
}

} // namespace pilotage::plugin
