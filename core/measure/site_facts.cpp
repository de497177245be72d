#include "core/measure/site_facts.hpp"

#include "core/measure/database.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace pilotage::measure {
namespace {

int day_number(const std::string& iso) {
    const auto number = [&](std::size_t at, std::size_t digits) { return std::stoi(iso.substr(at, digits)); };
    using namespace std::chrono;
    const year_month_day day{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                             std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    return static_cast<int>(sys_days(day).time_since_epoch().count());
}

study::Arm arm_of(std::string_view name) {
    for (const auto arm : {study::Arm::pilot, study::Arm::host})
        if (name == study::name_of(arm)) return arm;
    return study::Arm::comparison;
}

/// ISO dates: the later of two first days, the earlier of two last days; an empty one is open.
const std::string& later(const std::string& a, const std::string& b) {
    return a < b ? b : a;
}
const std::string& earlier(const std::string& a, const std::string& b) {
    return a.empty() ? b : b.empty() ? a : std::min(a, b);
}

/// The part of the coverage that lies in the period and in the site's time; from > to where there is none.
study::Coverage part_in_period(const study::Coverage& coverage, const SitePeriod& where) {
    auto part = coverage;
    part.from = later(coverage.from, later(where.site_start, where.period_start));
    part.to = earlier(coverage.to, earlier(where.site_end, where.period_end));
    return part;
}

} // namespace

std::vector<SitePeriod> read_site_periods(Database& database) {
    std::map<std::string, std::vector<study::Coverage>, std::less<>> coverage;
    auto parts = database.prepare(
        "SELECT site, from_date, coalesce(to_date, ''), area, note FROM site_coverage ORDER BY site, from_date");
    while (parts.step())
        coverage[std::string(parts.text(0))].push_back({std::string(parts.text(1)), std::string(parts.text(2)),
                                                        std::string(parts.text(3)), std::string(parts.text(4))});
    std::vector<SitePeriod> all;
    auto rows = database.prepare(
        "SELECT t.id, t.name, p.id, t.arm, coalesce(d.due, 1), coalesce(d.reason, ''), coalesce(c.submission, 0), "
        "coalesce(c.read, 0), coalesce(c.rejected, 0), p.start_date, p.end_date, coalesce(t.start_date, ''), "
        "coalesce(t.end_date, '') "
        "FROM site t CROSS JOIN period p LEFT JOIN return_due d ON d.site = t.id AND d.period = p.id "
        "LEFT JOIN current_submission c ON c.site = t.id AND c.period = p.id ORDER BY t.position, p.position");
    while (rows.step()) {
        SitePeriod where;
        where.site = rows.text(0);
        where.site_name = rows.text(1);
        where.period = rows.text(2);
        where.arm = arm_of(rows.text(3));
        where.due = rows.integer(4) != 0;
        where.reason = rows.text(5);
        where.submission = rows.integer(6);
        where.records = rows.integer(7);
        where.rejected = rows.integer(8);
        where.period_start = rows.text(9);
        where.period_end = rows.text(10);
        where.site_start = rows.text(11);
        where.site_end = rows.text(12);
        if (const auto found = coverage.find(where.site); found != coverage.end()) where.coverage = found->second;
        all.push_back(std::move(where));
    }
    return all;
}

DaysServed days_served(const SitePeriod& where) {
    DaysServed days;
    const int first = day_number(where.period_start);
    days.all = day_number(where.period_end) - first + 1;
    auto parts = where.coverage;
    if (parts.empty()) parts.push_back({where.period_start, where.period_end, {}, {}});
    std::vector<bool> served(static_cast<std::size_t>(days.all)); // parts may overlap
    for (const auto& coverage : parts) {
        const auto part = part_in_period(coverage, where);
        if (part.from > part.to) continue;
        std::fill(served.begin() + (day_number(part.from) - first), served.begin() + (day_number(part.to) - first + 1),
                  true);
    }
    days.served = static_cast<int>(std::ranges::count(served, true));
    return days;
}

std::vector<study::Coverage> areas_served(const SitePeriod& where) {
    std::vector<study::Coverage> areas;
    for (const auto& coverage : where.coverage) {
        auto part = part_in_period(coverage, where);
        if (part.from <= part.to && (areas.empty() || areas.back().area != part.area)) areas.push_back(std::move(part));
    }
    return areas;
}

} // namespace pilotage::measure
