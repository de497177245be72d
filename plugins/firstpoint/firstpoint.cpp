// FirstPoint, Surrey: the printed report of a case system, and logs of contacts with their channels.
#include "core/sdk/plugin.hpp"
#include "core/sdk/remembered.hpp"
#include "plugins/firstpoint/reading.hpp"

#include <string>

namespace pilotage::firstpoint {
namespace {

constexpr std::string_view picture = "dd/mm/yyyy";

class FirstPoint final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        clients_.clear();
        read_files(submission, out);
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("client"))
            client(record, out);
        else if (record.is("staff"))
            staff(record, out);
        else if (const auto* who = client_of(record, out))
            of_client(record, *who, out);
    }

private:
    /// Every other record names the person by the client number alone.
    struct Client {
        std::string number, hearing;
    };

    const Client* client_of(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        sdk::Finding unknown;
        unknown.field = "client_number";
        unknown.message = "The client register of the report has no client of this number, or the client was rejected.";
        unknown.remedy = "Correct the number, or send the report of a day on which the client stands in it.";
        return clients_.find(record["client_number"], out, unknown);
    }

    void client(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto number = record["client_number"];
        clients_.keep(number, {std::string(number.text()), std::string(record["hearing"].text())});
        out.record("person")
            .set("nhs_number", record["nhs_number"].compact())
            .set("local_id", number)
            .set("birth_month", record["born"].date(picture).month())
            .code("gender", record["sex"])
            .code("ethnicity", record["ethnicity"])
            .code("client_type", record["hearing"])
            .code("primary_support_reason", record["hearing"])
            .code("visual_impairment", record["hearing"])
            .code("hearing_impairment", record["hearing"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
    }

    static void staff(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        out.record("staff_in_post")
            .set("as_of", record["as_of"].date(picture))
            .code("staff_role", record["title"])
            .set("headcount", record["heads"])
            .set("whole_time_equivalents", record["wte"])
            .set("vacancies", record["vacant"])
            .write();
    }

    static void of_client(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        if (record.is("contact") || record.is("follow_up")) return contact(record, who, out);
        if (record.is("referral")) return referral(record, who, out);
        if (record.is("assessment")) return assessment(record, who, out);
        if (record.is("service")) return service(record, who, out);
        review(record, who, out);
    }

    static sdk::EvaluationDraft about(const Client& who, sdk::EvaluationWriter& out, std::string_view type) {
        auto draft = out.record(type);
        draft.set("local_id", std::string_view(who.number));
        return draft;
    }
    static sdk::EvaluationDraft event(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out,
                                      std::string_view type, std::string_view start, std::string_view end) {
        auto draft = about(who, out, type);
        draft.set("event_reference", record["reference"])
            .set("start_date", record[start].date(picture))
            .set("end_date", record[end].date(picture))
            .code("client_type", std::string_view(who.hearing))
            .code("primary_support_reason", std::string_view(who.hearing));
        return draft;
    }

    static void referral(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        event(record, who, out, "request", "received", "closed")
            .code("route_of_access", record["source"])
            .code("referral_path", record["via"])
            .code("referral_source", record["source"])
            .code("event_outcome", record["outcome"])
            .write();
    }

    static void assessment(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        event(record, who, out, "assessment", "started", "completed")
            .code("assessment_type", record["kind"])
            .code("method_of_assessment", record["how"])
            .code("eligible_needs_identified", record["eligible"])
            .code("facs_band", record["band"])
            .code("event_outcome", record["outcome"])
            .write();
    }

    static void service(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        event(record, who, out, "service", "start", "end")
            .code("service_type", record["service"])
            .code("service_component", record["service"])
            .code("delivery_mechanism", record["how"])
            .set("unit_cost", record["cost"])
            .code("cost_frequency", record["per"])
            .set("planned_units_per_week", record["units"])
            .write();
    }

    static void review(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        event(record, who, out, "review", "day", "day")
            .code("review_reason", record["why"])
            .code("review_outcomes_achieved", record["result"])
            .code("method_of_review", record["how"])
            .write();
    }

    /// A follow-up is a contact of its own, with its own channel.
    static void contact(const sdk::LocalRecord& record, const Client& who, sdk::EvaluationWriter& out) {
        auto draft = about(who, out, "contact");
        if (record.is("contact"))
            draft.set("contact_reference", record["id"]).code("contact_purpose", record["purpose"]);
        else
            draft.set("contact_reference", record["contact"].with(std::string(record["contact"].text()) + "/" +
                                                                  std::string(record["number"].text())));
        const auto at = record["at"];
        draft.set("contact_date", at.with(std::string(at.text().substr(0, 10))).date("yyyy-mm-dd"))
            .code("contact_channel", record["channel"])
            .set("minutes", record["minutes"])
            .write();
    }

    sdk::Remembered<Client> clients_;
};

} // namespace
} // namespace pilotage::firstpoint

PILOTAGE_PLUGIN(pilotage::firstpoint::FirstPoint, "firstpoint", "1.0.0", "firstpoint.xsd", "text,json",
                "FirstPoint, Surrey: a printed report with totals, and logs of contacts with their channels")
