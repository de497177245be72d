#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { cases, reviews, survey, codes, lookups };

constexpr std::array<const char*, 10> needs{"1A", "1B", "2A", "2B", "2C", "3", "4", "5", "6", "7"};
constexpr std::array<const char*, 6> routes{"R1", "R2", "R3", "R4", "R5", "R6"};
constexpr std::array<const char*, 8> sources{"S", "F", "G", "H", "C", "O", "V", "O"};
constexpr std::array<const char*, 8> results{"O1", "O3", "O4", "O5", "O6", "O7", "O8", "O10"};
constexpr std::array<const char*, 4> bands{"CR", "SU", "MO", "LO"};
constexpr std::array<const char*, 4> ways{"V", "H", "T", "S"};
constexpr std::array<const char*, 8> supports{"S1", "S3", "S4", "S5", "S6", "S7", "S8", "S9"};
constexpr std::array<const char*, 3> areas{"Shrewsbury", "South", "North"};
constexpr std::array<const char*, 3> area_codes{"SH", "SO", "NO"};
constexpr std::array<const char*, 4> modes{"P", "T", "I", "W"};

Practice practice() {
    Practice practice;
    practice.band = 7;
    practice.opened = day_of(2012, 4, 16);
    practice.needs = {22, 26, 2, 2, 1, 8, 18, 4, 14, 3};
    practice.direct_at_first = 0.55;
    practice.direct_growth = 0.12;
    practice.days_to_assessment = 13;
    practice.reviewed = 0.85;
    practice.direct_payments = 0.42;
    practice.surveyed = 0.8;
    practice.wellbeing = 0.75;
    practice.areas_open = {practice.opened, day_of(2012, 10, 1), day_of(2013, 4, 1)};
    return practice;
}

// The workbook as a small office keeps it: titles over the headings, dates typed as text here and there, a row of
// totals.
class People2PeopleReturn {
public:
    People2PeopleReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0x9E09), practice_(practice()) {}

    std::uint64_t write() {
        begin();
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people; ++i) person(live(practice_, order_.seed, i, order_.people_a_year));
        Cells totals(cases_columns);
        totals[0] = "Total";
        totals[1] = {Cell::Kind::formula, static_cast<double>(rows_[cases]),
                     "=COUNTA(A6:A" + std::to_string(rows_[cases] + 5) + ")"};
        totals[19] = {Cell::Kind::formula,
                      rows_[cases] == 0 ? 0
                                        : std::round(waited_ / static_cast<double>(std::max<std::uint64_t>(waits_, 1))),
                      "=AVERAGE(T6:T" + std::to_string(rows_[cases] + 5) + ")"};
        emit_(cases, std::move(totals));
        legend();
        return events_;
    }

