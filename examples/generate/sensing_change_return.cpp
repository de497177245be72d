#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { first_year, second_year, notes, empty_form };

constexpr std::size_t columns = 32;
constexpr std::array<const char*, 8> sources{"SELF",        "FAMILY",  "GP",        "EYE CLINIC",
                                             "SOCIAL CARE", "HOUSING", "VOLUNTARY", "OTHER"};
constexpr std::array<const char*, 8> results{"REHAB",      "REHAB", "INFO",        "CLUB",
                                             "NOT WANTED", "NHS",   "SOCIAL CARE", "EQUIPMENT"};
constexpr std::array<const char*, 4> ways{"VISIT", "CENTRE", "TEL", "SELF"};
constexpr std::array<const char*, 5> sight_equipment{"CANE", "LIQUID LEVEL", "MAGNIFIER", "TALKING CLOCK", "LIGHTING"};
constexpr std::array<const char*, 4> hearing_equipment{"LOOP", "FLASHING DOORBELL", "VIBRATING ALARM", "TEXTPHONE"};
constexpr std::array<const char*, 3> met{"MET", "PART", "NOT"};

Practice practice() {
    Practice practice;
    practice.band = 8;
    practice.opened = day_of(2011, 4, 4);
    practice.needs = {0, 0, 55, 35, 10, 0, 0, 0, 0, 0};
    practice.direct_at_first = 0.6;
    practice.direct_growth = 0.12;
    practice.days_to_assessment = 17;
    practice.reviewed = 0.6;
    practice.direct_payments = 0.1;
    return practice;
}

Period year_before(const Period& period) {
    const int year = std::stoi(period.name.substr(0, 4));
    return period_of(std::to_string(year - 1) + "-" + padded(static_cast<std::uint64_t>(year % 100), 2));
}

// A register that many hands filled in: words from a drop-down in any case, dates as text, question marks.
class SensingChangeReturn {
public:
    SensingChangeReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0x5E05), practice_(practice()) {}

    std::uint64_t write() {
        for (const auto tab : {first_year, second_year, empty_form}) {
            if (tab != empty_form) emit_(tab, {"Sensing Change register. SYNTHETIC DATA: no real person"});
            emit_(tab, {"Reg no",
                        "NHS no",
                        "Surname",
                        "Forename",
                        "DOB",
                        "M/F",
                        "Ethnic\norigin",
                        "Postcode",
                        "Sight/Hearing/\nDual",
                        "Registered",
                        "Date ref\nrec'd",
                        "Ref from",
                        "Came via",
                        "Date closed",
                        "Outcome",
                        "1st contact",
                        "Contact\nhow",
                        "Contact\nmins",
                        "Assessed\n(rehab)",
                        "Assessed\nby",
                        "Assessed\nhow",
                        "Eligible\nY/N",
                        "Equipment\ndate",
                        "Equipment",
                        "Equip.\ncost",
                        "Rehab\nstart",
                        "Rehab\nend",
                        "Rehab\nworker",
                        "DP\nY/N",
                        "Review\ndate",
                        "Review\nresult",
                        "Remarks"});
        }
        const auto before = year_before(order_.period);
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people; ++i) {
            const auto person = live(practice_, order_.seed, i, order_.people_a_year);
            for (std::size_t nth = 0; nth < person.requests.size(); ++nth) {
                const int closed = person.requests[nth].closed;
                // Of the year before, the register of a sample shows only the rows that were closed late in it.
                if (order_.period.holds(closed)) row(second_year, person, nth);
                if (before.holds(closed) && closed > before.last - 20) row(first_year, person, nth);
            }
        }
        emit_(notes, {"Rows go on the sheet of the year in which the referral was closed."});
        emit_(notes, {"CF is Customer First, the council's contact centre."});
        emit_(notes, {"SYNTHETIC DATA: no real person"});
        return events_;
    }

