#include "plugins/stoke_neuro/person_list.hpp"

namespace pilotage::stoke_neuro {

using importers::Needed;
using importers::Reads;

const importers::Plan& person_list() {
    static const importers::Plan list = [] {
        importers::Plan made;
        made.tables = {{"person",
                        "list of persons",
                        {{"service_user_ref", {"Service User Ref", "ServiceUserRef"}, Reads::code},
                         {"nhs_number", {"NHS No", "NHS Number"}},
                         {"surname", {"Surname"}, Reads::text, Needed::no},
                         {"first_name", {"First Name", "Forename"}, Reads::text, Needed::no},
                         {"date_of_birth", {"DOB", "Date of Birth"}},
                         {"gender", {"Gender"}, Reads::code},
                         {"ethnic_group", {"Ethnic Group", "Ethnicity"}, Reads::code},
                         {"postcode", {"Postcode"}, Reads::code},
                         {"role", {"Role"}, Reads::code},
                         {"need", {"Need"}, Reads::code},
                         {"condition", {"Condition"}, Reads::code, Needed::no},
                         {"home_care_from", {"Home Care From"}},
                         {"home_care_to", {"Home Care To"}},
                         {"weekly_cost", {"Weekly Cost"}, Reads::number}},
                        Needed::yes,
                        {}}};
        made.tables_are_files = true;
        made.nulls = {"NULL", "N/K"};
        return made;
    }();
    return list;
}

} // namespace pilotage::stoke_neuro
