// Sensing Change, Suffolk: a register with one sheet a year; one wide row holds a person, a request and what followed.
#include "core/sdk/plugin.hpp"
#include "plugins/sensing_change/tables.hpp"

namespace pilotage::sensing_change {
namespace {

constexpr std::string_view picture = "d/m/yyyy";

class SensingChange final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        importers::read_tables(submission, out, plan(submission.period_start.substr(0, 4)));
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        person(record, out);
        request(record, out);
        if (!record["first_contact"].empty()) contact(record, out);
        if (!record["assessment_date"].empty()) assessment(record, out);
        if (!record["equipment_date"].empty() || !record["equipment"].empty()) equipment(record, out);
        if (!record["rehabilitation_start"].empty()) rehabilitation(record, out);
        if (!record["review_date"].empty()) review(record, out);
    }

private:
    /// The register numbers rows, not people, so its number stands for the person only where there is no NHS number.
    static sdk::EvaluationDraft about(const sdk::LocalRecord& record, sdk::EvaluationWriter& out,
                                      std::string_view type) {
        auto draft = out.record(type);
        const auto nhs_number = record["nhs_number"].compact();
        draft.set("nhs_number", nhs_number);
        if (nhs_number.empty()) draft.set("local_id", record["register_number"]);
        return draft;
    }

    /// One row holds two services, so each has the register's number with a letter of its own.
    static sdk::Value reference(const sdk::LocalRecord& record, std::string_view letter) {
        const auto number = record["register_number"];
        return number.empty() ? number : number.with(std::string(number.text()) + std::string(letter));
    }

    static void person(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto registered = record["registered"];
        auto draft = about(record, out, "person");
        draft.set("birth_month", record["date_of_birth"].date(picture).month())
            .code("gender", record["sex"])
            .code("ethnicity", record["ethnicity"])
            .set("client_type", "Service user")
            .code("primary_support_reason", record["loss"]);
        impairment(draft, out, "visual_impairment", record, registered);
        impairment(draft, out, "hearing_impairment", record, registered);
        draft.set("postcode_sector", record["postcode"].postcode_sector()).write();
    }

    /// The register's category says how severe the loss is; where it is about the other sense, or not filled in, the
    /// kind of loss decides.
    static void impairment(sdk::EvaluationDraft& draft, sdk::EvaluationWriter& out, std::string_view field,
                           const sdk::LocalRecord& record, const sdk::Value& registered) {
        const std::string by_register = std::string(field) + ".register";
        if (!registered.empty() && out.map(by_register, registered))
            draft.code(field, registered, by_register);
        else
            draft.code(field, record["loss"], std::string(field) + ".loss");
    }

    static void request(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about(record, out, "request")
            .set("event_reference", record["register_number"])
            .set("start_date", record["date_received"].date(picture))
            .set("end_date", record["date_closed"].date(picture))
            .code("primary_support_reason", record["loss"])
            .code("route_of_access", record["referred_by"])
            .code("referral_path", record["came_via"])
            .code("referral_source", record["referred_by"])
            .code("event_outcome", record["outcome"])
            .write();
    }

    static void contact(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        auto draft = about(record, out, "contact");
        draft.set("contact_date", record["first_contact"].date(picture));
        if (record["contact_how"].empty())
            draft.set("contact_channel", "Unknown");
        else
            draft.code("contact_channel", record["contact_how"]);
        draft.set("minutes", record["contact_minutes"]).write();
    }

    static void assessment(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = record["assessment_date"].date(picture);
        about(record, out, "assessment")
            .set("event_reference", record["register_number"])
            .set("start_date", day)
            .set("end_date", day)
            .code("primary_support_reason", record["loss"])
            .set("assessment_type", "Sensory assessment")
            .code("method_of_assessment", record["assessed_how"])
            .code("eligible_needs_identified", record["eligible"])
            .write();
    }

    static void equipment(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = record["equipment_date"].date(picture);
        about(record, out, "service")
            .set("event_reference", reference(record, "/E"))
            .set("start_date", day)
            .set("end_date", day)
            .code("primary_support_reason", record["loss"])
            .set("service_type", "Short term support: Ongoing low level")
            .code("service_component", record["equipment"])
            .set("unit_cost", record["equipment_cost"])
            .set("cost_frequency", record["equipment_cost"].empty() ? "" : "One-off")
            .write();
    }

    static void rehabilitation(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about(record, out, "service")
            .set("event_reference", reference(record, "/R"))
            .set("start_date", record["rehabilitation_start"].date(picture))
            .set("end_date", record["rehabilitation_end"].date(picture))
            .code("primary_support_reason", record["loss"])
            .set("service_type", "Short term support: ST-Max")
            .set("service_component", "Professional support: Other")
            .code("delivery_mechanism", record["direct_payment"])
            .write();
    }

    static void review(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = record["review_date"].date(picture);
        about(record, out, "review")
            .set("event_reference", record["register_number"])
            .set("start_date", day)
            .set("end_date", day)
            .code("primary_support_reason", record["loss"])
            .set("review_reason", "Planned")
            .code("review_outcomes_achieved", record["review_result"])
            .write();
    }
};

} // namespace
} // namespace pilotage::sensing_change

PILOTAGE_PLUGIN(pilotage::sensing_change::SensingChange, "sensing_change", "1.0.0", "sensing_change.xsd", "xls",
                "Sensing Change, Suffolk: a register of sight and hearing loss, one sheet a year")
