// The tables of a return of FirstPoint before they are printed: the sections of the report, then the log.
#pragma once

#include "examples/generate/table.hpp"

#include <cstddef>

namespace pilotage::generate::firstpoint {

enum Tab : std::size_t {
    period, ///< one row: first and last day, dd/mm/yyyy
    clients,
    referrals, ///< with the team behind the printed columns
    assessments,
    services,
    reviews,
    staff,
    contacts,
    follow_ups, ///< the id of the contact, then its own values
};

/// Columns that more than one place needs.
constexpr std::size_t referral_team = 9, service_start = 3, service_cost = 7, contact_at = 3;

} // namespace pilotage::generate::firstpoint
