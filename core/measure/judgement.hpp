// The reasons of a figure's mark, after the rules of comparability.hpp.
#pragma once

#include "core/measure/inexact_codes.hpp"
#include "core/measure/measure.hpp"
#include "core/measure/site_facts.hpp"

namespace pilotage::measure {

/// Reasons that hold for all figures of the measure at a site and period, in the order of Doubt. `carries` says whether
/// the return carries records of a type.
std::vector<Reason> reasons_of(const Measure& measure, const SitePeriod& where, const InexactCodes& codes,
                               const std::function<bool(const std::string& record)>& carries);

/// The further one of a figure whose cases went through inexact codes; nothing where none did.
std::optional<Reason> reason_of(const InexactUse& use, std::size_t cases);

/// Why the figures of `now` do not go on from those of `before`, the period before it at the same site; empty: they do.
std::string break_between(const SitePeriod& before, const SitePeriod& now);

} // namespace pilotage::measure