private:
    Cell typed(int day) { return habits_.chance(0.1) ? Cell(uk_date(day)) : date(day); }
    bool past(int day) const { return day <= order_.period.last; }
    std::string hand(std::string word) {
        if (habits_.chance(0.25))
            for (std::size_t i = 1; i < word.size(); ++i)
                word[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
        if (habits_.chance(0.05)) word += " ";
        return word;
    }

    // The same for all rows of a person.
    static std::string category(const Person& person) {
        if (person.need == Need::sight) return person.index % 2 == 0 ? "SSI" : "SI";
        if (person.need == Need::dual) return "SSI";
        return person.index % 3 == 0 ? "DEAF BSL" : person.index % 3 == 1 ? "DEAF" : "HOH";
    }

    void row(Tab tab, const Person& person, std::size_t nth) {
        const auto& request = person.requests[nth];
        const bool sight = person.need == Need::sight;
        ++events_;
        Cells row(columns);
        row[0] = uk_date(request.asked).substr(8) + "-" + padded(person.index * 10ull + nth + 1, 5);
        if (!person.nhs_number.empty())
            row[1] = habits_.chance(0.5) ? Cell(spaced(person.nhs_number)) : Cell(person.nhs_number);
        row[2] = person.who.surname;
        row[3] = person.who.forename;
        row[4] = typed(person.born);
        row[5] = person.female ? "F" : "M";
        row[6] = std::string(1, person.ethnicity);
        row[7] = person.who.postcode;
        row[8] = hand(sight ? "SIGHT" : person.need == Need::hearing ? "HEARING" : "DUAL");
        row[9] = category(person);
        row[10] = typed(request.asked);
        row[11] = hand(sources[static_cast<std::size_t>(request.source)]);
        row[12] = request.direct ? hand("DIRECT") : habits_.chance(0.05) ? "?" : "CF";
        row[13] = typed(request.closed);
        row[14] = hand(results[static_cast<std::size_t>(request.result)]);
        row[15] = typed(request.asked + habits_.between(0, std::max(0, request.closed - request.asked)));
        row[16] = hand(person.need == Need::sight ? "TEL"
                       : habits_.chance(0.3)      ? "WEBCAM"
                       : habits_.chance(0.3)      ? "TEXT"
                                                  : "HOME VISIT");
        row[17] = {Cell::Kind::number, static_cast<double>(habits_.between(1, 12) * 5)};
        if (request.assessment >= 0)
            assessed(row, person, person.assessments[static_cast<std::size_t>(request.assessment)], sight);
        if (habits_.chance(0.15)) row[31] = "Prefers large print";
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(row);
        emit_(tab, std::move(row));
    }

    void assessed(Cells& row, const Person& person, const Assessment& assessment, bool sight) {
        if (!past(assessment.completed)) return;
        ++events_;
        row[18] = typed(assessment.completed);
        row[19] = initials_of(habits_);
        row[20] = hand(ways[static_cast<std::size_t>(assessment.way)]);
        row[21] = assessment.eligible ? "Y" : "N";
        if (assessment.service < 0) return;
        const auto& service = person.services[static_cast<std::size_t>(assessment.service)];
        if (!past(service.start)) return;
        if (service.support == Support::equipment) {
            ++events_;
            row[22] = typed(service.start);
            row[23] = hand(sight ? sight_equipment[habits_.next() % sight_equipment.size()]
                                 : hearing_equipment[habits_.next() % hearing_equipment.size()]);
            row[24] = {Cell::Kind::money, static_cast<double>(habits_.between(4, 60)) + 0.5};
            return;
        }
        ++events_;
        row[25] = typed(service.start);
        const int end = service.start + habits_.between(30, 160);
        if (past(end)) row[26] = typed(end);
        row[27] = initials_of(habits_);
        row[28] = service.payment == Payment::direct ? "Y" : "N";
        const int review = service.start + habits_.between(25, 90);
        if (past(review) && habits_.chance(0.7)) {
            ++events_;
            row[29] = typed(review);
            row[30] = met[static_cast<std::size_t>(habits_.pick({60, 30, 10}))];
        }
    }

    void spoil(Cells& row) {
        switch (habits_.between(0, 2)) {
        case 0:
            row[14] = "PENDING";
            break;
        case 1:
            row[8] = "BOTH";
            break;
        default:
            row[10] = "31.11.2012";
            break;
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::uint64_t events_ = 0;
};

} // namespace

std::uint64_t write_sensing_change(const Order& order, const Emit& emit) {
    return SensingChangeReturn(order, emit).write();
}

} // namespace pilotage::generate
