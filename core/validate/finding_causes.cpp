#include "core/validate/finding_causes.hpp"

#include <algorithm>
#include <functional>

namespace pilotage {

std::vector<Place> FindingCauses::Cause::places(std::size_t most) const {
    std::vector<Place> out;
    for (const auto& group : places_)
        for (const auto& at : group) {
            if (out.size() == most) return out;
            out.push_back({first_.place.file, first_.place.table, at.row, at.line, at.column});
        }
    return out;
}

void FindingCauses::add(const Finding& finding) {
    add(cause_of(finding), finding.value, finding.expected,
        {finding.place.row, finding.place.line, finding.place.column});
}

std::size_t FindingCauses::cause_of(const Finding& finding) {
    key_.assign(1, static_cast<char>('0' + static_cast<int>(finding.severity)));
    for (const auto* part :
         {&finding.rule, &finding.place.file, &finding.place.table, &finding.field, &finding.message})
        key_.append(*part).append(1, '\x1f');
    const auto [found, added] = index_.try_emplace(key_, causes_.size());
    if (added) causes_.emplace_back().first_ = finding;
    return found->second;
}

void FindingCauses::add(std::size_t index, std::string_view value, std::string_view expected, const GroupPlace& place) {
    auto& cause = causes_[index];
    ++cause.count_;
    ++by_severity_[static_cast<std::size_t>(cause.first_.severity)];
    if (place.row != 0 || place.line != 0 || place.column != 0) {
        ++cause.placed_;
        keep_place(cause, value, expected, place);
    }
    keep_value(cause, value);
}

void FindingCauses::keep_place(Cause& cause, std::string_view value, std::string_view expected,
                               const GroupPlace& place) {
    auto& groups = cause.places_;
    if (limits_.places == 0 || (!groups.empty() && groups.front().size() >= limits_.places)) return;
    key_.assign(value).append(1, '\x1f').append(expected);
    auto found = cause.value_index_.find(key_);
    if (found == cause.value_index_.end()) {
        if (groups.size() == limits_.places) return;
        found = cause.value_index_.emplace(key_, groups.size()).first;
        groups.emplace_back();
    }
    if (auto& group = groups[found->second]; group.size() < limits_.places) group.push_back(place);
}

void FindingCauses::keep_value(Cause& cause, std::string_view value) const {
    if (value.empty() || cause.more_values_) return;
    std::string text(value);
    if (cause.known_values_.contains(text)) return;
    if (cause.values_.size() == limits_.values) {
        cause.more_values_ = true;
        return;
    }
    cause.values_.push_back(text);
    cause.known_values_.insert(std::move(text));
}

std::vector<const FindingCauses::Cause*> FindingCauses::causes(Severity severity) const {
    std::vector<const Cause*> out;
    for (const auto& cause : causes_)
        if (cause.first_.severity == severity && cause.count_ > 0) out.push_back(&cause);
    std::ranges::stable_sort(out, std::ranges::greater(), &Cause::count);
    return out;
}

} // namespace pilotage
