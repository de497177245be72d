#include "examples/generate/returns.hpp"
#include "examples/generate/spelling.hpp"

#include <algorithm>
#include <array>

namespace pilotage::generate {
namespace {

// Places in a row, in the order of the headings below.
enum Field : std::size_t {
    la_code,
    period_start,
    period_end,
    nhs_number,
    person_id,
    first_name,
    last_name,
    gender = 9,
    ethnicity,
    date_of_birth,
    date_of_death,
    client_type,
    primary_support_reason,
    postcode,
    accommodation,
    employment,
    has_carer,
    autism,
    visual,
    hearing,
    dementia,
    funding,
    event_type,
    event_reference,
    event_start,
    event_end,
    event_description,
    event_outcome,
    route,
    assessment_type,
    eligible,
    method_of_assessment,
    hours_caring,
    adults_cared_for,
    adult_1,
    service_type = 39,
    service_component,
    delivery,
    review_reason = 44,
    achieved,
    method_of_review,
    unit_cost,
    cost_frequency,
    planned_units,
    field_count
};

constexpr std::array<const char*, 10> needs{"Physical support: Access and mobility only",
                                            "Physical support: Personal care support",
                                            "Sensory support: Support for visual impairment",
                                            "Sensory support: Support for hearing impairment",
                                            "Sensory support: Support for dual impairment",
                                            "Support with memory and cognition",
                                            "Learning disability support",
                                            "Mental health support",
                                            "Social support: Support to unpaid carer",
                                            "Social support: Support for social isolation or other reason"};
constexpr std::array<const char*, 6> routes{"Community / Other route",          "Discharge from Hospital",
                                            "Diversion from Hospital Services", "Planned Entry (Transition)",
                                            "Discharge from Reablement",        "Transfer from Other LA"};
constexpr std::array<const char*, 8> results{"Progress to assessment, review or reassessment",
                                             "Progress to reablement/ST-Max",
                                             "NFA: Information and advice or signposting",
                                             "NFA: Information and advice or signposting",
                                             "NFA: Support declined",
                                             "NFA: Referral to NHS services or NHS funded social care",
                                             "NFA: Referral to other service within the local authority",
                                             "NFA: Other"};
constexpr std::array<const char*, 4> ways{"In person", "In person", "Telephone", "Self assessment"};
constexpr std::array<const char*, 7> homes{"Owner occupier or shared ownership scheme",
                                           "Tenant: Local authority or other social housing provider",
                                           "Tenant: Private landlord",
                                           "Settled mainstream housing with family or friends",
                                           "Sheltered housing, extra care housing or other sheltered housing",
                                           "Supported accommodation, supported lodgings or supported group home",
                                           "Unknown"};
constexpr std::array<const char*, 3> met{"Fully achieved", "Partially achieved", "Not achieved"};
struct Kind {
    const char *type, *component;
};
constexpr std::array<Kind, 8> kinds{{{"Long term support: Community", "Home support or domiciliary care"},
                                     {"Long term support: Community", "Day support"},
                                     {"Long term support: Community", "Community supported living"},
                                     {"Long term support: Residential care", "Long term residential care"},
                                     {"Long term support: Nursing care", "Long term nursing care"},
                                     {"Short term support: ST-Max", "Reablement"},
                                     {"Short term support: Ongoing low level", "Equipment"},
                                     {"Unpaid carer support: Direct to unpaid carer", "Other unpaid carer support"}}};

std::string ethnic_group(char code) {
    const std::string white = "White: ", mixed = "Mixed or multiple: ", asian = "Asian or Asian British: ",
                      black = "Black, Black British, Caribbean or African: ";
    switch (code) {
    case 'A':
        return white + "English, Welsh, Scottish, Northern Irish or British";
    case 'B':
        return white + "Irish";
    case 'C':
        return white + "Any other White background";
    case 'D':
        return mixed + "White and Black Caribbean";
    case 'E':
        return mixed + "White and Black African";
    case 'F':
        return mixed + "White and Asian";
    case 'G':
        return mixed + "Any other Mixed or multiple ethnic background";
    case 'H':
        return asian + "Indian";
    case 'J':
        return asian + "Pakistani";
    case 'K':
        return asian + "Bangladeshi";
    case 'L':
        return asian + "Any other Asian background";
    case 'M':
        return black + "Caribbean";
    case 'N':
        return black + "African";
    case 'P':
        return black + "Any other Black, Black British or Caribbean background";
    case 'R':
        return asian + "Chinese";
    case 'S':
        return "Other: Any other ethnic group";
    default:
        return "No data: Undeclared or not known";
    }
}

Practice practice() {
    Practice practice;
    practice.band = 9;
    practice.opened = day_of(2011, 4, 4);
    practice.needs = {22, 30, 3, 3, 1, 14, 9, 8, 8, 2};
    practice.days_to_assessment = 31;
    practice.reviewed = 0.58;
    practice.direct_payments = 0.22;
    return practice;
}

// The national file as a council exports it: one row for each event, the person's details on each of them.
class CldReturn {
public:
    CldReturn(const Order& order, const Emit& emit)
        : order_(order), emit_(emit), habits_(order.seed, 0xC1D), practice_(practice()) {}

