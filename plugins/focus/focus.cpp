// focus, North East Lincolnshire: a set of CSV files, one for each kind of event.
#include "core/sdk/plugin.hpp"
#include "plugins/focus/tables.hpp"

namespace pilotage::focus {
namespace {

constexpr std::string_view picture = "dd/mm/yyyy";

class Focus final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        importers::read_tables(submission, out, plan());
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("person"))
            person(record, out);
        else if (record.is("referral"))
            request(record, out);
        else if (record.is("assessment"))
            assessment(record, out);
        else if (record.is("service"))
            service(record, out);
        else if (record.is("review"))
            review(record, out);
        else if (record.is("survey"))
            survey(record, out);
        else
            staff(record, out);
    }

private:
    static sdk::EvaluationDraft about_person(const sdk::LocalRecord& record, sdk::EvaluationWriter& out,
                                             std::string_view type) {
        auto draft = out.record(type);
        draft.set("nhs_number", record["nhs_number"].compact()).set("local_id", record["person_id"]);
        return draft;
    }

    static void person(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about_person(record, out, "person")
            .set("birth_month", record["date_of_birth"].date(picture).month())
            .set("death_month", record["date_of_death"].date(picture).month())
            .code("gender", record["gender"])
            .code("ethnicity", record["ethnic_origin"])
            .code("client_type", record["client_type"])
            .code("primary_support_reason", record["client_group"])
            .code("accommodation_status", record["accommodation"])
            .code("employment_status", record["employment"])
            .code("client_funding_status", record["funding"])
            .code("has_unpaid_carer", record["has_carer"])
            .code("dementia", record["dementia"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
    }

    static void request(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about_person(record, out, "request")
            .set("event_reference", record["referral_id"])
            .set("start_date", record["referral_date"].date(picture))
            .set("end_date", record["closed_date"].date(picture))
            .code("primary_support_reason", record["client_group"])
            .code("route_of_access", record["access_route"])
            .code("referral_path", record["received_by"])
            .code("referral_source", record["referral_source"])
            .code("event_outcome", record["outcome"], "event_outcome.referrals")
            .write();
    }

    static void assessment(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about_person(record, out, "assessment")
            .set("event_reference", record["assessment_id"])
            .set("start_date", record["start_date"].date(picture))
            .set("end_date", record["completed_date"].date(picture))
            .code("assessment_type", record["assessment_type"])
            .code("method_of_assessment", record["method"])
            .code("eligible_needs_identified", record["eligible"])
            .code("facs_band", record["facs"])
            .code("event_outcome", record["outcome"], "event_outcome.assessments")
            .write();
    }

    static void service(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about_person(record, out, "service")
            .set("event_reference", record["service_id"])
            .set("start_date", record["start_date"].date(picture))
            .set("end_date", record["end_date"].date(picture))
            .code("service_type", record["service_element"])
            .code("service_component", record["service_element"])
            .code("delivery_mechanism", record["payment"])
            .set("unit_cost", record["unit_cost"])
            .code("cost_frequency", record["cost_unit"])
            .set("planned_units_per_week", record["units_per_week"])
            .code("event_outcome", record["end_reason"], "event_outcome.services")
            .write();
    }

    static void review(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = record["review_date"].date(picture);
        about_person(record, out, "review")
            .set("event_reference", record["review_id"])
            .set("start_date", day)
            .set("end_date", day)
            .code("review_reason", record["review_reason"])
            .code("review_outcomes_achieved", record["outcomes_met"])
            .code("method_of_review", record["method"])
            .code("event_outcome", record["outcome"], "event_outcome.reviews")
            .write();
    }

    static void survey(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about_person(record, out, "survey_response")
            .set("response_reference", record["response_id"])
            .set("survey", "Adult Social Care Survey")
            .set("response_date", record["answered"].date(picture))
            .code("survey_stratum", record["stratum"])
            .code("survey_mode", record["mode"])
            .write();
        const bool easy_read = record["mode"].text() == "E";
        for (const std::string_view question : {"q1", "q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q11", "q12"})
            out.record("survey_answer")
                .set("response_reference", record["response_id"])
                .set("survey_question", easy_read && question == "q1" ? "q1_easy_read" : question)
                .set("answer", record[question])
                .write();
    }

    static void staff(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        out.record("staff_in_post")
            .set("as_of", record["as_at"].date(picture))
            .code("staff_role", record["role"])
            .set("headcount", record["headcount"])
            .set("whole_time_equivalents", record["whole_time"])
            .set("vacancies", record["vacancies"])
            .write();
    }
};

} // namespace
} // namespace pilotage::focus

PILOTAGE_PLUGIN(pilotage::focus::Focus, "focus", "1.0.0", "focus.xsd", "csv",
                "focus, North East Lincolnshire: CSV files, one for each kind of event")
