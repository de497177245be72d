#include "examples/generate/firstpoint_return.hpp"

#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

using namespace firstpoint;

constexpr std::array<const char*, 8> sources{"SELF", "FAMILY",  "GP",        "AUDIOLOGY",
                                             "SCC",  "HOUSING", "VOLUNTARY", "OTHER"};
constexpr std::array<const char*, 8> results{"ASSESSMENT", "REABLEMENT", "ADVICE",     "DEAF CLUB",
                                             "DECLINED",   "NHS",        "OTHER TEAM", "NFA"};
constexpr std::array<const char*, 4> bands{"CRITICAL", "SUBSTANTIAL", "MODERATE", "LOW"};
constexpr std::array<const char*, 4> ways{"HOME", "CENTRE", "TELEPHONE", "SELF"};
// In the order of Support; equipment is chosen below.
constexpr std::array<const char*, 8> supports{
    "HOME SUPPORT", "DAY SUPPORT", "SUPPORTED LIVING", "RESIDENTIAL", "NURSING", "REABLEMENT", "", "CARER BREAK"};
constexpr std::array<const char*, 4> equipment{"EQUIP DOORBELL", "EQUIP LOOP", "EQUIP ALARM", "EQUIP TEXTPHONE"};
constexpr std::array<const char*, 4> by_session{"INTERPRETING", "LIPSPEAKING", "NOTETAKING", "SIGN CLASS"};
constexpr std::array<const char*, 3> met{"MET", "PART", "NOT"};
constexpr std::array<const char*, 3> teams{"EAST SURREY", "NORTH WEST SURREY", "SOUTH WEST SURREY"};
constexpr std::array<const char*, 9> purposes{"advice",       "assessment", "planning",     "review", "equipment",
                                              "interpreting", "training",   "safeguarding", "other"};
constexpr std::array<const char*, 5> remarks{"", "Prefers text", "Please book the same interpreter as last time",
                                             "Sister signs; the rest of the family does not, write to all of them",
                                             "Flashing doorbell does not work since the move, neighbour lets us in by "
                                             "the back door"};

enum class Hearing : std::uint8_t { signs, speech, deafened, hard_of_hearing, deafblind, hearing };
constexpr std::array<const char*, 6> hearing_words{"DEAF BSL", "DEAF SPEECH", "DEAFENED",
                                                   "HOH",      "DEAFBLIND",   "HEARING"};
constexpr std::array<const char*, 6> languages{"BSL", "SSE", "ENGLISH", "ENGLISH", "HANDS ON", "ENGLISH"};

constexpr std::array<const char*, 11> channels{"webcam", "sms",       "text relay", "minicom", "email",   "fax",
                                               "letter", "telephone", "home visit", "drop-in", "web form"};
// How often each channel is taken, in the order of Hearing.
constexpr std::array<std::array<double, 11>, 6> channel_weights{{{44, 22, 3, 2, 7, 1, 1, 0, 10, 9, 1},
                                                                 {6, 28, 14, 8, 18, 3, 5, 2, 9, 5, 2},
                                                                 {1, 22, 10, 3, 26, 2, 10, 6, 12, 5, 3},
                                                                 {0, 10, 3, 1, 17, 2, 16, 32, 12, 5, 2},
                                                                 {3, 6, 2, 1, 8, 0, 4, 4, 60, 12, 0},
                                                                 {0, 8, 0, 0, 25, 1, 8, 44, 6, 6, 2}}};

Practice practice() {
    Practice practice;
    practice.band = 6;
    practice.opened = day_of(2011, 4, 4);
    practice.needs = {0, 0, 0, 80, 8, 0, 0, 0, 12, 0};
    practice.direct_at_first = 0.7;
    practice.direct_growth = 0.08;
    practice.days_to_assessment = 15;
    practice.reviewed = 0.7;
    practice.direct_payments = 0.25;
    return practice;
}

std::string numbered(char letter, std::uint64_t number) {
    return letter + padded(number, 7);
}

Hearing hearing_of(const Person& person) {
    if (person.need == Need::dual) return Hearing::deafblind;
    if (person.need == Need::carer) return Hearing::hearing;
    constexpr std::array<Hearing, 10> mix{
        Hearing::signs, Hearing::hard_of_hearing, Hearing::signs,           Hearing::speech, Hearing::hard_of_hearing,
        Hearing::signs, Hearing::deafened,        Hearing::hard_of_hearing, Hearing::speech, Hearing::hard_of_hearing};
    return mix[(person.index * 7 + 3) % mix.size()];
}

// What a line printer prints for the year, and what the log of contacts says.
class FirstPointReturn {
public:
    FirstPointReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0xF125), practice_(practice()) {}

    std::uint64_t write() {
        emit_(Tab::period, {uk_date(order_.period.first), uk_date(order_.period.last)});
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people; ++i) person(live(practice_, order_.seed, i, order_.people_a_year));
        posts();
        return events_;
    }