    std::uint64_t write() {
        emit_(0, {"LA Code",
                  "Reporting Period Start Date",
                  "Reporting Period End Date",
                  "NHS Number",
                  "LA Person Unique Identifier",
                  "First Name",
                  "Last Name",
                  "GP Practice Name",
                  "GP Practice Code",
                  "Gender",
                  "Ethnicity",
                  "Date of Birth",
                  "Date of Death",
                  "Client Type",
                  "Primary Support Reason",
                  "Postcode",
                  "Accommodation Status",
                  "Employment Status",
                  "Has Unpaid Carer",
                  "Autism Spectrum Disorder (ASD)",
                  "Visual Impairment",
                  "Hearing Impairment",
                  "Dementia",
                  "Client Funding Status",
                  "Event Type",
                  "Event Reference",
                  "Event Start Date",
                  "Event End Date",
                  "Event Description",
                  "Event Outcome",
                  "Request: Route of Access",
                  "Assessment Type",
                  "Eligible Needs Identified",
                  "Method of Assessment",
                  "Total Hrs Caring per week",
                  "No. of adults being cared for",
                  "Adult 1 Linked Person_ID",
                  "Adult 2 Linked Person_ID",
                  "Adult 3 Linked Person_ID",
                  "Service Type",
                  "Service Component",
                  "Delivery Mechanism",
                  "Provider CQC Location Name",
                  "Provider CQC Location ID",
                  "Review Reason",
                  "Review Outcomes Achieved",
                  "Method of Review",
                  "Unit Cost (18,2)",
                  "Cost Frequency (Unit Type)",
                  "Planned units per week (18,2)"});
        const auto people = people_until(practice_, order_.people_a_year, order_.period);
        if (order_.rows == 0)
            for (std::uint32_t i = 0; i < people; ++i)
                person(live(practice_, order_.seed + 77, i, order_.people_a_year));
        for (std::uint32_t i = 0; rows_ < order_.rows; ++i) person(one_of_many(i, people));
        return rows_;
    }

private:
    /// People without end. Where the test range of NHS numbers is used up, its first people come again with other
    /// events.
    Person one_of_many(std::uint32_t index, std::uint32_t people) {
        constexpr std::uint32_t in_band = 90000, bands = 10;
        const auto lived = [&](std::uint32_t i) {
            return live(practice_, order_.seed + 77 + i / people, i % people, order_.people_a_year);
        };
        const auto who = index % (in_band * bands);
        auto person = lived(who);
        person.index = who;
        if (!person.nhs_number.empty())
            person.nhs_number = nhs_number_of(static_cast<int>(who / in_band), who % in_band);
        lap_ = static_cast<int>(index / (in_band * bands));
        if (lap_ == 0) return person;
        auto other = lived(index);
        if (person.died) other = {};
        person.requests = std::move(other.requests);
        person.assessments = std::move(other.assessments);
        person.services = std::move(other.services);
        person.reviews = std::move(other.reviews);
        return person;
    }

    void person(const Person& person) {
        about_ = Cells(field_count);
        const auto set = [&](Field field, std::string text) { about_[field] = Cell(std::move(text)); };
        const bool carer = person.need == Need::carer;
        const int age = (order_.period.last - person.born) / 365;
        set(la_code, "999");
        set(period_start, uk_date(order_.period.first));
        set(period_end, uk_date(order_.period.last));
        set(nhs_number, person.nhs_number);
        set(person_id, "C" + std::to_string(200001 + person.index));
        set(first_name, person.who.forename);
        set(last_name, person.who.surname);
        set(gender, person.female ? "Female" : "Male");
        set(ethnicity, ethnic_group(person.ethnicity));
        set(date_of_birth, uk_date(person.born));
        dead_ = person.died && *person.died <= order_.period.last;
        set(date_of_death, dead_ ? uk_date(*person.died) : habits_.chance(0.2) ? "NULL" : "");
        set(client_type, carer ? "Unpaid carer" : "Service user");
        set(primary_support_reason, needs[static_cast<std::size_t>(person.need)]);
        set(postcode, person.who.postcode);
        set(accommodation, homes[static_cast<std::size_t>(person.home)]);
        set(employment, age < 65 ? "Not in paid employment: Not actively seeking work or retired" : "");
        set(has_carer, person.index % 3 == 0 ? "Yes" : "No");
        set(autism, "No");
        set(dementia, person.need == Need::memory ? "Yes" : "No");
        set(funding, person.index % 4 == 0 ? "Joint client and social care funded" : "Fully social care funded");
        event_ = 100 * lap_;
        bool any = false;
        for (const auto& request : person.requests) any |= this->request(request, person);
        for (const auto& assessment : person.assessments) any |= this->assessment(assessment, carer);
        for (const auto& service : person.services) any |= this->service(service);
        for (const auto& review : person.reviews) any |= this->review(review);
        if (any && person.index % 10 == 3 && !carer) associated_carer(person);
    }

