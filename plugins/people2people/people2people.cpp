// People2People, Shropshire: one workbook with the sheets Cases, Reviews and Survey.
#include "core/sdk/days.hpp"
#include "core/sdk/plugin.hpp"
#include "core/sdk/remembered.hpp"
#include "plugins/people2people/tables.hpp"

#include <charconv>

namespace pilotage::people2people {
namespace {

constexpr std::string_view picture = "d/m/yyyy";

class People2People final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        clients_.clear();
        period_start_ = submission.period_start;
        importers::read_tables(submission, out, plan());
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("case"))
            client_case(record, out);
        else if (record.is("review"))
            review(record, out);
        else
            survey(record, out);
    }

private:
    /// Reviews and questionnaires name only the case; the person is found through the sheet Cases, which is read first.
    struct Client {
        std::string nhs_number, number, type;
    };

    static sdk::EvaluationDraft about(const sdk::LocalRecord& record, sdk::EvaluationWriter& out,
                                      std::string_view type) {
        auto draft = out.record(type);
        draft.set("nhs_number", record["nhs_number"].compact()).set("local_id", record["client_number"]);
        return draft;
    }
    static sdk::EvaluationDraft about(const Client& client, sdk::EvaluationWriter& out, std::string_view type) {
        auto draft = out.record(type);
        draft.set("nhs_number", std::string_view(client.nhs_number)).set("local_id", std::string_view(client.number));
        return draft;
    }

    void client_case(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        clients_.keep(record["case_ref"],
                      {std::string(record["nhs_number"].compact().text()), std::string(record["client_number"].text()),
                       std::string(record["client_type"].text())});
        check_sums(record, out);
        about(record, out, "person")
            .set("birth_month", record["date_of_birth"].date(picture).month())
            .code("gender", record["sex"])
            .code("ethnicity", record["ethnicity"])
            .code("client_type", record["client_type"])
            .code("primary_support_reason", record["primary_need"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
        // A case stays on the sheet while its support goes on; what ended before the period stood in an earlier return.
        if (!earlier(record["date_closed"])) request(record, out);
        const auto assessed =
            record["assessment_completed"].empty() ? record["assessment_started"] : record["assessment_completed"];
        if (!assessed.empty() && !earlier(assessed)) assessment(record, out);
        if (!record["support_start"].empty() || !record["support_type"].empty()) service(record, out);
    }

    bool earlier(const sdk::Value& day) const { return sdk::is_before(day.date(picture), period_start_); }

    static void request(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about(record, out, "request")
            .set("event_reference", record["case_ref"])
            .set("start_date", record["date_of_referral"].date(picture))
            .set("end_date", record["date_closed"].date(picture))
            .code("client_type", record["client_type"])
            .code("primary_support_reason", record["primary_need"])
            .code("route_of_access", record["access_route"])
            .code("referral_path", record["how_referred"])
            .code("referral_source", record["referred_by"])
            .code("event_outcome", record["outcome"], "event_outcome.cases")
            .write();
    }

    static void assessment(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto completed = record["assessment_completed"].date(picture);
        const auto started = record["assessment_started"].date(picture);
        about(record, out, "assessment")
            .set("event_reference", record["case_ref"])
            .set("start_date", started.empty() ? completed : started)
            .set("end_date", completed)
            .code("client_type", record["client_type"])
            .code("primary_support_reason", record["primary_need"])
            .code("assessment_type", record["client_type"])
            .code("method_of_assessment", record["assessed_how"])
            .code("eligible_needs_identified", record["eligible"])
            .code("facs_band", record["facs"])
            .write();
    }

    static void service(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about(record, out, "service")
            .set("event_reference", record["case_ref"])
            .set("start_date", record["support_start"].date(picture))
            .set("end_date", record["support_end"].date(picture))
            .code("client_type", record["client_type"])
            .code("primary_support_reason", record["primary_need"])
            .code("service_type", record["support_type"])
            .code("service_component", record["support_type"])
            .code("delivery_mechanism", record["budget_type"])
            .set("unit_cost", record["weekly_budget"])
            .set("cost_frequency", record["weekly_budget"].empty() ? "" : "Weekly")
            .write();
    }

    void review(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        const auto* client = client_of(record, out);
        if (client == nullptr) return;
        const auto day = record["date_of_review"].date(picture);
        about(*client, out, "review")
            .set("event_reference", record["review_ref"])
            .set("start_date", day)
            .set("end_date", day)
            .code("client_type", std::string_view(client->type))
            .code("review_reason", record["review_type"])
            .code("review_outcomes_achieved", record["outcomes_met"])
            .code("method_of_review", record["reviewed_how"])
            .code("event_outcome", record["outcome"], "event_outcome.reviews")
            .write();
    }

    void survey(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        const auto* client = client_of(record, out);
        if (client == nullptr) return;
        const bool easy_read = record["version"].text() == "E";
        auto response = about(*client, out, "survey_response");
        response.set("response_reference", record["serial"])
            .set("survey", "Adult Social Care Survey")
            .set("response_date", record["date_returned"].date(picture))
            .code("survey_stratum", record["stratum"]);
        if (easy_read)
            response.set("survey_mode", "Easy read");
        else
            response.code("survey_mode", record["returned_how"]);
        response.write();
        for (const std::string_view question :
             {"q1", "q2a", "q3a", "q4a", "q5a", "q6a", "q7a", "q7b", "q8a", "q9a", "q11", "q12"})
            out.record("survey_answer")
                .set("response_reference", record["serial"])
                .set("survey_question", easy_read && question == "q1" ? "q1_easy_read" : question)
                .set("answer", record[question])
                .write();
    }

    const Client* client_of(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        sdk::Finding unknown;
        unknown.field = "Case ref";
        unknown.expected = "a case reference that stands on the sheet Cases, in a row that was not rejected";
        unknown.message = "The row belongs to a case that is not on the sheet Cases, or whose row was rejected.";
        unknown.remedy = "Correct the case reference, or mend the row of the case.";
        return clients_.find(record["case_ref"], out, unknown, "no case could be read, so nobody knows whose this is");
    }

    /// What the workbook works out, and what a person types beside it, may contradict what stands in other cells.
    static void check_sums(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        sdk::Finding finding;
        finding.severity = sdk::Severity::warning;
        finding.rule = "record.contradiction";
        const auto waited =
            sdk::days_between(record["date_of_referral"].text(), record["assessment_started"].text(), picture);
        if (waited && !record["days_waiting"].empty() && *waited != whole_number(record["days_waiting"])) {
            finding.field = "Days waiting";
            finding.message =
                "The days of waiting do not agree with the dates of referral and assessment; the dates were used.";
            finding.remedy = "Let the workbook work its formulas out again, and check the two dates.";
            out.finding(record["days_waiting"], finding);
        }
        const auto share = record["share_as_direct_payment"];
        const auto type = record["budget_type"].text();
        const bool pays_direct = type == "DP" || type == "MX";
        if (!share.empty() && !type.empty() && pays_direct == is_nought(share)) {
            finding.field = "% as direct payment";
            finding.message =
                "The share paid as a direct payment does not agree with the type of budget; the type was used.";
            finding.remedy = "Correct the type of budget or the share.";
            out.finding(share, finding);
        }
    }

    static int whole_number(const sdk::Value& value) {
        const auto text = value.text();
        int number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    static bool is_nought(const sdk::Value& decimal) {
        return decimal.text().find_first_of("123456789") == std::string_view::npos;
    }

    sdk::Remembered<Client> clients_;
    std::string period_start_;
};

} // namespace
} // namespace pilotage::people2people

PILOTAGE_PLUGIN(pilotage::people2people::People2People, "people2people", "1.0.0", "people2people.xsd", "xlsx",
                "People2People, Shropshire: a workbook of cases, reviews and a survey")
