#include "core/measure/groups.hpp"

#include <algorithm>

namespace pilotage::measure {
namespace {

void add_up(Aggregate& aggregate, Kind kind, const Case& c) {
    switch (kind) {
    case Kind::count:
        aggregate.add_count();
        break;
    case Kind::proportion:
        aggregate.add_proportion(c.numerator != 0);
        break;
    case Kind::rate:
    case Kind::ratio:
        aggregate.add_rate(c.numerator, c.denominator);
        break;
    case Kind::mean:
    case Kind::median:
    case Kind::score:
        aggregate.add_value(c.value);
        break;
    }
}

} // namespace

void Groups::add(const Case& c) {
    // Cases of one figure mostly come together, so the last group is tried first.
    const auto is_last = [&] {
        const auto& [site, period, dimension] = last_->first;
        return c.site == site && c.period == period && c.dimension == dimension;
    };
    if (last_ == groups_.end() || !is_last())
        last_ = groups_.try_emplace(Key(c.site, c.period, c.dimension), Group{Aggregate(*measure_), {}}).first;
    auto& group = last_->second;
    add_up(group.aggregate, measure_->kind, c);
    if (!c.stratum.empty()) // of a site: several sites together are weighted by all of their strata
        group.aggregate.add_stratum(std::string(c.site) + '\x1f' + std::string(c.stratum), c.stratum_size,
                                    measure_->kind == Kind::proportion ? c.numerator : c.value);
    auto& rows = group.cases.emplace_back(CaseRows{{record(c.record), c.id}, std::nullopt});
    if (!c.evidence_record.empty()) rows.evidence.emplace(record(c.evidence_record), c.evidence_id);
}

Group* Groups::find(const Key& key) {
    const auto found = groups_.find(key);
    return found == groups_.end() ? nullptr : &found->second;
}

std::uint32_t Groups::record(std::string_view name) {
    auto at = std::ranges::find(records_, name);
    if (at == records_.end()) at = records_.emplace(at, name);
    return static_cast<std::uint32_t>(at - records_.begin());
}

bool has_duplicates(Group& group) {
    std::ranges::sort(group.cases, {}, &CaseRows::own);
    return std::ranges::adjacent_find(group.cases, {}, &CaseRows::own) != group.cases.end();
}

} // namespace pilotage::measure
