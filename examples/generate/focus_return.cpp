#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { persons, referrals, assessments, services, reviews, staff, survey, tab_count };

constexpr std::array<const char*, 10> needs{"PDA", "PDP", "VI", "HI", "DSL", "MC", "LD", "MH", "CAR", "SI"};
constexpr std::array<const char*, 6> routes{"COM", "HOS", "DIV", "TRN", "REA", "OLA"};
constexpr std::array<const char*, 8> sources{"SELF", "FAM", "GP", "HOSP", "COUN", "HOU", "VOL", "OTH"};
constexpr std::array<const char*, 8> results{"ASM", "REAB", "INF", "COF", "DEC", "NHS", "OTR", "NFA"};
constexpr std::array<const char*, 4> bands{"C", "S", "M", "L"};
constexpr std::array<const char*, 4> ways{"FF", "FF", "TEL", "SELF"};
constexpr std::array<const char*, 8> elements{"HC", "DC", "SL", "RES", "NUR", "RBL", "EQ", "CRD"};
constexpr std::array<const char*, 3> payments{"DP", "MB", "CO"};
constexpr std::array<const char*, 7> homes{"OO", "LA", "PR", "FF", "SH", "SL", "NK"};
constexpr std::array<const char*, 4> modes{"P", "T", "F", "O"};

Practice practice() {
    Practice practice;
    practice.band = 0;
    practice.bands = 7;
    practice.opened = day_of(2011, 10, 3);
    practice.needs = {20, 30, 3, 3, 1, 14, 9, 8, 9, 3};
    practice.direct_at_first = 0.35;
    practice.direct_growth = 0.08;
    practice.days_to_assessment = 24;
    practice.reviewed = 0.72;
    practice.direct_payments = 0.3;
    practice.surveyed = 0.5;
    practice.wellbeing = 0.5;
    return practice;
}

std::string small_letters(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// Rows of one return, with the habits of the case system: small letters here and there, NULL for nothing, trailing
// spaces.
class FocusReturn {
public:
    FocusReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0xF0C05), practice_(practice()) {}

    std::uint64_t write() {
        begin();
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people; ++i) person(live(practice_, order_.seed, i, order_.people_a_year));
        staff_rows();
        for (std::size_t tab = 0; tab < tab_count; ++tab)
            emit_(tab, {"*** END OF EXTRACT", "Rows: " + std::to_string(rows_[tab])});
        return rows_[referrals] + rows_[assessments] + rows_[services] + rows_[reviews];
    }

