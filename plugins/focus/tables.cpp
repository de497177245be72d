#include "plugins/focus/tables.hpp"

namespace pilotage::focus {
namespace {

using importers::Column;
using importers::Needed;
using importers::Reads;

constexpr std::string_view closing = "*** END";
constexpr auto optional = Needed::no;

const Column person_id{"person_id", {"Person ID", "PersonID", "Client ID"}};
const Column nhs_number{"nhs_number", {"NHS Number", "NHS No"}};
const Column client_group{"client_group", {"Client Group", "Primary Client Group"}, Reads::code, optional};

importers::TableShape persons() {
    return {"person",
            "persons.csv",
            {person_id,
             nhs_number,
             {"title", {"Title"}, Reads::text, optional},
             {"surname", {"Surname", "Last Name"}, Reads::text, optional},
             {"forename", {"Forename", "First Name"}, Reads::text, optional},
             {"date_of_birth", {"Date of Birth", "DOB"}, Reads::date},
             {"date_of_death", {"Date of Death", "DOD"}, Reads::date, optional},
             {"gender", {"Gender", "Sex"}, Reads::code},
             {"ethnic_origin", {"Ethnic Origin", "Ethnicity"}, Reads::code},
             {"client_type", {"Client Type"}, Reads::code},
             client_group,
             {"accommodation", {"Accommodation", "Accommodation Type"}, Reads::code, optional},
             {"employment", {"Employment"}, Reads::code, optional},
             {"funding", {"Funding"}, Reads::code, optional},
             {"has_carer", {"Has Carer?", "Carer"}, Reads::code, optional},
             {"dementia", {"Dementia"}, Reads::code, optional},
             {"address", {"Address"}, Reads::text, optional},
             {"postcode", {"Postcode", "Post Code"}, Reads::code},
             {"comments", {"Comments"}, Reads::text, optional}},
            Needed::yes,
            closing};
}

importers::TableShape referrals() {
    return {"referral",
            "referrals.csv",
            {{"referral_id", {"Referral ID", "Referral No"}},
             person_id,
             nhs_number,
             {"referral_date", {"Referral Date", "Date of Referral"}, Reads::date},
             {"closed_date", {"Closed Date", "Date Closed"}, Reads::date},
             {"access_route", {"Access Route"}, Reads::code},
             {"received_by", {"Received By"}, Reads::code},
             {"referral_source", {"Referral Source", "Source"}, Reads::code},
             client_group,
             {"outcome", {"Outcome", "Referral Outcome"}, Reads::code},
             {"notes", {"Notes"}, Reads::text, optional}},
            Needed::yes,
            closing};
}

importers::TableShape assessments() {
    return {"assessment",
            "assessments.csv",
            {{"assessment_id", {"Assessment ID", "Assessment No"}},
             person_id,
             nhs_number,
             {"start_date", {"Start Date"}, Reads::date},
             {"completed_date", {"Completed Date", "Date Completed"}, Reads::date},
             {"assessment_type", {"Assessment Type"}, Reads::code},
             {"method", {"Method"}, Reads::code},
             {"eligible", {"Eligible", "Eligible?"}, Reads::code, optional},
             {"facs", {"FACS Band", "FACS"}, Reads::code, optional},
             {"outcome", {"Outcome"}, Reads::code},
             {"notes", {"Assessor's Notes", "Notes"}, Reads::text, optional}},
            Needed::yes,
            closing};
}

importers::TableShape services() {
    return {"service",
            "services.csv",
            {{"service_id", {"Service ID", "Service No"}},
             person_id,
             nhs_number,
             {"start_date", {"Start Date"}, Reads::date},
             {"end_date", {"End Date"}, Reads::date},
             {"service_element", {"Service Element", "Element"}, Reads::code},
             {"payment", {"Payment", "Payment Type"}, Reads::code},
             {"unit_cost", {"Unit Cost"}, Reads::number, optional},
             {"cost_unit", {"Cost Unit"}, Reads::code, optional},
             {"units_per_week", {"Units per Week"}, Reads::number, optional},
             {"end_reason", {"End Reason"}, Reads::code, optional}},
            Needed::yes,
            closing};
}

importers::TableShape reviews() {
    return {"review",
            "reviews.csv",
            {{"review_id", {"Review ID", "Review No"}},
             person_id,
             nhs_number,
             {"due_date", {"Due Date", "Review Due"}, Reads::date, optional},
             {"review_date", {"Review Date"}, Reads::date},
             {"review_reason", {"Review Reason", "Reason"}, Reads::code},
             {"outcomes_met", {"Outcomes Met"}, Reads::code, optional},
             {"method", {"Method"}, Reads::code, optional},
             {"outcome", {"Outcome"}, Reads::code},
             {"notes", {"Reviewer's Notes", "Notes"}, Reads::text, optional}},
            Needed::yes,
            closing};
}

importers::TableShape staff() {
    return {"staff",
            "staff.csv",
            {{"as_at", {"As At"}, Reads::date},
             {"role", {"Role"}, Reads::code},
             {"headcount", {"Headcount"}, Reads::number},
             {"whole_time", {"WTE", "FTE"}, Reads::number, optional},
             {"vacancies", {"Vacancies"}, Reads::number, optional}},
            Needed::no,
            closing};
}

importers::TableShape survey() {
    std::vector<Column> columns{{"response_id", {"Response ID"}},
                                person_id,
                                nhs_number,
                                {"answered", {"Date Answered"}, Reads::date, optional},
                                {"mode", {"Mode"}, Reads::code, optional},
                                {"stratum", {"Stratum"}, Reads::code, optional}};
    for (const std::string_view question : {"q1", "q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q11", "q12"})
        columns.push_back({question, {question}});
    return {"survey", "survey.csv", std::move(columns), Needed::no, closing};
}

} // namespace

const importers::Plan& plan() {
    static const importers::Plan all = [] {
        importers::Plan made;
        made.tables = {persons(), referrals(), assessments(), services(), reviews(), staff(), survey()};
        made.tables_are_files = true;
        made.nulls = {"NULL"};
        made.options.delimiter = ',';
        return made;
    }();
    return all;
}

} // namespace pilotage::focus
