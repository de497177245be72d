// Days, times and durations as the provider's files write them, in the terms of the evaluation.
#pragma once

#include "core/sdk/value.hpp"

namespace pilotage::stoke_neuro {

/// 14/04/2013, 14/04/2013 09:12 and 2013-04-14T09:12:44 -> 2013-04-14
sdk::Value day_of(const sdk::Value& cell);
/// 8:05, 08:05 and 08:05:30 -> 08:05
sdk::Value time_of(const sdk::Value& cell);
/// 45, 0:45, 00:45 and 00:45:00 -> 45; seconds are dropped.
sdk::Value minutes_of(const sdk::Value& cell);

/// How many days the ISO date `later` lies after `earlier`.
int days_between(std::string_view earlier, std::string_view later);

} // namespace pilotage::stoke_neuro