private:
    static constexpr std::size_t cases_columns = 29;

    void begin() {
        const std::string years =
            "1 April " + order_.period.name.substr(0, 4) + " \u2013 31 March 20" + order_.period.name.substr(5);
        for (const auto& [tab, title] : {std::pair{cases, "People2People \u2013 cases"},
                                         {reviews, "People2People \u2013 reviews"},
                                         {survey, "People2People \u2013 what people told us"}}) {
            emit_(tab, {title});
            emit_(tab, {years});
            emit_(tab, {"SYNTHETIC DATA: no real person"});
            emit_(tab, {});
        }
        emit_(cases, {"Case\nref",
                      "Client\nno.",
                      "NHS\nnumber",
                      "Client name",
                      "Date of\nbirth",
                      "Sex",
                      "Ethnicity\ncode",
                      "Client\ntype",
                      "Primary\nneed",
                      "Area",
                      "Postcode",
                      "How\nreferred",
                      "Access\nroute",
                      "Referred\nby",
                      "Date of\nreferral",
                      "Date\nclosed",
                      "Outcome",
                      "Assessment\nstarted",
                      "Assessment\ncompleted",
                      "Days\nwaiting",
                      "Assessed\nhow",
                      "Eligible\n(Y/N)",
                      "FACS",
                      "Support\nstart",
                      "Support\nend",
                      "Support\ntype",
                      "Budget\ntype",
                      "% as direct\npayment",
                      "Weekly\nbudget (\u00a3)"});
        emit_(reviews,
              {"Review\nref", "Case\nref", "Date of\nreview", "Type", "Outcomes\nmet", "How", "Result", "Comments"});
        emit_(survey, {"Serial", "Case\nref", "Date\nreturned", "Version", "Returned\nhow", "Stratum", "q1", "q2a",
                       "q3a", "q4a", "q5a", "q6a", "q7a", "q7b", "q8a", "q9a", "q11", "q12", "Comments"});
    }

    // One in twenty dates was typed as text.
    Cell typed(int day) { return habits_.chance(0.05) ? Cell(uk_date(day)) : date(day); }
    Cell typed_if_past(std::optional<int> day) { return day && *day <= order_.period.last ? typed(*day) : Cell(); }

    void person(const Person& person) {
        for (std::size_t i = 0; i < person.requests.size(); ++i) case_row(person, i);
    }

    std::string case_ref(const Person& person, std::size_t nth) const {
        return code(area_codes, person.area) + "/20" + uk_date(person.requests[nth].asked).substr(8) + "/" +
               padded(person.index * 10ull + nth + 11, 5);
    }

    // A case stands in the return when it was closed in the period, or while its support goes on.
    void case_row(const Person& person, std::size_t nth) {
        const auto& request = person.requests[nth];
        if (request.closed > order_.period.last) return;
        const auto* assessment =
            request.assessment < 0 ? nullptr : &person.assessments[static_cast<std::size_t>(request.assessment)];
        const auto* service = assessment == nullptr || assessment->service < 0
                                  ? nullptr
                                  : &person.services[static_cast<std::size_t>(assessment->service)];
        const bool supported = service != nullptr && service->start <= order_.period.last &&
                               service->end.value_or(order_.period.last) >= order_.period.first;
        if (!order_.period.holds(request.closed) && !supported) return;
        ++rows_[cases];
        ++events_;
        const auto ref = case_ref(person, nth);
        Cells row{ref,
                  "C" + padded(person.index + 100001, 6),
                  nhs(person),
                  person.who.forename + " " + person.who.surname,
                  date(person.born),
                  person.female ? "F" : "M",
                  std::string(1, person.ethnicity),
                  person.need == Need::carer ? "C" : "U",
                  code(needs, person.need),
                  spelt(code(areas, person.area)),
                  person.who.postcode,
                  request.direct ? "D" : "F",
                  code(routes, request.route),
                  code(sources, request.source),
                  typed(request.asked),
                  typed(request.closed),
                  code(results, request.result)};
        row.resize(cases_columns);
        if (assessment != nullptr && assessment->completed <= order_.period.last) assessed(row, request, *assessment);
        if (service != nullptr && service->start <= order_.period.last) supported_by(row, *service);
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(row);
        emit_(cases, std::move(row));
        review_rows(person, ref, service);
        survey_rows(person, ref, service);
    }

    Cell nhs(const Person& person) {
        if (person.nhs_number.empty()) return {};
        if (habits_.chance(0.3)) return number(std::stod(person.nhs_number));
        return spaced(person.nhs_number);
    }
    std::string spelt(std::string area) { return habits_.chance(0.1) ? area + " " : area; }

    void assessed(Cells& row, const Request& request, const Assessment& assessment) {
        ++events_;
        row[17] = typed(assessment.started);
        row[18] = typed(assessment.completed);
        const auto at = std::to_string(rows_[cases] + 5);
        row[19] = {Cell::Kind::formula, static_cast<double>(assessment.started - request.asked),
                   "=DATEDIF(O" + at + ",R" + at + ",\"d\")"};
        waited_ += assessment.started - request.asked;
        ++waits_;
        row[20] = code(ways, assessment.way);
        row[21] = assessment.eligible ? "Y" : "N";
        row[22] = code(bands, assessment.band);
    }

    void supported_by(Cells& row, const Service& service) {
        ++events_;
        const bool direct = service.payment == Payment::direct;
        row[23] = typed(service.start);
        row[24] = typed_if_past(service.end);
        row[25] = direct ? "S2" : code(supports, service.support);
        row[26] = direct ? (service.share == 100 ? "DP" : "MX") : service.payment == Payment::managed ? "CM" : "CO";
        if (service.payment != Payment::commissioned) row[27] = {Cell::Kind::share, service.share / 100.0};
        row[28] = {Cell::Kind::money, service.weekly};
    }

    void spoil(Cells& row) {
        switch (habits_.between(0, 3)) {
        case 0:
            row[16] = "O11";
            break;
        case 1:
            row[9] = "Oswestry";
            break;
        case 2:
            row[14] = "30/02/2013";
            break;
        default:
            row[16] = "O12";
            break;
        }
    }

    void review_rows(const Person& person, const std::string& ref, const Service* service) {
        if (service == nullptr || service != &person.services.front()) return;
        for (std::size_t i = 0; i < person.reviews.size(); ++i) {
            const auto& review = person.reviews[i];
            if (!order_.period.holds(review.day)) continue;
            ++events_;
            Cells row{"RV" + padded(person.index * 10ull + i + 1, 5),
                      ref,
                      typed(review.day),
                      review.planned ? "P" : "U",
                      number(review.met + 1),
                      code(ways, review.way),
                      habits_.chance(0.8) ? "O20" : "O21",
                      habits_.chance(0.2) ? "Happy with the hub" : ""};
            if (order_.flaws > 0 && habits_.chance(order_.flaws)) row[6] = "O29";
            emit_(reviews, std::move(row));
        }
    }

    void survey_rows(const Person& person, const std::string& ref, const Service* service) {
        if (service == nullptr || service != &person.services.front()) return;
        for (std::size_t i = 0; i < person.answers.size(); ++i) {
            const auto& answers = person.answers[i];
            if (!order_.period.holds(answers.day)) continue;
            Cells row{number(static_cast<double>(person.index * 10 + i + 1)),
                      ref,
                      typed(answers.day),
                      answers.easy_read ? "E" : "S",
                      code(modes, answers.mode),
                      number(answers.stratum),
                      number(answers.overall)};
            for (const int item : answers.items) row.push_back(number(item));
            row.emplace_back(habits_.chance(0.1) ? "Would like more time with the same worker" : "");
            if (order_.flaws > 0 && habits_.chance(order_.flaws)) row[8] = number(5);
            emit_(survey, std::move(row));
        }
    }

    void legend() {
        emit_(codes, {"What the codes mean"});
        emit_(codes, {});
        const std::array<std::pair<const char*, const char*>, 12> lines{{{"O1", "Assessment"},
                                                                         {"O2", "Support plan at once"},
                                                                         {"O3", "Reablement"},
                                                                         {"O4", "Information and advice"},
                                                                         {"O5", "Support in the community"},
                                                                         {"O6", "Declined"},
                                                                         {"O7", "NHS"},
                                                                         {"O8", "Another council service"},
                                                                         {"O9", "Died"},
                                                                         {"O10", "No further action"},
                                                                         {"S1", "Home support"},
                                                                         {"S2", "Direct payment"}}};
        for (const auto& [value, meaning] : lines) emit_(codes, {value, meaning});
        for (const auto* area : areas) emit_(lookups, {area});
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::array<std::uint64_t, 3> rows_{};
    std::uint64_t events_ = 0;
    std::uint64_t waits_ = 0;
    double waited_ = 0;
};

} // namespace

std::uint64_t write_people2people(const Order& order, const Emit& emit) {
    return People2PeopleReturn(order, emit).write();
}

} // namespace pilotage::generate