private:
    bool past(int day) const { return day <= order_.period.last; }
    bool in(int day) const { return order_.period.holds(day); }

    void person(const Person& person) {
        const auto before = events_;
        const auto client = numbered('C', person.index + 101);
        const auto hearing = hearing_of(person);
        for (std::size_t i = 0; i < person.requests.size(); ++i) referral(person, client, i);
        for (std::size_t i = 0; i < person.assessments.size(); ++i) assessment(person, client, i, hearing);
        for (std::size_t i = 0; i < person.services.size(); ++i) service(person, client, i, hearing);
        for (std::size_t i = 0; i < person.reviews.size(); ++i) review(person, client, i, hearing);
        talk(person, client, hearing);
        if (events_ == before) return;
        const auto& who = person.who;
        emit_(clients, {client, person.nhs_number.empty() ? "" : spaced(person.nhs_number), who.surname, who.forename,
                        uk_date(person.born), person.female ? "F" : "M", std::string(1, person.ethnicity),
                        hearing_words[static_cast<std::size_t>(hearing)], languages[static_cast<std::size_t>(hearing)],
                        who.postcode, who.street + ", " + who.place + ", Surrey"});
    }

    void referral(const Person& person, const std::string& client, std::size_t nth) {
        const auto& request = person.requests[nth];
        if (!in(request.closed)) return;
        const auto result = request.result == Result::assessment && habits_.chance(0.1)
                                ? "EQUIPMENT"
                                : results[static_cast<std::size_t>(request.result)];
        Cells row{numbered('R', person.index * 10ull + nth + 1),
                  client,
                  uk_date(request.asked),
                  sources[static_cast<std::size_t>(request.source)],
                  request.direct ? "DIRECT" : "SCC",
                  uk_date(request.closed),
                  result,
                  std::to_string(request.closed - request.asked),
                  remarks[static_cast<std::size_t>(habits_.pick({60, 14, 10, 9, 7}))],
                  teams[person.index % teams.size()]};
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) {
            if (habits_.chance(0.6))
                row[6] = "PENDING";
            else
                row[2] = "31/11/2012";
        }
        put(referrals, std::move(row));
    }

    void assessment(const Person& person, const std::string& client, std::size_t nth, Hearing hearing) {
        const auto& assessment = person.assessments[nth];
        if (!in(assessment.completed)) return;
        const auto kind = hearing == Hearing::hearing ? "CARER"
                          : habits_.chance(0.65)      ? "DEAF SERVICES"
                          : habits_.chance(0.4)       ? "EQUIPMENT"
                                                      : "COMMUNITY CARE";
        const bool served = assessment.service >= 0;
        put(assessments, {numbered('A', person.index * 10ull + nth + 1), client, uk_date(assessment.started),
                          uk_date(assessment.completed), kind, way(assessment.way, hearing),
                          assessment.eligible ? "Y" : "N", bands[static_cast<std::size_t>(assessment.band)],
                          !assessment.eligible ? (habits_.chance(0.5) ? "ADVICE" : "NOT ELIGIBLE")
                          : !served            ? "DECLINED"
                                               : "SERVICES"});
    }

    void service(const Person& person, const std::string& client, std::size_t nth, Hearing hearing) {
        const auto& service = person.services[nth];
        if (!past(service.start) || *service.end < order_.period.first) return;
        const bool minor = service.support == Support::equipment;
        const bool booked = !minor && service.support == Support::home_care && hearing != Hearing::hearing &&
                            (person.index + nth) % 2 == 0;
        const bool direct = service.payment == Payment::direct;
        std::string word = minor ? equipment[(person.index + nth) % equipment.size()]
                                 : supports[static_cast<std::size_t>(service.support)];
        if (booked)
            word = hearing == Hearing::deafblind ? "COMM GUIDE" : by_session[(person.index / 2) % by_session.size()];
        else if (direct)
            word = "DIRECT PAYMENT";
        Cells row{numbered('S', person.index * 10ull + nth + 1),
                  client,
                  word,
                  uk_date(service.start),
                  past(*service.end) ? uk_date(*service.end) : "",
                  minor || booked                       ? "OWN"
                  : direct                              ? "DP"
                  : service.payment == Payment::managed ? "PB"
                                                        : "SCC",
                  booked ? std::to_string(1 + (person.index + nth) % 4) + ".5" : "",
                  minor    ? pounds(12 + service.weekly / 2)
                  : booked ? pounds(32.5)
                           : pounds(service.weekly),
                  minor    ? "O"
                  : booked ? (word == "COMM GUIDE" ? "H" : "S")
                           : "W",
                  booked && habits_.chance(0.3) ? "Hospital appointments only, the surgery books its own interpreters"
                                                : ""};
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) row[2] = "SUNDRY";
        put(services, std::move(row));
    }

    void review(const Person& person, const std::string& client, std::size_t nth, Hearing hearing) {
        const auto& review = person.reviews[nth];
        if (!in(review.day)) return;
        put(reviews, {numbered('V', person.index * 10ull + nth + 1), client, uk_date(review.day),
                      review.planned ? "PLANNED" : "CHANGE", met[static_cast<std::size_t>(review.met)],
                      way(review.way, hearing)});
    }

    static std::string way(Way way, Hearing hearing) {
        if (way == Way::telephone && hearing == Hearing::signs) return "WEBCAM";
        if (way == Way::telephone && hearing == Hearing::speech) return "TEXT";
        return ways[static_cast<std::size_t>(way)];
    }

    // A person's contacts are the same in every return, so that their numbers are.
    void talk(const Person& person, const std::string& client, Hearing hearing) {
        Random random(order_.seed ^ 0x7A1C, person.index);
        std::uint64_t number = person.index * 100ull;
        const auto& weights = channel_weights[static_cast<std::size_t>(hearing)];
        const auto say = [&](int day, int purpose) {
            const auto id = numbered('K', ++number);
            const auto channel = channels[static_cast<std::size_t>(random.pick(weights))];
            const int hour = random.between(9, 16), minute = random.between(0, 11) * 5,
                      long_for = random.between(1, 12) * 5;
            const bool by_client = random.chance(0.85);
            const int follow = random.pick({70, 22, 8});
            const bool shown = in(day) && (!person.died || day < *person.died);
            const bool interpreter = hearing == Hearing::signs && random.chance(0.15);
            if (shown)
                contact({id, client,
                         by_client            ? "client"
                         : random.chance(0.5) ? "carer"
                                              : "professional",
                         moment(day, hour, minute), channel, purposes[static_cast<std::size_t>(purpose)],
                         std::to_string(long_for), interpreter ? "BSL" : ""});
            for (int i = 0; i < follow; ++i) {
                const auto next = channels[static_cast<std::size_t>(random.pick(weights))];
                const int later = day + random.between(0, 6);
                if (shown && past(later))
                    put(follow_ups,
                        {id, moment(later, random.between(9, 16), 30), next, std::to_string(random.between(1, 6) * 5)});
            }
        };
        for (const auto& request : person.requests) {
            say(request.asked, random.pick({40, 25, 0, 0, 15, 15, 0, 1, 4}));
            if (random.chance(0.6)) say(request.closed, random.pick({60, 20, 0, 0, 10, 10, 0, 0, 0}));
        }
        for (const auto& assessment : person.assessments) say(assessment.started, 1);
        for (const auto& service : person.services)
            for (int day = service.start; day < std::min(*service.end, order_.period.last); day += 45 + random.wait(60))
                say(day, random.pick({15, 0, 25, 10, 15, 25, 5, 1, 4}));
    }

    void contact(Cells row) {
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) {
            if (habits_.chance(0.6))
                row[4] = "instant message";
            else
                row[4] = "";
        }
        put(contacts, std::move(row));
        if (habits_.chance(0.08))
            put(contacts,
                {numbered('K', 9000000 + ++enquiries_), "", "public", row_at(),
                 habits_.chance(0.5) ? "email" : "telephone", "advice", std::to_string(habits_.between(1, 4) * 5), ""});
    }
    std::string row_at() { return moment(habits_.between(order_.period.first, order_.period.last), 11, 0); }

    static std::string moment(int day, int hour, int minute) {
        const auto date = uk_date(day);
        return date.substr(6) + "-" + date.substr(3, 2) + "-" + date.substr(0, 2) + "T" + two(hour) + ":" + two(minute);
    }

    // Those who moved from the council with their terms are counted beside the rest.
    void posts() {
        struct Post {
            const char *title, *heads, *wte, *transferred, *vacant;
        };
        constexpr std::array<Post, 8> all{{{"MANAGER", "1", "1.00", "1", ""},
                                           {"SENIOR SOCIAL WORKER", "2", "1.80", "2", ""},
                                           {"SOCIAL WORKER", "6", "5.20", "4", "1.00"},
                                           {"DEAF SERVICES WORKER", "5", "4.10", "3", "0.50"},
                                           {"EQUIPMENT OFFICER", "3", "2.40", "3", ""},
                                           {"INTERPRETER", "4", "2.60", "1", ""},
                                           {"TRAINER", "2", "0.90", "0", ""},
                                           {"ADMINISTRATOR", "3", "2.50", "2", ""}}};
        for (std::size_t i = 0; i < all.size(); ++i)
            put(staff, {"P00" + std::to_string(i + 1), uk_date(order_.period.last), all[i].title, all[i].heads,
                        all[i].wte, all[i].transferred, all[i].vacant});
    }

    void put(Tab tab, Cells row) {
        ++events_;
        emit_(tab, std::move(row));
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::uint64_t events_ = 0, enquiries_ = 0;
};

} // namespace

std::uint64_t write_firstpoint(const Order& order, const Emit& emit) {
    return FirstPointReturn(order, emit).write();
}

} // namespace pilotage::generate
