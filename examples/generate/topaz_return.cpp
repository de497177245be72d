#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { people, support, stroke, follow_ups, staff, lists };

constexpr std::array<const char*, 10> needs{
    "Getting about", "Personal care",       "Sight",  "Hearing", "Sight and hearing", "Memory", "Learning disability",
    "Mental health", "Caring for somebody", "Company"};
constexpr std::array<const char*, 8> sources{"Self",    "Family",  "GP",        "Hospital",
                                             "Council", "Housing", "Voluntary", "Other"};
constexpr std::array<const char*, 8> results{"Support plan",          "Own arrangements", "Information",
                                             "Community group",       "Declined",         "NHS",
                                             "Other council service", "Nothing further"};
constexpr std::array<const char*, 4> bands{"Substantial", "Moderate", "Moderate", "Low"};
constexpr std::array<const char*, 4> ways{"Home", "Office", "Phone", "Form"};
constexpr std::array<const char*, 4> payers{"Self", "Part", "Council", "Not known"};

Practice practice() {
    Practice practice;
    practice.band = 5;
    practice.opened = day_of(2011, 4, 4);
    practice.needs = {24, 20, 4, 4, 1, 9, 2, 6, 12, 18};
    practice.direct_at_first = 0.6;
    practice.direct_growth = 0.05;
    practice.days_to_assessment = 9;
    return practice;
}

/// Of the people followed up with an answer, how many have adult social care by then. The trade press gave 8% for
/// 2012/13; the other years are invented.
double later_in_receipt(const Period& period) {
    return period.name == "2012-13" ? 0.08 : period.name == "2011-12" ? 0.11 : 0.09;
}

// A workbook that an office fills in by hand for three years: titles over merged cells, blank rows, notes of several
// paragraphs, dates typed as text, a hidden sheet of lists.
class TopazReturn {
public:
    TopazReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0x70BA2), practice_(practice()) {}

    std::uint64_t write() {
        begin();
        const auto all = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < all; ++i) person(live(practice_, order_.seed, i, order_.people_a_year));
        stroke_rows();
        Cells total{"Total", {}, {},
                    {},      {}, {Cell::Kind::money, week_, "of:=SUM([.F6:.F" + std::to_string(rows_[support]) + "])"}};
        put(support, std::move(total));
        staff_rows();
        for (const auto* words : {"Self", "Part", "Council", "Not known", "Critical", "Substantial", "Moderate", "Low"})
            put(lists, {words});
        return events_;
    }

