#include "examples/generate/returns.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { assessments, agreements };

struct Element {
    const char *service, *name, *element, *element_name;
};
// In the order of Support.
constexpr std::array<Element, 8> elements{{{"HOME", "Home Support", "HOME01", "Home Support - Personal Care"},
                                           {"DAYC", "Day Care", "DAYC01", "Day Care - Place per Week"},
                                           {"SUPL", "Supported Living", "SUPL01", "Supported Living - Core Hours"},
                                           {"RESI", "Residential", "RESI01", "Residential - Long Stay"},
                                           {"NURS", "Nursing", "NURS01", "Nursing - Long Stay"},
                                           {"REAB", "Enablement", "REAB01", "Enablement - Episode"},
                                           {"EQUI", "Equipment", "EQUI01", "Equipment - Minor Item"},
                                           {"CARR", "Carers", "CARR01", "Carers - Break"}}};
constexpr Element direct_payment{"DPAY", "Direct Payment", "DPAY01", "Direct Payment - Agency"};
// In the order of Need; the practice has people with physical disabilities, and their carers.
constexpr std::array<const char*, 10> groups{"PD - Access",        "PD - Personal Care", "Visual Impairment",
                                             "Hearing Impairment", "Dual Sensory Loss",  "PD - Access",
                                             "PD - Access",        "PD - Access",        "Carer",
                                             "PD - Access"};
constexpr std::array<const char*, 4> wards{"Pretend Heath", "Imaginary Green", "Nowhere Park", "Made Up Moor"};
constexpr std::array<const char*, 2> constituencies{"Nowhere North", "Nowhere South"};

Practice practice() {
    Practice practice;
    practice.band = 9;
    practice.opened = day_of(2011, 7, 4);
    practice.needs = {38, 42, 3, 3, 1, 0, 0, 0, 13, 0};
    practice.days_to_assessment = 27;
    practice.reviewed = 0.6;
    practice.direct_payments = 0.35;
    return practice;
}

std::string ethnic_group(char code, bool hyphen) {
    switch (code) {
    case 'A':
        return hyphen ? "White - British" : "White British";
    case 'B':
        return "White Irish";
    case 'C':
        return "White Other";
    case 'D':
        return "Mixed White/Black Caribbean";
    case 'E':
        return "Mixed White/Black African";
    case 'F':
        return "Mixed White/Asian";
    case 'G':
        return "Mixed Other";
    case 'H':
        return "Indian";
    case 'J':
        return "Pakistani";
    case 'K':
        return "Bangladeshi";
    case 'L':
        return "Asian Other";
    case 'M':
        return "Black Caribbean";
    case 'N':
        return "Black African";
    case 'P':
        return "Black Other";
    case 'R':
        return "Chinese";
    case 'S':
        return "Other Ethnic Group";
    default:
        return "Not Stated";
    }
}

// Two queries of a council's system, run for all days since the practice opened: times behind dates, months in words,
// NULL.
class Activ8Return {
public:
    Activ8Return(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0xAC78), practice_(practice()) {}

    std::uint64_t write() {
        emit_(assessments, {"ASM_ID", "PERID", "DOB", "ASSESSMENT_START", "ASSESSMENT_END", "QSA_DESCRIPTION",
                            "QSA_GROUP", "ASSESSMENT_REASON", "FORM_OUTCOME", "SERVICE_TEAM", "POSTCODE", "GENDER",
                            "ETHNICITY", "CLIENT_GROUP", "WARD", "CONSTITUENCY"});
        emit_(agreements,
              {"PERID", "DOB", "AGREEMENT_START", "AGREEMENT_END", "SERVICE", "SERVICE_DESCRIPTION", "ELEMENT",
               "ELEMENT_DESCRIPTION", "SERVICE/ELEMENT_COST", "POSTCODE", "GENDER", "ETHNICITY", "CLIENT_GROUP"});
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        for (std::uint32_t i = 0; i < people; ++i) person(live(practice_, order_.seed, i, order_.people_a_year));
        for (const auto tab : {assessments, agreements})
            emit_(tab, {"(" + std::to_string(rows_[tab]) + " rows affected)"});
        return rows_[assessments] + rows_[agreements];
    }
    int left_out() const { return left_out_; }

private:
    bool past(int day) const { return day <= order_.period.last; }

