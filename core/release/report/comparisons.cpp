#include "core/release/report/comparisons.hpp"

#include "core/release/report/words.hpp"

#include <algorithm>
#include <map>
#include <ranges>

namespace pilotage::release::report {
namespace {

using measure::Difference;

const measure::Estimate* estimate_of(const Difference& difference) {
    return std::get_if<measure::Estimate>(&difference.result);
}

std::string relation(const Difference& difference, bool above) {
    switch (difference.of) {
    case Difference::Of::against_comparison:
        return std::string(above ? "higher" : "lower") + " than in the comparison arm";
    case Difference::Of::before_after:
        return std::string(above ? "higher" : "lower") + " than in " + difference.earlier;
    case Difference::Of::difference_in_differences:
        break;
    }
    return "the change since " + difference.earlier + " lay " + (above ? "above" : "below") +
           " that of the comparison arm";
}

} // namespace

std::size_t Compared::estimated() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        differences, estimate_of, [](const auto* d) -> const auto& { return *d; }));
}

std::size_t Compared::clear() const {
    return static_cast<std::size_t>(std::ranges::count_if(differences, [](const auto* d) { return is_clear(*d); }));
}

std::vector<Compared> compared(const Release& release, const ReleasedMeasure& measure, Difference::Of of) {
    const auto position = [&](const std::string& period) {
        return std::ranges::find(release.periods, period, &ReleasedPeriod::id) - release.periods.begin();
    };
    std::vector<Compared> all;
    for (const auto& difference : measure.differences) {
        if (difference.of != of || estimate_of(difference) == nullptr) continue;
        auto found = std::ranges::find(all, difference.dimension, &Compared::part);
        if (found == all.end()) found = all.insert(all.end(), {&measure, difference.dimension, difference.period, {}});
        if (position(difference.period) > position(found->period)) found->period = difference.period;
    }
    for (auto& one : all)
        for (const auto& difference : measure.differences)
            if (difference.of == of && difference.dimension == one.part && difference.period == one.period)
                one.differences.push_back(&difference);
    std::ranges::stable_sort(all, {}, [&](const Compared& one) {
        return std::ranges::find(measure.parts, one.part) - measure.parts.begin();
    });
    return all;
}

std::vector<Compared> compared(const Release& release, Difference::Of of) {
    std::vector<Compared> all;
    for (const auto& measure : release.measures)
        std::ranges::copy(compared(release, measure, of), std::back_inserter(all));
    return all;
}

std::string finding_of(const Release& release, const Compared& compared) {
    std::vector<std::pair<std::string, std::vector<std::string>>> clear; // relation, sites
    for (const auto* difference : compared.differences) {
        const auto* estimate = estimate_of(*difference);
        if (estimate == nullptr || !is_clear(*difference)) continue;
        const auto words = relation(*difference, estimate->value > 0);
        auto found = std::ranges::find(clear, words, &decltype(clear)::value_type::first);
        if (found == clear.end()) found = clear.insert(clear.end(), {words, {}});
        found->second.push_back(
            site_name(release, difference->site) + " (" + signed_number(*compared.measure, estimate->value) + " " +
            unit_of_difference(*compared.measure) + ", 95% interval " +
            signed_interval(*compared.measure, estimate->interval) +
            (difference->comparability == measure::Comparability::comparable ? ")" : "; with a caveat)"));
    }
    std::string text = compared.period + ": ";
    for (const auto& [words, sites] : clear) text += words + " at " + listed(sites) + "; ";
    const auto rest = compared.estimated() - compared.clear();
    const auto other = clear.empty() ? "" : "other ";
    if (rest == 0) return text.substr(0, text.size() - 2);
    return text + "no clear difference at " + many(rest, std::string(other) + "site");
}

} // namespace pilotage::release::report
