#include "plugins/activ8/tables.hpp"

namespace pilotage::activ8 {
namespace {

using importers::Column;
using importers::Needed;
using importers::Reads;

constexpr auto optional = Needed::no;
// "(57 rows affected)", which the query tool writes below its result.
constexpr std::string_view closing = "(";

// Dates are read as codes: months come as words in any case.
const Column perid{"perid", {"PERID", "PER_ID"}};
const Column dob{"dob", {"DOB"}, Reads::code};
const Column postcode{"postcode", {"POSTCODE"}, Reads::code};
const Column gender{"gender", {"GENDER"}, Reads::code};
const Column ethnicity{"ethnicity", {"ETHNICITY"}, Reads::code};
const Column client_group{"client_group", {"CLIENT_GROUP"}, Reads::code};

} // namespace

const importers::Plan& plan() {
    static const importers::Plan all = [] {
        importers::Plan made;
        made.tables = {{"assessment",
                        "ASSESSMENT",
                        {{"asm_id", {"ASM_ID"}},
                         perid,
                         dob,
                         {"assessment_start", {"ASSESSMENT_START"}, Reads::code},
                         {"assessment_end", {"ASSESSMENT_END"}, Reads::code},
                         {"qsa_description", {"QSA_DESCRIPTION"}, Reads::code},
                         {"qsa_group", {"QSA_GROUP"}, Reads::code},
                         {"assessment_reason", {"ASSESSMENT_REASON"}, Reads::code},
                         {"form_outcome", {"FORM_OUTCOME"}, Reads::code},
                         {"service_team", {"SERVICE_TEAM"}, Reads::code},
                         postcode,
                         gender,
                         ethnicity,
                         client_group,
                         {"ward", {"WARD"}, Reads::text, optional},
                         {"constituency", {"CONSTITUENCY"}, Reads::text, optional}},
                        Needed::yes,
                        closing},
                       {"agreement",
                        "AGREEMENT",
                        {perid,
                         dob,
                         {"agreement_start", {"AGREEMENT_START"}, Reads::code},
                         {"agreement_end", {"AGREEMENT_END"}, Reads::code},
                         {"service", {"SERVICE"}, Reads::code},
                         {"service_description", {"SERVICE_DESCRIPTION"}, Reads::text, optional},
                         {"element", {"ELEMENT"}, Reads::code},
                         {"element_description", {"ELEMENT_DESCRIPTION"}, Reads::text, optional},
                         {"cost", {"SERVICE/ELEMENT_COST", "COST"}, Reads::number},
                         postcode,
                         gender,
                         ethnicity,
                         client_group},
                        Needed::yes,
                        closing}};
        made.tables_are_files = true;
        made.nulls = {"NULL"};
        made.options.delimiter = '\t';
        return made;
    }();
    return all;
}

} // namespace pilotage::activ8