private:
    void put(Tab tab, Cells row) {
        ++rows_[tab];
        emit_(tab, std::move(row));
    }
    /// Offices leave a row or two blank here and there.
    void put_with_gaps(Tab tab, Cells row) {
        ++events_;
        put(tab, std::move(row));
        if (habits_.chance(0.03))
            for (int i = habits_.between(1, 2); i > 0; --i) put(tab, {});
    }

    void begin() {
        const std::string years =
            "1 April " + order_.period.name.substr(0, 4) + " \u2013 31 March 20" + order_.period.name.substr(5);
        for (const auto& [tab, title] : {std::pair{people, "Topaz \u2013 people we have served"},
                                         {support, "Topaz \u2013 support arranged"},
                                         {stroke, "Topaz \u2013 stroke survivors (NHS contract)"},
                                         {follow_ups, "Topaz \u2013 twelve months on"},
                                         {staff, "Topaz \u2013 who works here"}}) {
            put(tab, {title});
            put(tab, {years});
            put(tab, {"SYNTHETIC DATA:  no real person"});
        }
        put(people, {"The person",  {}, {}, {}, {}, {}, {}, {}, "Money and need", {}, "How they came", {}, {},
                     "What we did", {}, {}, {}, {}, {}, {}});
        for (const auto tab : {support, stroke, follow_ups, staff}) put(tab, {});
        put(people, {"Ref",       "NHS no.",    "Lambeth no.",      "Name",        "Date of\nbirth",
                     "Sex",       "Ethnicity",  "Postcode",         "Who\npays",   "Main\nneed",
                     "Came\nhow", "Told us",    "Asked\non",        "First\ntalk", "Talk\ntook",
                     "Where",     "FACS\nband", "What came\nof it", "Closed\non",  "Notes"});
        put(support, {"Support\nref", "Ref", "Kind of\nsupport", "Begins", "Ends", "Cost a\nweek",
                      "Paid by\nthe person", "Visits\na week"});
        put(stroke, {"Stroke\nref", "NHS no.", "Name", "Date of\nbirth", "Sex", "Postcode", "Hospital", "Asked\non",
                     "First\nvisit", "Six-month\nreview", "Result of\nreview", "Goals\nmet", "Ended"});
        put(follow_ups, {"Follow-up\nref", "Ref", "NHS no.", "Last\nserved", "Due", "Done\non", "Who\nanswered",
                         "Has adult\nsocial care?", "Since", "Comments"});
        put(staff, {"As at", "Role", "People", "Whole-time", "Vacant"});
    }

    // One in twenty-five dates was typed as text.
    Cell typed(int day) { return habits_.chance(0.04) ? Cell(uk_date(day)) : date(day); }
    Cell nhs(const std::string& nhs_number) {
        if (nhs_number.empty()) return {};
        if (habits_.chance(0.4)) return number(std::stod(nhs_number));
        return spaced(nhs_number);
    }

    /// What a person's rows have in common, whatever the period of the return.
    struct Lasting {
        std::size_t payer;
        int share; ///< per cent paid by the person; -1 unknown
        Lasting(std::uint64_t seed, std::uint32_t index) {
            Random random(seed, 0x70BA200000ull + index);
            payer = static_cast<std::size_t>(random.pick({62, 14, 20, 4}));
            share = payer == 0 ? 100 : payer == 1 ? random.between(2, 8) * 10 : payer == 2 ? 0 : -1;
        }
    };

    void person(const Person& person) {
        const Lasting lasting(order_.seed, person.index);
        std::string ref;
        for (std::size_t i = 0; i < person.requests.size(); ++i)
            if (person_row(person, i, lasting)) ref = "TZ" + padded(person.index * 10ull + i + 1, 5);
        if (!ref.empty()) follow_up(person, ref);
    }

    std::vector<const Service*> services_of(const Person& person, const Request& request) const {
        std::vector<const Service*> services;
        if (request.assessment < 0) return services;
        const auto& own = person.assessments[static_cast<std::size_t>(request.assessment)];
        if (own.service < 0) return services;
        auto end = person.services.size();
        for (const auto& other : person.assessments)
            if (other.service > own.service) end = std::min(end, static_cast<std::size_t>(other.service));
        for (auto i = static_cast<std::size_t>(own.service); i < end; ++i) services.push_back(&person.services[i]);
        return services;
    }

    // A row stands on the sheet when the person's request was closed in the period, or while support goes on.
    bool person_row(const Person& person, std::size_t nth, const Lasting& lasting) {
        const auto& request = person.requests[nth];
        const auto& period = order_.period;
        if (request.closed > period.last) return false;
        const auto services = services_of(person, request);
        const auto in_period = [&](const Service* service) {
            return service->start <= period.last && service->end.value_or(period.last) >= period.first;
        };
        if (!period.holds(request.closed) && std::none_of(services.begin(), services.end(), in_period)) return false;
        const auto ref = "TZ" + padded(person.index * 10ull + nth + 1, 5);
        Cells row{ref,
                  nhs(person.nhs_number),
                  number(person.index + 3100101.0),
                  person.who.forename + " " + person.who.surname,
                  date(person.born),
                  person.female ? "Female" : "Male",
                  std::string(1, person.ethnicity),
                  person.who.postcode,
                  payers.at(lasting.payer),
                  code(needs, person.need),
                  request.direct ? "Direct" : "Council",
                  code(sources, request.source),
                  typed(request.asked)};
        row.resize(20);
        if (request.assessment >= 0) {
            const auto& talk = person.assessments[static_cast<std::size_t>(request.assessment)];
            if (talk.started <= period.last) {
                ++events_;
                row[13] = typed(talk.started);
                row[14] = {Cell::Kind::duration, habits_.between(2, 10) / 96.0};
                row[15] = code(ways, talk.way);
                row[16] = code(bands, talk.band);
            }
        }
        row[17] = code(results, request.result);
        row[18] = typed(request.closed);
        if (habits_.chance(0.2)) row[19] = "Prefers the telephone.\nCall after  ten; ask for the daughter.";
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(row);
        put_with_gaps(people, std::move(row));
        for (const auto* service : services)
            if (in_period(service)) support_row(person, ref, *service, lasting);
        return true;
    }

    void support_row(const Person& person, const std::string& ref, const Service& service, const Lasting& lasting) {
        constexpr std::array<const char*, 8> kinds{"Home help",       "Day centre",      "Supported living",
                                                   "Care home found", "Care home found", "Back on your feet",
                                                   "Equipment",       "Sitting service"};
        const auto nth = static_cast<std::uint64_t>(&service - person.services.data());
        const bool visited = service.support == Support::home_care || service.support == Support::day;
        Cells row{"TS" + padded(person.index * 10ull + nth + 1, 5),
                  ref,
                  code(kinds, service.support),
                  typed(service.start),
                  service.end && *service.end <= order_.period.last ? typed(*service.end) : Cell(),
                  {Cell::Kind::money, service.weekly},
                  lasting.share < 0 ? Cell() : Cell(Cell::Kind::share, lasting.share / 100.0),
                  visited ? number(1 + static_cast<int>(service.weekly) % 7) : Cell()};
        week_ += service.weekly;
        put_with_gaps(support, std::move(row));
    }

    // The sheet is kept open for a year after the period, and the return is sent again with it.
    void follow_up(const Person& person, const std::string& ref) {
        int last = 0;
        for (const auto& request : person.requests)
            if (request.closed <= order_.period.last) last = std::max(last, request.closed);
        for (const auto& service : person.services) {
            if (service.start > order_.period.last) continue;
            if (service.end.value_or(order_.period.last + 1) > order_.period.last) return; // is still served
            last = std::max(last, *service.end);
        }
        if (!order_.period.holds(last)) return;
        Random answers(order_.seed, 0x70BA300000ull + person.index);
        const int done = last + 365 + answers.between(-10, 25);
        int lost = answers.pick({86, 8, 3, 3});
        const bool died = person.died && *person.died <= done;
        const auto at = std::to_string(rows_[follow_ups] + 1);
        Cells row{"FU" + padded(person.index + 1ull, 5),
                  ref,
                  nhs(person.nhs_number),
                  date(last),
                  {Cell::Kind::date, serial(last + 365), "of:=[.D" + at + "]+365"},
                  date(done)};
        row.resize(10);
        if (died || lost > 0) {
            row[6] = died ? "Died" : lost == 1 ? "No answer" : lost == 2 ? "Declined" : "Moved";
            row[7] = answers.chance(0.5) ? "Not known" : "?";
        } else {
            ++known_;
            const auto yes =
                static_cast<std::uint64_t>(std::lround(static_cast<double>(known_) * later_in_receipt(order_.period)));
            row[6] = answers.chance(0.8) ? "Person" : answers.chance(0.6) ? "Somebody else" : "Council records";
            row[7] = yes > yes_ ? "Yes" : "No";
            if (yes > yes_) row[8] = date(last + answers.between(20, 300));
            yes_ = yes;
        }
        if (habits_.chance(0.1)) row[9] = "Still sees the lunch club.\nSon visits on Sundays.";
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) {
            if (died || lost > 0)
                row[7] = "No";
            else
                row[5] = date(last + 200);
        }
        put_with_gaps(follow_ups, std::move(row));
    }

    void spoil(Cells& row) {
        switch (habits_.between(0, 3)) {
        case 0:
            row[9] = "Stroke";
            break;
        case 1:
            row[5] = "F";
            break;
        case 2:
            row[12] = "31/11/2012";
            break;
        default:
            row[17] = "Waiting list";
            break;
        }
    }

    // The contract began in the summer of 2012.
    void stroke_rows() {
        const int began = day_of(2012, 6, 4);
        const std::uint32_t a_year = std::max(order_.people_a_year / 6, 6u);
        for (std::uint32_t i = 0; i < a_year * 2; ++i) {
            Random random(order_.seed, 0x70BA400000ull + i);
            const bool female = random.chance(0.48);
            const auto who = identity_of(random, female);
            const int asked = began + static_cast<int>((i + random.unit()) / a_year * 365);
            const int first = asked + random.between(2, 16);
            const int reviewed = first + random.between(165, 195);
            const int ended = first + random.between(200, 330);
            const int born = asked - random.between(44 * 365, 91 * 365);
            const auto& period = order_.period;
            if (first > period.last || ended < period.first) continue;
            Cells row{"ST" + padded(i + 1ull, 5),
                      nhs(nhs_number_of(practice_.band, 60000 + i)),
                      who.forename + " " + who.surname,
                      date(born),
                      female ? "Female" : "Male",
                      who.postcode,
                      random.chance(0.6) ? "Kings" : "St Thomas",
                      typed(asked),
                      typed(first)};
            row.resize(13);
            if (reviewed <= period.last) {
                ++events_;
                row[9] = typed(reviewed);
                row[10] = random.chance(0.7) ? "Goes on" : random.chance(0.7) ? "Ended" : "More support";
                row[11] = {Cell::Kind::share, random.between(2, 10) / 10.0};
            }
            if (ended <= period.last) row[12] = typed(ended);
            ++events_;
            put_with_gaps(stroke, std::move(row));
        }
    }

    void staff_rows() {
        constexpr std::array<const char*, 5> roles{"Social worker", "OT", "Support worker", "Manager", "Office"};
        constexpr std::array<int, 5> heads{5, 1, 8, 1, 3};
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const int head = heads[i] + (heads[i] > 1 ? habits_.between(-1, 1) : 0);
            put(staff,
                {date(order_.period.last), roles[i], number(head),
                 number(head - (head > 1 ? 0.5 * habits_.between(0, head / 2) : 0)), number(habits_.between(0, 1))});
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::array<std::uint64_t, 6> rows_{};
    std::uint64_t events_ = 0;
    std::uint64_t known_ = 0, yes_ = 0; ///< of the follow-ups
    double week_ = 0;                   ///< what all support costs
};

} // namespace

std::uint64_t write_topaz(const Order& order, const Emit& emit) {
    return TopazReturn(order, emit).write();
}

} // namespace pilotage::generate
