#include "plugins/sensing_change/tables.hpp"

#include <utility>

namespace pilotage::sensing_change {
namespace {

using importers::Needed;
using importers::Reads;

constexpr auto optional = Needed::no;

importers::TableShape register_sheet() {
    return {"register_row",
            "register sheet",
            {{"register_number", {"Reg no", "Register no", "Reg number"}},
             {"nhs_number", {"NHS no", "NHS number"}},
             {"surname", {"Surname"}, Reads::text, optional},
             {"forename", {"Forename", "First name"}, Reads::text, optional},
             {"date_of_birth", {"DOB", "Date of birth"}, Reads::date},
             {"sex", {"M/F", "Sex"}, Reads::code},
             {"ethnicity", {"Ethnic origin", "Ethnicity"}, Reads::code, optional},
             {"postcode", {"Postcode"}, Reads::code, optional},
             {"loss", {"Sight/Hearing/Dual", "Loss"}, Reads::code},
             {"registered", {"Registered"}, Reads::code},
             {"date_received", {"Date ref rec'd", "Referral received"}, Reads::date},
             {"referred_by", {"Ref from", "Referred by"}, Reads::code},
             {"came_via", {"Came via", "Via"}, Reads::code},
             {"date_closed", {"Date closed"}, Reads::date},
             {"outcome", {"Outcome"}, Reads::code},
             {"first_contact", {"1st contact", "First contact"}, Reads::date, optional},
             {"contact_how", {"Contact how"}, Reads::code, optional},
             {"contact_minutes", {"Contact mins", "Mins"}, Reads::number, optional},
             {"assessment_date", {"Assessed (rehab)", "Assessed"}, Reads::date},
             {"assessed_by", {"Assessed by"}, Reads::text, optional},
             {"assessed_how", {"Assessed how"}, Reads::code, optional},
             {"eligible", {"Eligible Y/N", "Eligible"}, Reads::code, optional},
             {"equipment_date", {"Equipment date"}, Reads::date},
             {"equipment", {"Equipment"}, Reads::code},
             {"equipment_cost", {"Equip. cost", "Equipment cost"}, Reads::number, optional},
             {"rehabilitation_start", {"Rehab start"}, Reads::date},
             {"rehabilitation_end", {"Rehab end"}, Reads::date},
             {"rehabilitation_worker", {"Rehab worker"}, Reads::text, optional},
             {"direct_payment", {"DP Y/N", "DP"}, Reads::code, optional},
             {"review_date", {"Review date"}, Reads::date},
             {"review_result", {"Review result"}, Reads::code, optional},
             {"remarks", {"Remarks", "Comments"}, Reads::text, optional}}};
}

} // namespace

importers::Plan plan(std::string year) {
    importers::Plan made;
    made.tables = {register_sheet()};
    made.passed_over = {"Notes"};
    made.nulls = {"n/a", "-", "none given"};
    if (!year.empty())
        made.leave_out = [year = std::move(year)](const importers::TableShape&,
                                                  const importers::Row& row) -> std::string_view {
            return row.table.substr(0, year.size()) == year ? "" : "a sheet of another year";
        };
    return made;
}

} // namespace pilotage::sensing_change