    std::string written(int day) {
        const auto plain = uk_date(day);
        if (habits_.chance(0.55)) return plain + " 00:00";
        if (habits_.chance(0.1)) {
            constexpr std::array<const char*, 12> months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                         "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
            return plain.substr(0, 2) + "-" + months.at(static_cast<std::size_t>(std::stoi(plain.substr(3, 2)) - 1)) +
                   "-" + plain.substr(6);
        }
        return plain;
    }
    std::string nothing() { return habits_.chance(0.6) ? "NULL" : ""; }
    std::string messy(std::string words) {
        if (habits_.chance(0.3))
            std::transform(words.begin(), words.end(), words.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (habits_.chance(0.05)) words += "  ";
        return words;
    }

    void person(const Person& person) {
        perid_ = std::to_string(500001 + person.index * 7);
        for (std::size_t i = 0; i < person.assessments.size(); ++i) assessment(person, i);
        for (std::size_t i = 0; i < person.reviews.size(); ++i) review(person, i);
        for (const auto& service : person.services) agreement(person, service);
    }

    // The outcome stays open until the service is agreed.
    std::string outcome_of(const Person& person, const Assessment& assessment) {
        if (!assessment.eligible) return habits_.chance(0.6) ? "Not Eligible" : "Advice and Information";
        if (assessment.service < 0) return "Support Declined";
        const auto& first = person.services[static_cast<std::size_t>(assessment.service)];
        if (!past(first.start)) return "";
        if (first.support == Support::reablement) return "Reablement";
        return first.payment == Payment::direct ? "Direct Payment to be arranged" : "Services to be arranged";
    }

    void assessment(const Person& person, std::size_t nth) {
        const auto& assessment = person.assessments[nth];
        if (!past(assessment.completed)) return;
        const bool carer = person.need == Need::carer;
        const auto outcome = outcome_of(person, assessment);
        const bool ours = !outcome.ends_with("Information") || habits_.chance(0.7);
        const std::string form = carer                  ? "Carer Assessment"
                                 : habits_.chance(0.15) ? "Occupational Therapy Assessment"
                                 : habits_.chance(0.4)  ? "Self Directed Support Assessment"
                                                        : "Community Care Assessment";
        row(person, nth + 1, assessment.started, assessment.completed, form, "Assessments",
            nth == 0 ? "New Referral" : "Change of Need", outcome, ours);
    }

    void review(const Person& person, std::size_t nth) {
        const auto& review = person.reviews[nth];
        if (!past(review.day)) return;
        row(person, nth + 10, review.day, review.day, "Self Directed Support Assessment", "Reviews",
            review.planned ? "Planned Review" : "Change of Need", "Services Continue", true);
    }

    void row(const Person& person, std::size_t number, int start, int end, const std::string& form,
             const std::string& group, const std::string& reason, const std::string& outcome, bool ours) {
        if (!ours || end < order_.period.first) ++left_out_;
        Cells cells{std::to_string((person.index + 501) * 100 + number),
                    perid_,
                    written(person.born),
                    written(start),
                    written(end),
                    messy(form),
                    group,
                    messy(reason),
                    outcome.empty() ? nothing() : messy(outcome),
                    ours ? "Activ8 Team " + std::to_string(person.index % 2 + 1) : "Locality South 2"};
        about(person, cells);
        cells.emplace_back(wards[person.index % wards.size()]);
        cells.emplace_back(constituencies[person.index % constituencies.size()]);
        put(assessments, std::move(cells));
    }

    void about(const Person& person, Cells& cells) {
        cells.emplace_back(person.who.postcode);
        cells.emplace_back(habits_.chance(0.7) ? (person.female ? "Female" : "Male") : (person.female ? "F" : "M"));
        cells.emplace_back(messy(ethnic_group(person.ethnicity, habits_.chance(0.2))));
        cells.emplace_back(messy(groups[static_cast<std::size_t>(person.need)]));
    }

    void agreement(const Person& person, const Service& service) {
        if (!past(service.start)) return;
        const auto& element =
            service.payment == Payment::direct ? direct_payment : elements[static_cast<std::size_t>(service.support)];
        const bool ended = past(*service.end);
        if (ended && *service.end < order_.period.first) ++left_out_;
        const auto pence = static_cast<std::uint64_t>(std::llround(service.weekly * 100));
        const auto cost = std::to_string(pence / 100) + (pence % 100 < 10 ? ".0" : ".") + std::to_string(pence % 100);
        Cells cells{perid_,
                    written(person.born),
                    written(service.start),
                    ended ? written(*service.end) : nothing(),
                    element.service,
                    element.name,
                    element.element,
                    element.element_name,
                    habits_.chance(0.3) ? "£" + cost : cost};
        about(person, cells);
        put(agreements, std::move(cells));
    }

    void put(Tab tab, Cells row) {
        ++rows_[tab];
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(tab, row);
        emit_(tab, std::move(row));
    }

    void spoil(Tab tab, Cells& row) {
        if (tab == assessments) {
            if (habits_.chance(0.6))
                row[8] = "Outcome Migrated";
            else
                row[3] = "31/06/2012 00:00";
        } else if (habits_.chance(0.5)) {
            row[4] = "MISC";
            row[6] = "MISC01";
        } else {
            row[0] = "9" + row[0].text;
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    std::string perid_;
    std::array<std::uint64_t, 2> rows_{};
    int left_out_ = 0;
};

} // namespace

std::uint64_t write_activ8(const Order& order, const Emit& emit) {
    return Activ8Return(order, emit).write();
}

int left_out_of_activ8(const Order& order) {
    const Emit nowhere = [](std::size_t, const Cells&) {};
    Activ8Return made(order, nowhere);
    made.write();
    return made.left_out();
}

} // namespace pilotage::generate
