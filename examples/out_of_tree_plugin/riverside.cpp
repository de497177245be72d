// A plugin for one site, from the first line to the last. Riverside keeps its enquiries in one CSV file:
//
//     Enquiry,Person,NHS no,Received,Closed,Sex,Asked by,Result
//     R-0001,P-17,943 476 5919,03/09/2012,05/09/2012,F,GP,ADVICE
//
// What the columns may hold stands in riverside.xsd, what the codes mean in crosswalk.csv; neither is repeated here.
#include "core/sdk/plugin.hpp"
#include "importers/plugin_support.hpp"

namespace {

namespace importers = pilotage::importers;
namespace sdk = pilotage::sdk;

class Riverside final : public sdk::SiteImporter {
public:
    // Called once, with the files of one return. Here they are tables with headings, so one call reads them all: each
    // row becomes an <enquiry> of riverside.xsd, and is checked against it before normalise() sees it. A file of
    // another kind is read with importers::open and handed over row by row: out.draft(), set() for each cell,
    // out.write().
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        importers::Plan plan;
        plan.tables = {{"enquiry",
                        "the list of enquiries",
                        {{"number", {"Enquiry", "Enquiry number"}},
                         {"person", {"Person"}},
                         {"nhs_number", {"NHS no", "NHS number"}},
                         {"received", {"Received"}},
                         {"closed", {"Closed"}},
                         {"sex", {"Sex"}, importers::Reads::code},
                         {"asked_by", {"Asked by", "Source"}, importers::Reads::code},
                         {"result", {"Result"}, importers::Reads::code}}}};
        plan.tables_are_files = true;
        importers::read_tables(submission, out, plan);
    }

    // Called for each record that passed the schema: say it again in the study's common terms (evaluation-1.xsd). A
    // cell goes in as a value, or as a code that the crosswalk maps; a cell that is empty is simply not set. Whatever
    // cannot be converted becomes a finding at its own cell.
    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        const auto nhs_number = record["nhs_number"].compact();

        out.record("person")
            .set("nhs_number", nhs_number)
            .set("local_id", record["person"])
            .code("gender", record["sex"])
            .write();

        out.record("request")
            .set("nhs_number", nhs_number)
            .set("local_id", record["person"])
            .set("event_reference", record["number"])
            .set("start_date", record["received"].date("dd/mm/yyyy"))
            .set("end_date", record["closed"].date("dd/mm/yyyy"))
            .code("referral_source", record["asked_by"])
            .code("event_outcome", record["result"])
            .write();
    }
};

} // namespace

// Class, name, version, schema, formats, and a line for people. The name is also the one of the library: riverside.so.
PILOTAGE_PLUGIN(Riverside, "riverside", "1.0.0", "riverside.xsd", "csv", "Riverside, an example site")
