#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

constexpr std::size_t persons = 0, first_file = 1, files = 5; // tables
constexpr int weeks_a_file = 13;
// From so many people a year on the visits are as many as they are; the small return has few of them.
constexpr std::uint32_t all_visits = 150;

// In the order of Need.
constexpr std::array<const char*, 10> needs{"Access",    "Personal Care", "Access",    "Access", "Access",
                                            "Cognition", "Isolation",     "Isolation", "Carer",  "Isolation"};
constexpr std::array<const char*, 8> conditions{"MS", "PD", "MND", "HD", "ABI", "STROKE", "EPILEPSY", "OTHER"};
constexpr std::array<const char*, 5> kinds{"Personal Care", "Enabling", "Sitting", "Domestic", "Night Care"};
constexpr std::array<const char*, 4> provider{"JMC Healthcare", "JMS Homecare", "JMC Healthcare Ltd", "JMS HOMECARE"};

Practice practice() {
    Practice practice;
    practice.band = 8;
    practice.opened = day_of(2012, 9, 3); // a Monday
    practice.needs = {25, 36, 0, 0, 0, 12, 0, 0, 21, 6};
    return practice;
}

struct Slot {
    int weekday, start, minutes; ///< 0 is Monday; minutes of the day
};
/// What was agreed with the provider for one person.
struct Package {
    int from = 0, to = 0;
    bool any = false;
    std::size_t kind = 0;
    int carers = 1;
    bool second_visit = false; ///< the second carer's visit is a visit of its own
    std::vector<Slot> slots;
    double weekly = 0;
};

std::string clock(int minutes) {
    return two(minutes / 60) + ":" + two(minutes % 60);
}

class StokeReturn {
public:
    StokeReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), flaws_(order.seed, 0x570CE), practice_(practice()) {}

    std::uint64_t write() {
        emit_(persons, {"Service User Ref", "NHS No", "Surname", "First Name", "DOB", "Gender", "Ethnic Group",
                        "Postcode", "Role", "Need", "Condition", "Home Care From", "Home Care To", "Weekly Cost"});
        people_ = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people_; ++i) listed(i);
        int week = std::max(order_.period.first, practice_.opened);
        week += (7 - (week - practice_.opened) % 7) % 7;
        for (std::size_t file = 0; file < files && week <= order_.period.last; ++file) {
            visits(file, week);
            week += weeks_a_file * 7;
        }
        return events_;
    }