private:
    void begin() {
        const std::array<Cells, tab_count> headings{
            Cells{"Person ID", "NHS Number", "Title", "Surname", "Forename", "Date of Birth", "Date of Death", "Gender",
                  "Ethnic Origin", "Client Type", "Client Group", "Accommodation", "Employment", "Funding",
                  "Has Carer?", "Dementia", "Address", "Postcode", "Comments"},
            Cells{"Referral ID", "Person ID", "NHS Number", "Referral Date", "Closed Date", "Access Route",
                  "Received By", "Referral Source", "Client Group", "Outcome", "Notes"},
            Cells{"Assessment ID", "Person ID", "NHS Number", "Start Date", "Completed Date", "Assessment Type",
                  "Method", "Eligible", "FACS Band", "Outcome", "Assessor's Notes"},
            Cells{"Service ID", "Person ID", "NHS Number", "Start Date", "End Date", "Service Element", "Payment",
                  "Unit Cost", "Cost Unit", "Units per Week", "End Reason"},
            Cells{"Review ID", "Person ID", "NHS Number", "Due Date", "Review Date", "Review Reason", "Outcomes Met",
                  "Method", "Outcome", "Reviewer's Notes"},
            Cells{"As At", "Role", "Headcount", "WTE", "Vacancies"},
            Cells{"Response ID", "Person ID", "NHS Number", "Date Answered", "Mode", "Stratum", "Q1", "Q3a", "Q4a",
                  "Q5a", "Q6a", "Q7a", "Q8a", "Q9a", "Q11", "Q12"}};
        constexpr std::array<const char*, tab_count> titles{"PERSONS", "REFERRALS", "ASSESSMENTS", "SERVICES",
                                                            "REVIEWS", "STAFF",     "SURVEY"};
        for (std::size_t tab = 0; tab < tab_count; ++tab) {
            emit_(tab, {std::string("focus independent adult social work, ") + titles[tab],
                        "Extract date: " + uk_date(order_.period.last + 8), "SYNTHETIC DATA: no real person"});
            emit_(tab, headings[tab]);
        }
    }

    void put(Tab tab, Cells row) {
        ++rows_[tab];
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(tab, row);
        emit_(tab, std::move(row));
    }

    void spoil(Tab tab, Cells& row) {
        const int way = habits_.between(0, 2);
        switch (tab) {
        case persons:
            if (way == 0) row[7] = "X";
            if (way == 1) row[5] = "";
            if (way == 2) row[10] = "PD";
            break;
        case referrals:
            if (way == 0) row[9] = "LEG";
            if (way == 1) row[9] = "WEB";
            if (way == 2) row[4] = uk_date(order_.period.last + 20);
            break;
        case assessments:
            if (way == 0)
                row[3] = "31/02/2013";
            else
                row[8] = "X";
            break;
        case services:
            row[5] = "MISC";
            break;
        case reviews:
            if (way == 0)
                row[5] = "ANN";
            else
                row[4] = "tbc";
            break;
        default:
            break;
        }
    }

    std::string messy(std::string code) {
        if (habits_.chance(0.04)) return small_letters(std::move(code));
        if (habits_.chance(0.03)) return code + "  ";
        return code;
    }
    std::string or_null(std::string text) { return text.empty() && habits_.chance(0.3) ? "NULL" : text; }
    std::string note() {
        constexpr std::array<const char*, 6> notes{"",
                                                   "",
                                                   "",
                                                   "Rang, no answer; will \"try again\"",
                                                   "Visited, all well, see paper file",
                                                   "Letter sent\r\nAwaiting reply"};
        return notes[habits_.next() % notes.size()];
    }
    std::string date_if_past(std::optional<int> day) {
        return or_null(day && *day <= order_.period.last ? uk_date(*day) : std::string());
    }

    void person(const Person& person) {
        id_ = "P" + padded(person.index + 1000001, 7);
        nhs_ = person.nhs_number.empty() ? or_null("")
               : habits_.chance(0.02)    ? person.nhs_number
                                         : spaced(person.nhs_number);
        bool any = false;
        for (std::size_t i = 0; i < person.requests.size(); ++i) any |= referral(person, i);
        for (std::size_t i = 0; i < person.assessments.size(); ++i) any |= assessment(person, i);
        for (std::size_t i = 0; i < person.services.size(); ++i) any |= service(person, i);
        for (std::size_t i = 0; i < person.reviews.size(); ++i) any |= review(person, i);
        for (std::size_t i = 0; i < person.answers.size(); ++i) any |= answered(person, i);
        if (any) person_row(person);
    }

    std::string reference(char letter, const Person& person, std::size_t nth) const {
        return letter + padded((person.index + 1) * 10ull + nth, 8);
    }

    void person_row(const Person& person) {
        const auto& who = person.who;
        const std::string address = who.street + (habits_.chance(0.3) ? "\r\n" : ", ") + who.place;
        const std::string employment = (order_.period.first - person.born) / 365 > 64 ? "NS"
                                       : habits_.chance(0.2)                          ? "P1"
                                       : habits_.chance(0.3)                          ? "NK"
                                                                                      : "NS";
        const bool carer = person.need == Need::carer;
        put(persons, {id_, nhs_, who.title, who.surname, who.forename + (habits_.chance(0.05) ? " " : ""),
                      uk_date(person.born), date_if_past(person.died), messy(person.female ? "F" : "M"),
                      std::string(1, person.ethnicity), messy(carer ? "CA" : "SU"), messy(code(needs, person.need)),
                      code(homes, person.home), employment, habits_.chance(0.7) ? "SC" : "JT",
                      habits_.chance(0.4) ? "Y" : "N", person.need == Need::memory ? "Y" : "N", address,
                      habits_.chance(0.05) ? small_letters(who.postcode) : who.postcode, note()});
    }

    bool referral(const Person& person, std::size_t nth) {
        const auto& request = person.requests[nth];
        if (!order_.period.holds(request.closed)) return false;
        put(referrals, {reference('R', person, nth), id_, nhs_, uk_date(request.asked), uk_date(request.closed),
                        messy(code(routes, request.route)), messy(request.direct ? "DIR" : "CC"),
                        messy(code(sources, request.source)), code(needs, person.need),
                        messy(code(results, request.result)), note()});
        return true;
    }

    bool assessment(const Person& person, std::size_t nth) {
        const auto& assessment = person.assessments[nth];
        if (!order_.period.holds(assessment.completed)) return false;
        const std::string kind = person.need == Need::carer ? "CAR" : habits_.chance(0.1) ? "OT" : "OVW";
        const std::string outcome = assessment.eligible ? "SPL" : habits_.chance(0.5) ? "INF" : "COF";
        put(assessments, {reference('A', person, nth), id_, nhs_, uk_date(assessment.started),
                          uk_date(assessment.completed), kind, messy(code(ways, assessment.way)),
                          assessment.eligible ? "Y" : "N", code(bands, assessment.band), outcome, note()});
        return true;
    }

    bool service(const Person& person, std::size_t nth) {
        const auto& service = person.services[nth];
        const bool ended = service.end && *service.end <= order_.period.last;
        if (service.start > order_.period.last || (service.end && *service.end < order_.period.first)) return false;
        const bool hourly = service.support == Support::home_care && service.payment != Payment::direct;
        const std::string reason = !ended                                        ? ""
                                   : person.died && *person.died == *service.end ? "RIP"
                                   : habits_.chance(0.7)                         ? "PLN"
                                                                                 : "OTH";
        put(services, {reference('S', person, nth), id_, nhs_, uk_date(service.start),
                       ended ? uk_date(*service.end) : or_null(""),
                       service.payment == Payment::direct ? "DP" : code(elements, service.support),
                       messy(code(payments, service.payment)), hourly ? pounds(14.25) : pounds(service.weekly),
                       hourly                                  ? "H"
                       : service.support == Support::equipment ? "O"
                                                               : "W",
                       hourly ? pounds(std::round(service.weekly / 14.25 * 2) / 2) : "", or_null(reason)});
        return true;
    }

    bool review(const Person& person, std::size_t nth) {
        const auto& review = person.reviews[nth];
        if (!order_.period.holds(review.day)) return false;
        constexpr std::array<const char*, 3> met{"F", "P", "N"};
        put(reviews, {reference('V', person, nth), id_, nhs_, uk_date(review.day - habits_.between(-20, 20)),
                      uk_date(review.day), review.planned ? "SCH" : "OTH", met[static_cast<std::size_t>(review.met)],
                      messy(code(ways, review.way)), habits_.chance(0.8) ? "CON" : "CHG", note()});
        return true;
    }

    bool answered(const Person& person, std::size_t nth) {
        const auto& answers = person.answers[nth];
        if (!order_.period.holds(answers.day)) return false;
        const auto& items = answers.items;
        Cells row{reference('Q', person, nth),
                  id_,
                  nhs_,
                  uk_date(answers.day),
                  answers.easy_read ? "E" : code(modes, answers.mode),
                  std::to_string(answers.stratum),
                  std::to_string(answers.overall)};
        for (const int item : {1, 2, 3, 4, 5, 7, 8, 9, 10})
            row.emplace_back(std::to_string(items[static_cast<std::size_t>(item)]));
        put(survey, std::move(row));
        return true;
    }

    void staff_rows() {
        constexpr std::array<const char*, 6> roles{"SW", "OT", "ROVI", "OP", "MGR", "ADM"};
        constexpr std::array<int, 6> heads{52, 11, 2, 48, 12, 25};
        for (std::size_t i = 0; i < roles.size(); ++i) {
            const int head = heads[i] + habits_.between(-2, 2);
            put(staff, {uk_date(order_.period.last), roles[i], std::to_string(std::max(head, 1)),
                        pounds(0.84 * std::max(head, 1)), pounds(habits_.between(0, 3))});
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::string id_;
    std::string nhs_;
    std::array<std::uint64_t, tab_count> rows_{};
};

} // namespace

std::uint64_t write_focus(const Order& order, const Emit& emit) {
    return FocusReturn(order, emit).write();
}

} // namespace pilotage::generate
