// Topaz, Lambeth: one OpenDocument workbook with the sheets People, Support, Stroke, Follow-ups and Staff.
#include "core/sdk/days.hpp"
#include "core/sdk/plugin.hpp"
#include "core/sdk/remembered.hpp"
#include "plugins/topaz/tables.hpp"

#include <optional>

namespace pilotage::topaz {
namespace {

constexpr std::string_view picture = "d/m/yyyy";
constexpr int fewest_days = 300; ///< to a twelve-month follow-up that was made in its time
constexpr int most_days = 460;

class Topaz final : public sdk::SiteImporter {
public:
    void read(const sdk::Submission& submission, sdk::LocalWriter& out) override {
        people_.clear();
        period_start_ = submission.period_start;
        importers::read_tables(submission, out, plan());
    }

    void normalise(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) override {
        if (record.is("referral"))
            referral(record, out);
        else if (record.is("support"))
            support(record, out);
        else if (record.is("stroke"))
            stroke(record, out);
        else if (record.is("follow_up"))
            follow_up(record, out);
        else
            staff(record, out);
    }

private:
    /// Support and follow-ups name only the reference; the person is found through the sheet People, which is read
    /// first.
    struct Person {
        std::string nhs_number, council_number, need;
    };

    static sdk::EvaluationDraft about(const sdk::LocalRecord& record, sdk::EvaluationWriter& out,
                                      std::string_view type) {
        auto draft = out.record(type);
        draft.set("nhs_number", record["nhs_number"].compact()).set("local_id", record["council_number"]);
        return draft;
    }
    static sdk::EvaluationDraft about(const Person& person, sdk::EvaluationWriter& out, std::string_view type) {
        auto draft = out.record(type);
        draft.set("nhs_number", std::string_view(person.nhs_number))
            .set("local_id", std::string_view(person.council_number));
        return draft;
    }

    /// A row stays on its sheet while the support goes on; what ended before the period stood in an earlier return.
    bool earlier(const sdk::Value& day) const { return sdk::is_before(day.date(picture), period_start_); }

    void referral(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        people_.keep(record["reference"],
                     {std::string(record["nhs_number"].compact().text()), std::string(record["council_number"].text()),
                      std::string(record["need"].text())});
        about(record, out, "person")
            .set("birth_month", record["date_of_birth"].date(picture).month())
            .code("gender", record["sex"])
            .code("ethnicity", record["ethnicity"])
            .code("client_type", record["need"])
            .code("primary_support_reason", record["need"])
            .code("client_funding_status", record["who_pays"])
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
        if (!earlier(record["closed_on"]))
            about(record, out, "request")
                .set("event_reference", record["reference"])
                .set("start_date", record["asked_on"].date(picture))
                .set("end_date", record["closed_on"].date(picture))
                .code("client_type", record["need"])
                .code("primary_support_reason", record["need"])
                .code("route_of_access", record["who_pays"])
                .code("referral_path", record["came_how"])
                .code("referral_source", record["told_by"])
                .code("event_outcome", record["outcome"])
                .write();
        if (!record["talked_on"].empty() && !earlier(record["talked_on"])) talk(record, out);
    }

    static void talk(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        const auto day = record["talked_on"].date(picture);
        about(record, out, "assessment")
            .set("event_reference", record["reference"])
            .set("start_date", day)
            .set("end_date", day)
            .code("client_type", record["need"])
            .code("primary_support_reason", record["need"])
            .code("assessment_type", record["need"])
            .code("method_of_assessment", record["talked_how"])
            .code("facs_band", record["band"])
            .write();
    }

    void support(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        const auto* person = person_of(record, out);
        if (person == nullptr) return;
        about(*person, out, "service")
            .set("event_reference", record["support_reference"])
            .set("start_date", record["begins"].date(picture))
            .set("end_date", record["ends"].date(picture))
            .code("client_type", std::string_view(person->need))
            .code("primary_support_reason", std::string_view(person->need))
            .code("service_type", record["kind"])
            .code("service_component", record["kind"])
            .set("client_funding_status", funding(record["paid_by_person"].text()))
            .set("unit_cost", record["cost"])
            .set("cost_frequency", record["cost"].empty() ? "" : "Weekly")
            .set("planned_units_per_week", record["visits"])
            .write();
    }

    static std::string_view funding(std::string_view share) {
        if (share.empty()) return {};
        if (share.find_first_of("123456789") == std::string_view::npos) return "Fully social care funded";
        return share.substr(0, 1) == "1" ? "Fully client funded" : "Joint client and social care funded";
    }