private:
    Person person_of(std::uint32_t index) const {
        auto person = live(practice_, order_.seed, index, order_.people_a_year);
        // Sensing Change has the numbers below.
        if (!person.nhs_number.empty()) person.nhs_number = nhs_number_of(8, 60000 + index % 30000);
        return person;
    }
    static std::string number_of(std::uint32_t index) { return "SN" + std::to_string(10203 + index * 3); }

    Package package_of(const Person& person) const {
        Package package;
        Random random(order_.seed * 31 + 7, person.index);
        const bool few = order_.people_a_year < all_visits;
        package.any = person.need != Need::carer && !person.requests.empty() &&
                      (few ? person.index < 5 || person.index % 12 == 0 : random.chance(0.5));
        if (!package.any) return package;
        package.from = person.requests.front().asked + random.between(7, 28);
        package.to = package.from + 40 + random.wait(420);
        if (person.died) package.to = std::min(package.to, *person.died - 1);
        package.any = package.to >= package.from;
        package.kind = static_cast<std::size_t>(random.pick({52, 18, 14, 10, 6}));
        package.carers = random.chance(0.15) ? 2 : 1;
        package.second_visit = package.carers == 2 && random.chance(0.5);
        const bool daily = !few && random.chance(0.8);
        const int days = daily ? 7 : random.between(1, few ? 2 : 4), visits = daily ? random.between(1, 3) : 1;
        constexpr std::array<int, 3> hours{8, 13, 19};
        constexpr std::array<int, 5> lengths{30, 45, 60, 120, 180};
        const int length =
            lengths.at(static_cast<std::size_t>(daily ? random.pick({50, 35, 15}) : random.between(1, 4)));
        const int first = random.between(0, 7 - days), quarter = random.between(-2, 4) * 15;
        for (int day = first; day < first + days; ++day)
            for (int visit = 0; visit < visits; ++visit)
                package.slots.push_back({day, hours.at(static_cast<std::size_t>(visit)) * 60 + quarter, length});
        package.weekly = days * visits * package.carers * length / 60.0 * 13.6;
        return package;
    }

    void listed(std::uint32_t index) {
        const auto person = person_of(index);
        const auto package = package_of(person);
        const bool carer = person.need == Need::carer;
        const bool begun = package.any && package.from <= order_.period.last;
        Random random(order_.seed * 17, index);
        Cells row{number_of(index),
                  person.nhs_number.empty() ? "" : spaced(person.nhs_number),
                  person.who.surname,
                  person.who.forename,
                  uk_date(person.born),
                  person.female ? "F" : "M",
                  std::string(1, person.ethnicity),
                  person.who.postcode,
                  carer ? "Carer" : "SU",
                  needs.at(static_cast<std::size_t>(person.need)),
                  carer ? "" : conditions.at(static_cast<std::size_t>(random.pick({30, 24, 6, 3, 16, 12, 5, 4}))),
                  begun ? uk_date(package.from) : "",
                  begun && package.to <= order_.period.last ? uk_date(package.to) : "",
                  begun ? pounds(package.weekly) : ""};
        if (order_.flaws > 0 && flaws_.chance(order_.flaws)) {
            if (flaws_.chance(0.7))
                row[9] = "Neuro";
            else
                row[4] = "31/02/1950";
        }
        ++events_;
        emit_(persons, std::move(row));
    }

    void visits(std::size_t file, int first_week) {
        table_ = first_file + file;
        emit_(table_, {"FileReference", "Description", "Created", "ProviderRef", "ContractNumber", "ServiceUserRef",
                       "ServiceUserDetails", "WeekEnding", "OurRef", "ServiceUserContribution", "PaymentClaimed",
                       "ServiceType", "VisitDate", "StartTimeClaimed", "DurationClaimed", "ActualStartTime",
                       "ActualDuration", "SecondaryVisit", "NumberOfCarers"});
        const int last_week = std::min(first_week + (weeks_a_file - 1) * 7, order_.period.last);
        const auto& name = provider.at((file + (order_.period.first > practice_.opened ? 1 : 0)) % provider.size());
        head_ = {"SNV-" + order_.period.name.substr(0, 4) + "-" + two(static_cast<int>(file) + 1),
                 std::string(name) + ", visits to " + uk_date(std::min(last_week + 6, order_.period.last)),
                 uk_date(last_week + 9) + " 09:12", name, "SOT/NEURO/0414"};
        for (std::uint32_t i = 0; i < people_; ++i) {
            const auto person = person_of(i);
            const auto package = package_of(person);
            if (!package.any) continue;
            for (int week = first_week; week <= last_week && week <= order_.period.last; week += 7)
                if (week + 6 >= package.from && week <= package.to) person_week(person, package, week);
        }
    }

    void person_week(const Person& person, const Package& package, int week) {
        Random random(order_.seed * 101 + person.index, static_cast<std::uint64_t>(week));
        std::vector<Cells> rows;
        double claimed = 0;
        const bool away = random.chance(0.03); // in hospital, say
        for (const auto& slot : package.slots) {
            const int day = week + slot.weekday;
            if (away || day < package.from || day > package.to || day > order_.period.last) continue;
            const int visits = package.second_visit ? 2 : 1;
            claimed += slot.minutes / 60.0 * package.carers * 13.6;
            for (int nth = 0; nth < visits; ++nth) rows.push_back(visit(random, package, slot, day, nth));
        }
        if (rows.empty() && !away) return;
        const auto start =
            Cells{number_of(person.index), person.who.title + " " + person.who.forename + " " + person.who.surname,
                  uk_date(week + 6),       "W" + std::to_string(week / 7) + "/" + std::to_string(person.index + 1),
                  pounds(claimed * 0.1),   pounds(claimed),
                  kinds.at(package.kind)};
        if (rows.empty()) rows.push_back(Cells(7));
        for (auto& rest : rows) {
            auto row = head_;
            row.insert(row.end(), start.begin(), start.end());
            row.insert(row.end(), rest.begin(), rest.end());
            if (order_.flaws > 0 && flaws_.chance(order_.flaws)) spoil(row, week);
            ++events_;
            emit_(table_, std::move(row));
        }
    }

    // Each program writes durations and what nobody logged in to in its own way.
    Cells visit(Random& random, const Package& package, const Slot& slot, int day, int nth) const {
        const bool hours = table_ % 2 == 0;
        const auto length = [&](int minutes) { return hours ? clock(minutes) : std::to_string(minutes); };
        const bool missed = random.chance(0.05), unplanned = random.chance(0.004);
        const int begun = slot.start + random.pick({20, 40, 20, 10, 6, 4}) * 5 - 5 + random.between(0, 4);
        const int took = std::max(5, static_cast<int>(slot.minutes * (0.75 + 0.3 * random.unit())));
        return {uk_date(day),
                clock(slot.start),
                length(unplanned ? 0 : slot.minutes),
                missed ? (hours ? "00:00:00" : "") : clock(begun) + ":" + two(random.between(0, 59)),
                missed ? (hours ? "00:00" : "") : length(took),
                hours ? (nth == 1 ? "true" : "false") : (nth == 1 ? "Y" : "N"),
                std::to_string(package.second_visit ? 1 : package.carers)};
    }

    void spoil(Cells& row, int week) {
        constexpr std::size_t who = 5, kind = 11, day = 12, start = 13;
        switch (flaws_.between(0, 3)) {
        case 0:
            row[who] = "SN99" + std::to_string(100 + week % 800);
            break;
        case 1:
            row[kind] = "Travel";
            break;
        case 2:
            if (!row[day].text.empty() && week + 20 <= order_.period.last) row[day] = uk_date(week + 13);
            break;
        default:
            if (!row[day].text.empty()) row[start] = "25:10";
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random flaws_;
    Practice practice_;
    std::uint32_t people_ = 0;
    std::size_t table_ = 0;
    Cells head_;
    std::uint64_t events_ = 0;
};

} // namespace

std::uint64_t write_stoke_neuro(const Order& order, const Emit& emit) {
    return StokeReturn(order, emit).write();
}

} // namespace pilotage::generate
