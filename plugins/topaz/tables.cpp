#include "plugins/topaz/tables.hpp"

namespace pilotage::topaz {
namespace {

using importers::Column;
using importers::Needed;
using importers::Reads;

constexpr auto optional = Needed::no;

const Column reference{"reference", {"Ref", "Topaz ref"}, Reads::code};
const Column nhs_number{"nhs_number", {"NHS no", "NHS number"}};
const Column name{"name", {"Name"}, Reads::text, optional};
const Column date_of_birth{"date_of_birth", {"Date of birth", "DOB"}, Reads::date};
const Column sex{"sex", {"Sex"}, Reads::code};
const Column postcode{"postcode", {"Postcode"}, Reads::code, optional};
const Column asked_on{"asked_on", {"Asked on", "Referred on"}, Reads::date};

importers::TableShape people() {
    return {"referral",
            "People",
            {reference,
             nhs_number,
             {"council_number", {"Lambeth no", "Lambeth number"}},
             name,
             date_of_birth,
             sex,
             {"ethnicity", {"Ethnicity"}, Reads::code, optional},
             postcode,
             {"who_pays", {"Who pays"}, Reads::code},
             {"need", {"Main need"}, Reads::code},
             {"came_how", {"Came how"}, Reads::code},
             {"told_by", {"Told us", "Referred by"}, Reads::code, optional},
             asked_on,
             {"talked_on", {"First talk"}, Reads::date},
             {"talked_for", {"Talk took"}, Reads::text, optional},
             {"talked_how", {"Where"}, Reads::code, optional},
             {"band", {"FACS band", "FACS"}, Reads::code, optional},
             {"outcome", {"What came of it", "Outcome"}, Reads::code},
             {"closed_on", {"Closed on"}, Reads::date},
             {"notes", {"Notes"}, Reads::text, optional}}};
}

importers::TableShape support() {
    return {"support",
            "Support",
            {{"support_reference", {"Support ref"}, Reads::code},
             reference,
             {"kind", {"Kind of support"}, Reads::code},
             {"begins", {"Begins"}, Reads::date},
             {"ends", {"Ends"}, Reads::date},
             {"cost", {"Cost a week"}, Reads::number, optional},
             {"paid_by_person", {"Paid by the person"}, Reads::share, optional},
             {"visits", {"Visits a week"}, Reads::number, optional}}};
}

importers::TableShape stroke() {
    return {"stroke",
            "Stroke",
            {{"stroke_reference", {"Stroke ref"}, Reads::code},
             nhs_number,
             name,
             date_of_birth,
             sex,
             postcode,
             {"hospital", {"Hospital"}, Reads::code, optional},
             asked_on,
             {"first_visit", {"First visit"}, Reads::date},
             {"reviewed_on", {"Six-month review"}, Reads::date, optional},
             {"review_result", {"Result of review"}, Reads::code, optional},
             {"goals_met", {"Goals met"}, Reads::share, optional},
             {"ends", {"Ends", "Ended"}, Reads::date}},
            Needed::no};
}

importers::TableShape follow_ups() {
    return {"follow_up",
            "Follow-ups",
            {{"follow_up_reference", {"Follow-up ref", "Follow-up no"}, Reads::code},
             reference,
             {"nhs_number", {"NHS no", "NHS number"}, Reads::text, optional},
             {"last_served", {"Last served"}, Reads::date},
             {"due", {"Due"}, Reads::date, optional},
             {"done_on", {"Done on"}, Reads::date},
             {"result", {"Who answered"}, Reads::code, optional},
             {"receiving", {"Has adult social care"}, Reads::code},
             {"since", {"Since"}, Reads::date, optional},
             {"comments", {"Comments"}, Reads::text, optional}}};
}

importers::TableShape staff() {
    return {"staff",
            "Staff",
            {{"as_at", {"As at"}, Reads::date},
             {"role", {"Role"}, Reads::code},
             {"people", {"People", "Headcount"}, Reads::number},
             {"whole_time", {"Whole-time", "WTE"}, Reads::number, optional},
             {"vacant", {"Vacant"}, Reads::number, optional}},
            Needed::no};
}

} // namespace

const importers::Plan& plan() {
    static const importers::Plan all = [] {
        importers::Plan made;
        made.tables = {people(), support(), stroke(), follow_ups(), staff()};
        made.passed_over = {"Lists", "Read me"};
        made.nulls = {"n/a", "-", "?"};
        return made;
    }();
    return all;
}

} // namespace pilotage::topaz