    Cells row(const char* type, int start, std::optional<int> end, const char* outcome) {
        Cells cells = about_;
        cells[event_type] = type;
        cells[event_reference] = "E" + about_[person_id].text.substr(1) + std::to_string(++event_ + 100);
        cells[event_start] = uk_date(start);
        if (end) cells[event_end] = uk_date(*end);
        cells[event_outcome] = outcome;
        return cells;
    }

    bool request(const Request& request, const Person&) {
        if (!order_.period.holds(request.closed)) return false;
        auto cells = row("Request", request.asked, request.closed, results[static_cast<std::size_t>(request.result)]);
        cells[route] = routes[static_cast<std::size_t>(request.route)];
        put(std::move(cells));
        return true;
    }

    bool assessment(const Assessment& assessment, bool carer) {
        if (!order_.period.holds(assessment.completed)) return false;
        auto cells = row("Assessment", assessment.started, assessment.completed,
                         assessment.eligible ? "Progress to support planning or services"
                                             : "NFA: No services offered for other reason");
        cells[assessment_type] = carer ? "Unpaid carer assessment" : "Long term support assessment";
        cells[eligible] = assessment.eligible ? "Yes" : "No";
        cells[method_of_assessment] = ways[static_cast<std::size_t>(assessment.way)];
        put(std::move(cells));
        return true;
    }

    bool service(const Service& service) {
        const bool ended = service.end && *service.end <= order_.period.last;
        if (service.start > order_.period.last || (service.end && *service.end < order_.period.first)) return false;
        const bool direct = service.payment == Payment::direct;
        auto cells = row("Service", service.start, ended ? service.end : std::nullopt,
                         !ended                ? "Continuation of support or services"
                         : dead_               ? "NFA: Deceased"
                         : habits_.chance(0.7) ? "NFA: Support ended as planned"
                                               : "NFA: Support ended for other reason");
        const auto& kind = kinds[static_cast<std::size_t>(service.support)];
        cells[service_type] = kind.type;
        cells[service_component] = direct ? "Direct payment" : kind.component;
        cells[delivery] = direct                                ? "Direct Payment"
                          : service.payment == Payment::managed ? "CASSR Managed Personal Budget"
                                                                : "CASSR Commissioned Support";
        const bool hourly = service.support == Support::home_care && !direct;
        cells[unit_cost] = hourly                                    ? pounds(13.75)
                           : service.support == Support::residential ? pounds(service.weekly * 4)
                                                                     : pounds(service.weekly);
        cells[cost_frequency] = hourly                                    ? "Hourly"
                                : service.support == Support::residential ? "4-weekly"
                                : service.support == Support::equipment   ? "One-off"
                                                                          : "Weekly";
        if (hourly) cells[planned_units] = pounds(std::round(service.weekly / 13.75 * 2) / 2);
        put(std::move(cells));
        return true;
    }

    bool review(const Review& review) {
        if (!order_.period.holds(review.day)) return false;
        auto cells = row("Review", review.day, review.day, "Continuation of support or services");
        cells[review_reason] = review.planned ? "Planned" : "Unplanned - Other Reason";
        cells[achieved] = met[static_cast<std::size_t>(review.met)];
        cells[method_of_review] = ways[static_cast<std::size_t>(review.way)];
        put(std::move(cells));
        return true;
    }

    void associated_carer(const Person& person) {
        Cells cells(field_count);
        for (const auto field : {la_code, period_start, period_end}) cells[field] = about_[field];
        cells[person_id] = "K" + std::to_string(200001 + person.index);
        cells[gender] = person.female ? "Male" : "Female";
        cells[ethnicity] = about_[ethnicity];
        cells[client_type] = "Unpaid carer known by association";
        cells[adult_1] = about_[person_id];
        put(std::move(cells));
    }

    void put(Cells cells) {
        if (order_.rows != 0 && rows_ == order_.rows) return;
        ++rows_;
        if (habits_.chance(0.05))
            std::transform(cells[event_type].text.begin(), cells[event_type].text.end(), cells[event_type].text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (order_.flaws > 0 && habits_.chance(order_.flaws)) spoil(cells);
        emit_(0, std::move(cells));
    }

    void spoil(Cells& cells) {
        switch (habits_.between(0, 3)) {
        case 0:
            cells[gender] = Cell();
            break;
        case 1:
            cells[event_outcome] = "Not mapped";
            break;
        case 2:
            cells[event_start] = "31/06/2012";
            break;
        default:
            cells[accommodation] = "Caravan";
            break;
        }
    }

    const Order& order_;
    const Emit& emit_;
    Random habits_;
    Practice practice_;
    Cells about_;
    bool dead_ = false;
    int event_ = 0;
    int lap_ = 0;
    std::uint64_t rows_ = 0;
};

} // namespace

std::uint64_t write_cld(const Order& order, const Emit& emit) {
    return CldReturn(order, emit).write();
}

} // namespace pilotage::generate
