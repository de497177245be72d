#include "core/study/study.hpp"

#include <algorithm>

namespace pilotage::study {
namespace {

std::string folded(std::string_view text) {
    std::string out;
    bool space = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t') {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return out;
}

} // namespace

std::string_view name_of(Arm arm) {
    switch (arm) {
    case Arm::pilot:
        return "pilot";
    case Arm::host:
        return "host";
    case Arm::comparison:
        break;
    }
    return "comparison";
}

const Site* Study::find_site(std::string_view wanted) const {
    const auto key = folded(wanted);
    for (const auto& site : sites)
        if (folded(site.id) == key ||
            std::ranges::any_of(site.aliases, [&](const auto& alias) { return folded(alias) == key; }))
            return &site;
    return nullptr;
}

const Period* Study::find_period(std::string_view wanted) const {
    const auto found = std::ranges::find(periods, wanted, &Period::id);
    return found == periods.end() ? nullptr : &*found;
}

Due return_due(const Site& site, const Period& period) {
    for (const auto& exception : site.not_due)
        if (exception.period == period.id) return {false, exception.reason};
    if (!site.start.empty() && site.start > period.end) return {false, "the site started later"};
    if (!site.end.empty() && site.end < period.start) return {false, "the site had ended"};
    return {};
}

} // namespace pilotage::study
