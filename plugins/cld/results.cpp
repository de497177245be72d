#include "plugins/cld/results.hpp"

#include "plugins/cld/rules.hpp"

namespace pilotage::cld {
namespace {

constexpr auto request = static_cast<unsigned>(EventKind::request),
               assessment = static_cast<unsigned>(EventKind::assessment),
               service = static_cast<unsigned>(EventKind::service), review = static_cast<unsigned>(EventKind::review),
               every = request | assessment | service | review;

struct Rule {
    ColumnName column;
    unsigned events;
};
// Mandatory whatever else the row says.
constexpr Rule mandatory[]{{"la_code", every},
                           {"period_start", every},
                           {"period_end", every},
                           {"nhs_number", every},
                           {"person_id", every},
                           {"gender", every},
                           {"ethnicity", every},
                           {"date_of_birth", every},
                           {"client_type", every},
                           {"postcode", every},
                           {"accommodation_status", every},
                           {"has_unpaid_carer", every},
                           {"primary_support_reason", assessment | service | review},
                           {"event_end_date", request | assessment | review},
                           {"event_outcome", request | service | review},
                           {"route_of_access", request},
                           {"assessment_type", assessment},
                           {"service_type", service},
                           {"service_component", service},
                           {"review_reason", review},
                           {"method_of_review", review}};
// Not applicable to other events.
constexpr Rule applicable[]{{"route_of_access", request},
                            {"assessment_type", assessment},
                            {"eligible_needs_identified", assessment},
                            {"method_of_assessment", assessment},
                            {"service_type", service},
                            {"service_component", service},
                            {"delivery_mechanism", service},
                            {"review_reason", review},
                            {"review_outcomes_achieved", review},
                            {"method_of_review", review},
                            {"unit_cost", service},
                            {"cost_frequency", service},
                            {"planned_units", service}};

class Results {
public:
    Results(const Cells& record, Releases& releases, sdk::EvaluationWriter& out)
        : record_(record), releases_(releases), out_(out), event_(static_cast<unsigned>(record.kind())) {}

    void tell() {
        for (const auto& rule : mandatory)
            if ((rule.events & event_) != 0) need(rule.column);
        needed_by_content();
        for (const auto& rule : applicable)
            if ((rule.events & event_) == 0 && event_ != 0 && !record_.empty(rule.column))
                out_.finding(record_[rule.column],
                             {sdk::Severity::note,
                              "cld.not_applicable",
                              "The field is not applicable to this kind of event; it was not read.",
                              "Leave it empty.",
                              rule.column.field(),
                              {},
                              "nothing (applicability 0)"});
        for (const ColumnName column : {ColumnName("client_type"), ColumnName("event_outcome")}) {
            if (releases_.only_first(column, record_, out_))
                out_.finding(record_[column], {sdk::Severity::note,
                                               "cld.release_1_value",
                                               "The value is of release 1 of the specification.",
                                               "Give the value of release 2.",
                                               column.field(),
                                               {},
                                               "a value of release 2 (result code -7)"});
        }
    }

private:
    bool is(ColumnName field, std::string_view value) const { return sdk::same_word(record_.text(field), value); }
    bool begins(ColumnName field, std::string_view with) const {
        return sdk::same_word(record_.text(field).substr(0, with.size()), with);
    }

    void need(ColumnName field) {
        if (record_.empty(field)) tell_blank(field);
    }

    void tell_blank(ColumnName field) {
        out_.finding(record_[field], {sdk::Severity::warning,
                                      "cld.blank_mandatory",
                                      "The field is blank, and mandatory for this event.",
                                      "Fill it in, if need be as unknown.",
                                      field.field(),
                                      {},
                                      "a value (result code -1)"});
    }

    void needed_by_content() {
        const bool user = is("client_type", "Service user");
        const bool financial = event_ == assessment && is("assessment_type", "Financial assessment");
        if (event_ == assessment && !financial) need("event_outcome"), need("method_of_assessment");
        if (event_ == service && !record_.empty("date_of_death")) need("event_end_date");
        if (user && (event_ == service || event_ == review || financial)) need("client_funding_status");
        if (event_ == review && is("review_reason", "Planned")) need("review_outcomes_achieved");
        if (event_ != 0 && user && record_.empty("employment_status") &&
            is("primary_support_reason", "Learning disability support") && of_working_age())
            need("employment_status");
        if (event_ == service && !is("delivery_mechanism", "CASSR Commissioned Support") && has_costs())
            need("unit_cost"), need("cost_frequency");
    }

    bool of_working_age() const {
        const int age = age_on(iso_day(record_.text("date_of_birth")), iso_day(record_.text("period_end")));
        return age >= 18 && age < 65;
    }

    bool has_costs() const {
        return begins("service_type", "Long term support") || begins("service_type", "Unpaid carer support") ||
               is("service_component", "Short term residential care") ||
               is("service_component", "Short term nursing care") || is("service_component", "Unpaid carer respite");
    }

    const Cells& record_;
    Releases& releases_;
    sdk::EvaluationWriter& out_;
    unsigned event_;
};

} // namespace

void tell_results(const Cells& record, Releases& releases, sdk::EvaluationWriter& out) {
    Results(record, releases, out).tell();
}

} // namespace pilotage::cld
