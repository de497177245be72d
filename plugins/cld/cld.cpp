// The national client-level data file of any council: one CSV file of events, twelve months to a submission.
#include "core/sdk/last_answer.hpp"
#include "core/sdk/plugin.hpp"
#include "core/sdk/repeated_record.hpp"
#include "plugins/cld/cells.hpp"
#include "plugins/cld/reading.hpp"
#include "plugins/cld/results.hpp"
#include "plugins/cld/rules.hpp"

#include <array>

namespace pilotage::cld {
namespace {

sdk::Value day_of(const sdk::Value& cell) {
    if (cell.empty()) return cell;
    const auto day = iso_day(cell.text());
    return day.empty() ? cell.fault("a date that is in the calendar, written dd/mm/yyyy or yyyy-mm-dd")
                       : cell.with(day);
}

/// Costs are taken without their sign.
sdk::Value amount_of(const sdk::Value& cell) {
    return cell.text().starts_with('-') ? cell.with(std::string(cell.text().substr(1))) : cell;
}

/// Evaluation asks for these; a blank that the specification does not allow is told, and counts as unknown.
void or_unknown(sdk::EvaluationDraft& draft, std::string_view field, const sdk::Value& cell) {
    if (cell.empty())
        draft.set(field, "Unknown");
    else
        draft.code(field, cell);
}

class ClientLevelData final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override { read_files(submission, out); }

    void normalise(const sdk::LocalRecord& local, sdk::EvaluationWriter& out) override {
        const Cells record(local);
        tell_results(record, releases_, out);
        person_.write(local, out, "person", [&](sdk::EvaluationDraft& draft) { person(draft, record, out); });
        switch (record.kind()) {
        case EventKind::none:
            return;
        case EventKind::request:
            return request(record, out);
        case EventKind::assessment:
            return assessment(record, out);
        case EventKind::service:
            return service(record, out);
        case EventKind::review:
            return review(record, out);
        }
    }

private:
    /// Values of release 1 stand in a list of their own.
    void coded(sdk::EvaluationDraft& draft, sdk::EvaluationWriter& out, ColumnName column, const Cells& record) {
        if (releases_.only_first(column, record, out))
            draft.code(column.field(), record[column], Releases::list_of_first(column));
        else
            draft.code(column.field(), record[column]);
    }

    /// Whose record it is.
    void about(sdk::EvaluationDraft& draft, const Cells& record) {
        const auto number = record["nhs_number"].compact();
        draft.set("nhs_number", number);
        if (!last_valid_.of(number.text(), valid_nhs_number)) draft.set("local_id", record["person_id"]);
    }

    void person(sdk::EvaluationDraft& draft, const Cells& record, sdk::EvaluationWriter& out) {
        about(draft, record);
        draft.set("birth_month", day_of(record["date_of_birth"]).month())
            .set("death_month", day_of(record["date_of_death"]).month());
        draft.code("gender", record["gender"]).code("ethnicity", record["ethnicity"]);
        coded(draft, out, "client_type", record);
        static constexpr std::array<ColumnName, 9> as_they_are{
            "primary_support_reason", "accommodation_status", "employment_status",
            "client_funding_status",  "has_unpaid_carer",     "autism_spectrum_disorder",
            "visual_impairment",      "hearing_impairment",   "dementia"};
        for (const auto column : as_they_are) draft.code(column.field(), record[column]);
        draft.set("postcode_sector", record["postcode"].postcode_sector());
    }

    /// The dates, the client type, the support reason. An end after death is the day of death.
    sdk::EvaluationDraft event(const Cells& record, sdk::EvaluationWriter& out, std::string_view type) {
        auto draft = out.record(type);
        about(draft, record);
        draft.set("start_date", day_of(record["event_start_date"]));
        const auto end = day_of(record["event_end_date"]);
        const auto death = day_of(record["date_of_death"]);
        if (end.good() && death.good() && !death.empty() && end.text() > death.text()) {
            out.finding(end, {sdk::Severity::note, "cld.end_after_death",
                              "The event ends after the person's death; the day of death is taken.",
                              "Correct the end in the source system.", "event_end_date"});
            draft.set("end_date", end.with(std::string(death.text())));
        } else {
            draft.set("end_date", end);
        }
        coded(draft, out, "client_type", record);
        draft.code("primary_support_reason", record["primary_support_reason"]);
        return draft;
    }

    void request(const Cells& record, sdk::EvaluationWriter& out) {
        auto draft = event(record, out, "request");
        draft.code("route_of_access", record["route_of_access"]);
        coded(draft, out, "event_outcome", record);
        draft.write();
    }

    void assessment(const Cells& record, sdk::EvaluationWriter& out) {
        auto draft = event(record, out, "assessment");
        or_unknown(draft, "assessment_type", record["assessment_type"]);
        draft.code("method_of_assessment", record["method_of_assessment"])
            .code("eligible_needs_identified", record["eligible_needs_identified"]);
        coded(draft, out, "event_outcome", record);
        draft.write();
    }

    void service(const Cells& record, sdk::EvaluationWriter& out) {
        auto draft = event(record, out, "service");
        or_unknown(draft, "service_type", record["service_type"]);
        draft.code("service_component", record["service_component"])
            .code("delivery_mechanism", record["delivery_mechanism"])
            .code("client_funding_status", record["client_funding_status"])
            .set("unit_cost", amount_of(record["unit_cost"]))
            .code("cost_frequency", record["cost_frequency"])
            .set("planned_units_per_week", amount_of(record["planned_units"]));
        coded(draft, out, "event_outcome", record);
        draft.write();
    }

    void review(const Cells& record, sdk::EvaluationWriter& out) {
        auto draft = event(record, out, "review");
        or_unknown(draft, "review_reason", record["review_reason"]);
        draft.code("review_outcomes_achieved", record["review_outcomes_achieved"])
            .code("method_of_review", record["method_of_review"]);
        coded(draft, out, "event_outcome", record);
        draft.write();
    }

    Releases releases_;
    sdk::LastAnswer<bool> last_valid_; ///< of NHS numbers
    sdk::RepeatedRecord person_;
};

} // namespace
} // namespace pilotage::cld

PILOTAGE_PLUGIN(pilotage::cld::ClientLevelData, "cld", "1.0.0", "cld.xsd", "csv",
                "Client-level data: the national file of any council, releases 1 and 2")
