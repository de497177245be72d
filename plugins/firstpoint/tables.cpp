#include "plugins/firstpoint/tables.hpp"

namespace pilotage::firstpoint {
namespace {

constexpr auto text = Reads::text, number = Reads::number;

} // namespace

const std::vector<Table>& report_tables() {
    static const std::vector<Table> all{
        {"client",
         "client",
         {{"client_number"},
          {"nhs_number"},
          {"surname", text},
          {"forename", text},
          {"born"},
          {"sex"},
          {"ethnicity"},
          {"hearing"},
          {"language"},
          {"postcode"},
          {"address", text}}},
        {"referral",
         "referral",
         {{"reference"},
          {"client_number"},
          {"received"},
          {"source"},
          {"via"},
          {"closed"},
          {"outcome"},
          {"days_open", number},
          {"remarks", text}}},
        {"assessment",
         "assessment",
         {{"reference"},
          {"client_number"},
          {"started"},
          {"completed"},
          {"kind"},
          {"how"},
          {"eligible"},
          {"band"},
          {"outcome"}}},
        {"service",
         "service",
         {{"reference"},
          {"client_number"},
          {"service"},
          {"start"},
          {"end"},
          {"how"},
          {"units", number},
          {"cost", number},
          {"per"},
          {"notes", text}}},
        {"review", "review", {{"reference"}, {"client_number"}, {"day"}, {"why"}, {"result"}, {"how"}}},
        {"staff",
         "staff",
         {{"post"},
          {"as_of"},
          {"title"},
          {"heads", number},
          {"wte", number},
          {"transferred", number},
          {"vacant", number}}}};
    return all;
}

const Table& contacts() {
    static const Table table{"contact",
                             contacts_path,
                             {{"id"},
                              {"client_number", Reads::code, "client"},
                              {"caller"},
                              {"at"},
                              {"channel"},
                              {"purpose"},
                              {"minutes", number},
                              {"interpreter_booked", Reads::code, "interpreter.booked"},
                              {"interpreter_language", Reads::code, "interpreter.language"}}};
    return table;
}

// The first three come from the contact that a follow-up belongs to.
const Table& follow_ups() {
    static const Table table{"follow_up",
                             follow_ups_path,
                             {{"contact", text, ""},
                              {"number", text, ""},
                              {"client_number", text, ""},
                              {"at"},
                              {"channel"},
                              {"minutes", number}}};
    return table;
}

} // namespace pilotage::firstpoint