    void stroke(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        const auto keyed = [&](std::string_view type) {
            auto draft = out.record(type);
            draft.set("nhs_number", record["nhs_number"].compact());
            return draft;
        };
        const auto first = record["first_visit"].date(picture);
        keyed("person")
            .set("birth_month", record["date_of_birth"].date(picture).month())
            .code("gender", record["sex"])
            .set("client_type", "Service user")
            .set("postcode_sector", record["postcode"].postcode_sector())
            .write();
        if (!earlier(record["first_visit"]))
            keyed("request")
                .set("event_reference", record["stroke_reference"])
                .set("start_date", record["asked_on"].date(picture))
                .set("end_date", first)
                .set("client_type", "Service user")
                .set("route_of_access", "Discharge from Hospital")
                .set("referral_source", "Hospital")
                .set("event_outcome", first.empty() ? "" : "Progress to support planning or services")
                .write();
        if (!first.empty())
            keyed("service")
                .set("event_reference", record["stroke_reference"])
                .set("start_date", first)
                .set("end_date", record["ends"].date(picture))
                .set("client_type", "Service user")
                .code("service_type", "STROKE VISITS")
                .code("service_component", "STROKE VISITS")
                .write();
        // The six-month review after a stroke is the NHS's, not one of adult social care.
        if (!record["reviewed_on"].empty() && !earlier(record["reviewed_on"]))
            keyed("contact")
                .set("contact_reference", record["stroke_reference"])
                .set("contact_date", record["reviewed_on"].date(picture))
                .set("contact_channel", "Unknown")
                .set("contact_purpose", "Review")
                .write();
    }

    void follow_up(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        Person by_number;
        const Person* person = nullptr;
        if (!people_.has(record["reference"]) && !record["nhs_number"].empty()) {
            // Of a person whose row stood in an earlier return.
            by_number.nhs_number = record["nhs_number"].compact().text();
            person = &by_number;
        } else {
            person = person_of(record, out);
        }
        if (person == nullptr) return;
        const auto result = record["result"].text();
        const bool nobody = result == "NO ANSWER" || result == "DECLINED" || result == "MOVED" || result == "DIED";
        auto draft = about(*person, out, "follow_up");
        draft.set("follow_up_reference", record["follow_up_reference"])
            .set("served_date", record["last_served"].date(picture))
            .set("follow_up_date", record["done_on"].date(picture))
            .set("months", "12")
            .code("follow_up_outcome", record["result"]);
        if (nobody)
            draft.set("in_receipt", "Unknown");
        else
            draft.code("in_receipt", record["receiving"]);
        draft.write();
        check(record, nobody, out);
    }

    /// What a row says twice may disagree; and a follow-up out of its time says something else than one in it.
    static void check(const sdk::LocalRecord& record, bool nobody, sdk::EvaluationWriter& out) {
        sdk::Finding finding;
        finding.severity = sdk::Severity::warning;
        finding.rule = "record.contradiction";
        const auto receiving = record["receiving"];
        if (nobody && (receiving.text() == "YES" || receiving.text() == "NO")) {
            finding.field = "Has adult social care";
            finding.message =
                "Nobody answered the follow-up, and yet there is an answer; the person was taken as lost to "
                "follow-up.";
            finding.remedy = "Correct who answered, or clear the answer.";
            out.finding(receiving, finding);
        }
        const auto since = days_between(record["last_served"], record["since"]);
        if (since && (*since < 0 || receiving.text() == "NO")) {
            finding.field = "Since";
            finding.message = *since < 0
                                  ? "Adult social care began before the person was last served; the answer was used."
                                  : "There is a day since which the person has adult social care, and the answer is "
                                    "no; the answer was used.";
            finding.remedy = "Correct the day or the answer.";
            out.finding(record["since"], finding);
        }
        const auto after = days_between(record["last_served"], record["done_on"]);
        if (after && *after >= 0 && (*after < fewest_days || *after > most_days)) {
            finding.rule = "topaz.follow_up_timing";
            finding.field = "Done on";
            finding.message =
                "The follow-up was made less than ten or more than fifteen months after the person was last "
                "served; it was counted as one of twelve months.";
            finding.remedy = "Check both days.";
            out.finding(record["done_on"], finding);
        }
    }

    static void staff(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) {
        out.record("staff_in_post")
            .set("as_of", record["as_at"].date(picture))
            .code("staff_role", record["role"])
            .set("headcount", record["people"])
            .set("whole_time_equivalents", record["whole_time"])
            .set("vacancies", record["vacant"])
            .write();
    }

    const Person* person_of(const sdk::LocalRecord& record, sdk::EvaluationWriter& out) const {
        sdk::Finding unknown;
        unknown.field = "Ref";
        unknown.expected = "a reference that stands on the sheet People, in a row that was not rejected";
        unknown.message = "The row belongs to a person who is not on the sheet People, or whose row was rejected.";
        unknown.remedy = "Correct the reference, or mend the row of the person.";
        return people_.find(record["reference"], out, unknown,
                            "no row of the sheet People could be read, so nobody knows whose this is");
    }

    static std::optional<int> days_between(const sdk::Value& from, const sdk::Value& to) {
        return sdk::days_between(from.text(), to.text(), picture);
    }

    sdk::Remembered<Person> people_;
    std::string period_start_;
};

} // namespace
} // namespace pilotage::topaz

PILOTAGE_PLUGIN(pilotage::topaz::Topaz, "topaz", "1.0.0", "topaz.xsd", "ods",
                "Topaz, Lambeth: a workbook of people, support, stroke support, follow-ups and staff")
