#include "plugins/people2people/tables.hpp"

namespace pilotage::people2people {
namespace {

using importers::Column;
using importers::Needed;
using importers::Reads;

constexpr auto optional = Needed::no;

const Column case_ref{"case_ref", {"Case ref", "Case reference", "Case no"}, Reads::code};

importers::TableShape cases() {
    return {"case",
            "Cases",
            {case_ref,
             {"client_number", {"Client no.", "Client number"}, Reads::code},
             {"nhs_number", {"NHS number", "NHS no"}},
             {"client_name", {"Client name", "Name"}, Reads::text, optional},
             {"date_of_birth", {"Date of birth", "DOB"}, Reads::date},
             {"sex", {"Sex", "Gender"}, Reads::code},
             {"ethnicity", {"Ethnicity code", "Ethnicity"}, Reads::code, optional},
             {"client_type", {"Client type"}, Reads::code},
             {"primary_need", {"Primary need"}, Reads::code},
             {"area", {"Area"}, Reads::code},
             {"postcode", {"Postcode"}, Reads::code, optional},
             {"how_referred", {"How referred"}, Reads::code},
             {"access_route", {"Access route"}, Reads::code, optional},
             {"referred_by", {"Referred by"}, Reads::code, optional},
             {"date_of_referral", {"Date of referral", "Referral date"}, Reads::date},
             {"date_closed", {"Date closed"}, Reads::date},
             {"outcome", {"Outcome", "Outcome of referral"}, Reads::code},
             {"assessment_started", {"Assessment started", "Date first assessed"}, Reads::date},
             {"assessment_completed", {"Assessment completed"}, Reads::date},
             {"days_waiting", {"Days waiting"}, Reads::number, optional},
             {"assessed_how", {"Assessed how"}, Reads::code, optional},
             {"eligible", {"Eligible (Y/N)", "Eligible"}, Reads::code, optional},
             {"facs", {"FACS", "FACS band"}, Reads::code, optional},
             {"support_start", {"Support start"}, Reads::date},
             {"support_end", {"Support end"}, Reads::date},
             {"support_type", {"Support type"}, Reads::code},
             {"budget_type", {"Budget type"}, Reads::code},
             {"share_as_direct_payment", {"% as direct payment", "Percent as DP"}, Reads::share, optional},
             {"weekly_budget", {"Weekly budget (\u00a3)", "Weekly budget"}, Reads::number, optional},
             {"notes", {"Notes"}, Reads::text, optional}}};
}

importers::TableShape reviews() {
    return {"review",
            "Reviews",
            {{"review_ref", {"Review ref", "Review no"}, Reads::code},
             case_ref,
             {"date_of_review", {"Date of review", "Review date"}, Reads::date},
             {"review_type", {"Type", "Review type"}, Reads::code},
             {"outcomes_met", {"Outcomes met"}, Reads::number, optional},
             {"reviewed_how", {"How", "Reviewed how"}, Reads::code, optional},
             {"outcome", {"Result", "Outcome"}, Reads::code, optional},
             {"comments", {"Comments"}, Reads::text, optional}}};
}

importers::TableShape survey() {
    std::vector<Column> columns{
        {"serial", {"Serial", "Serial no"}, Reads::number},          case_ref,
        {"date_returned", {"Date returned"}, Reads::date, optional}, {"version", {"Version"}, Reads::code},
        {"returned_how", {"Returned how"}, Reads::code, optional},   {"stratum", {"Stratum"}, Reads::number}};
    for (const std::string_view question :
         {"q1", "q2a", "q3a", "q4a", "q5a", "q6a", "q7a", "q7b", "q8a", "q9a", "q11", "q12"})
        columns.push_back({question, {question}, Reads::number});
    columns.push_back({"comments", {"Comments"}, Reads::text, optional});
    return {"survey", "Survey", std::move(columns)};
}

} // namespace

const importers::Plan& plan() {
    static const importers::Plan all = [] {
        importers::Plan made;
        made.tables = {cases(), reviews(), survey()};
        made.passed_over = {"Codes", "Lookups"};
        made.nulls = {"n/a", "-"};
        return made;
    }();
    return all;
}

} // namespace pilotage::people2people
