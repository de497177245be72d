// What the study and the store know of a site in a period, that decides how far its figures compare.
#pragma once

#include "core/study/study.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pilotage::measure {

class Database;

/// A site and period of the study. Dates are ISO, both ends included; empty: open.
struct SitePeriod {
    std::string site, site_name, period;
    study::Arm arm = study::Arm::pilot;
    bool due = true;
    std::string reason;                     ///< why no return is due, or what the study says of it
    std::int64_t submission = 0;            ///< the current one; 0: no return stands
    std::int64_t records = 0, rejected = 0; ///< of it
    std::string period_start, period_end, site_start, site_end;
    std::vector<study::Coverage> coverage; ///< all of the site's, by their first day
};

/// All of the study, in its order of sites, then periods. Throws SqlFault.
std::vector<SitePeriod> read_site_periods(Database& database);

/// Days of the period that the site served, by its own dates and its coverage, and all days of the period.
struct DaysServed {
    int served = 0, all = 0;
};
DaysServed days_served(const SitePeriod& where);

/// The areas that the site served in the period, one after the other, each with its first day there.
std::vector<study::Coverage> areas_served(const SitePeriod& where);

} // namespace pilotage::measure
