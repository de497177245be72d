// Activ8, Birmingham: two extracts of the council's system, assessments and agreements, joined on PERID.
#include "core/sdk/days.hpp"
#include "core/sdk/plugin.hpp"
#include "plugins/activ8/join.hpp"
#include "plugins/activ8/tables.hpp"

#include <array>

namespace pilotage::activ8 {
namespace {

/// 12/04/2012, 12/04/2012 00:00, 12/04/2012 00:00:00 and 12-APR-2012 are the same day.
sdk::Value day_of(const sdk::Value& cell) {
    constexpr std::array<std::string_view, 12> months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    auto text = cell.text();
    text = text.substr(0, text.find(' '));
    std::string written(text);
    if (text.size() == 11 && text[2] == '-' && text[6] == '-')
        for (std::size_t i = 0; i < months.size(); ++i)
            if (text.substr(3, 3) == months[i])
                written =
                    std::string(text.substr(0, 2)) + "/" + std::to_string(i + 1) + "/" + std::string(text.substr(7));
    const auto day = cell.with(written).date("d/m/yyyy");
    return day.good() ? day : cell.fault(std::string(day.expected()));
}

class Activ8 final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        period_start_ = submission.period_start;
        Join join;
        auto joined = plan();
        joined.handed = [&](const importers::Handed& record) { join.take(record); };
        importers::read_tables(submission, out, joined);
        join.tell(out);
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("agreement")) return agreement(record, out);
        if (!record["service_team"].text().starts_with("ACTIV8")) return out.leave_out("an assessment of another team");
        if (before_period(day_of(record["assessment_end"]))) return out.leave_out("completed before the period");
        if (record["qsa_group"].text() == "REVIEWS") return review(record, out);
        assessment(record, out);
    }

private:
    /// Both extracts go back to the first day of the practice.
    bool before_period(const sdk::Value& day) const { return sdk::is_before(day, period_start_); }

    static sdk::EvaluationDraft about(const sdk::LocalRecord& record, sdk::EvaluationWriter& out,
                                      std::string_view type) {
        auto draft = out.record(type);
        draft.set("local_id", record["perid"]);
        return draft;
    }

    static void person(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        about(record, out, "person")
            .set("birth_month", day_of(record["dob"]).month())
            .code("gender", record["gender"])
            .code("ethnicity", record["ethnicity"])
            .code("client_type", record["client_group"])
            .code("primary_support_reason", record["client_group"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
    }

    static void assessment(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        person(record, out);
        about(record, out, "assessment")
            .set("event_reference", record["asm_id"])
            .set("start_date", day_of(record["assessment_start"]))
            .set("end_date", day_of(record["assessment_end"]))
            .code("client_type", record["client_group"])
            .code("primary_support_reason", record["client_group"])
            .code("assessment_type", record["qsa_description"])
            .code("event_outcome", record["form_outcome"])
            .write();
    }

    static void review(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        person(record, out);
        about(record, out, "review")
            .set("event_reference", record["asm_id"])
            .set("start_date", day_of(record["assessment_start"]))
            .set("end_date", day_of(record["assessment_end"]))
            .code("client_type", record["client_group"])
            .code("primary_support_reason", record["client_group"])
            .code("review_reason", record["assessment_reason"])
            .code("event_outcome", record["form_outcome"])
            .write();
    }

    void agreement(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        if (before_period(day_of(record["agreement_end"]))) return out.leave_out("ended before the period");
        person(record, out);
        about(record, out, "service")
            .set("start_date", day_of(record["agreement_start"]))
            .set("end_date", day_of(record["agreement_end"]))
            .code("client_type", record["client_group"])
            .code("primary_support_reason", record["client_group"])
            .code("service_type", record["service"])
            .code("service_component", record["element"])
            .code("delivery_mechanism", record["service"])
            .set("unit_cost", record["cost"])
            .code("cost_frequency", record["element"])
            .write();
    }

    std::string period_start_;
};

} // namespace
} // namespace pilotage::activ8

PILOTAGE_PLUGIN(pilotage::activ8::Activ8, "activ8", "1.0.0", "activ8.xsd", "csv",
                "Activ8, Birmingham: extracts of assessments and agreements, joined on PERID")
