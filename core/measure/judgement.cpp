#include "core/measure/judgement.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::measure {
namespace {

constexpr auto caveated = Comparability::caveated, withheld = Comparability::withheld;

/// Cases under this many are not told.
constexpr std::size_t least_cases_told = 10;

std::string spaced(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

template <class Names>
std::string listed(const Names& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + spaced(name);
    return text;
}

std::string share_text(std::size_t part, std::size_t all) {
    if (part < least_cases_told) return "fewer than " + std::to_string(least_cases_told);
    if (part == all) return "all";
    if (all - part < least_cases_told) return "nearly all";
    const auto percent = std::lround(100 * static_cast<double>(part) / static_cast<double>(all));
    return std::to_string(std::clamp(percent, 1L, 99L)) + "%";
}

std::string areas_text(const std::vector<study::Coverage>& areas) {
    std::string text;
    for (const auto& part : areas) text += text.empty() ? part.area : ", from " + part.from + " " + part.area;
    return text;
}

void period(std::vector<Reason>& reasons, const Measure& measure, const SitePeriod& where) {
    const auto days = days_served(where);
    if (days.all - days.served <= days_short_unremarked) return;
    const bool of_the_length = measure.kind == Kind::count || measure.kind == Kind::rate;
    const bool too_short = days.served < least_share_of_period * days.all;
    reasons.push_back(
        {Doubt::period, of_the_length && too_short ? withheld : caveated,
         "the site served " + std::to_string(days.served) + " of the period's " + std::to_string(days.all) + " days"});
}

void coverage(std::vector<Reason>& reasons, const SitePeriod& where) {
    const auto areas = areas_served(where);
    if (areas.empty()) return;
    const auto& whole = where.coverage.back().area;
    if (areas.size() == 1 && areas[0].area == whole) return;
    auto text = "the site served " + areas_text(areas);
    if (areas.back().area != whole) text += "; it came to serve " + whole;
    reasons.push_back({Doubt::coverage, caveated, std::move(text)});
}

void completeness(std::vector<Reason>& reasons, const SitePeriod& where) {
    const auto share =
        static_cast<double>(where.rejected) / static_cast<double>(std::max<std::int64_t>(1, where.records));
    if (share <= most_rejected_unremarked) return;
    reasons.push_back({Doubt::completeness, caveated,
                       share_text(static_cast<std::size_t>(where.rejected), static_cast<std::size_t>(where.records)) +
                           " of the return's records were rejected"});
}

} // namespace

std::vector<Reason> reasons_of(const Measure& measure, const SitePeriod& where, const InexactCodes& codes,
                               const std::function<bool(const std::string&)>& carries) {
    std::vector<Reason> reasons;
    period(reasons, measure, where);
    coverage(reasons, where);
    completeness(reasons, where);
    for (const auto& [site, why] : measure.not_comparable)
        if (site == where.site) reasons.push_back({Doubt::definition, withheld, why});
    for (const auto& [site, why] : measure.caveats)
        if (site == where.site) reasons.push_back({Doubt::definition, caveated, why});
    for (const auto& [record, why] : measure.without)
        if (!carries(record))
            reasons.push_back(
                {Doubt::definition, caveated, "the return has no " + spaced(record) + " records: " + why});
    if (measure.kind == Kind::count)
        reasons.push_back({Doubt::definition, caveated, "a count grows with the people and the area served"});
    for (const auto& type : codes.unmapped(where.site, where.period)) {
        const bool most =
            static_cast<double>(type.unmapped) >= most_unmapped_records * static_cast<double>(type.records);
        reasons.push_back({Doubt::crosswalk, most ? withheld : caveated,
                           share_text(type.unmapped, type.records) + " of the " + spaced(type.record) +
                               " records have an unmapped code (" + listed(type.fields) + ")"});
    }
    return reasons;
}

std::optional<Reason> reason_of(const InexactUse& use, std::size_t cases) {
    if (use.cases == 0) return std::nullopt;
    return Reason{Doubt::crosswalk, caveated,
                  share_text(use.cases, cases) + " of the cases went through a code that fits only approximately (" +
                      listed(use.fields) + ")"};
}

std::string break_between(const SitePeriod& before, const SitePeriod& now) {
    if (before.submission == 0 || now.submission == 0) return {};
    const auto then = areas_served(before), since = areas_served(now);
    if (then.empty() || since.empty()) return {};
    if (then.size() == 1 && since.size() == 1 && then[0].area == since[0].area) return {};
    return "the area served changed: " + areas_text(then) + "; then " + areas_text(since);
}

} // namespace pilotage::measure
