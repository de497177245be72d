// The headings of the national client-level data file, and their fields in the schema.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace pilotage::cld {

struct Column {
    std::string_view field, heading;
};

constexpr std::array<Column, 50> columns{{{"la_code", "LA Code"},
                                          {"period_start", "Reporting Period Start Date"},
                                          {"period_end", "Reporting Period End Date"},
                                          {"nhs_number", "NHS Number"},
                                          {"person_id", "LA Person Unique Identifier"},
                                          {"first_name", "First Name"},
                                          {"last_name", "Last Name"},
                                          {"gp_practice_name", "GP Practice Name"},
                                          {"gp_practice_code", "GP Practice Code"},
                                          {"gender", "Gender"},
                                          {"ethnicity", "Ethnicity"},
                                          {"date_of_birth", "Date of Birth"},
                                          {"date_of_death", "Date of Death"},
                                          {"client_type", "Client Type"},
                                          {"primary_support_reason", "Primary Support Reason"},
                                          {"postcode", "Postcode"},
                                          {"accommodation_status", "Accommodation Status"},
                                          {"employment_status", "Employment Status"},
                                          {"has_unpaid_carer", "Has Unpaid Carer"},
                                          {"autism_spectrum_disorder", "Autism Spectrum Disorder (ASD)"},
                                          {"visual_impairment", "Visual Impairment"},
                                          {"hearing_impairment", "Hearing Impairment"},
                                          {"dementia", "Dementia"},
                                          {"client_funding_status", "Client Funding Status"},
                                          {"event_type", "Event Type"},
                                          {"event_reference", "Event Reference"},
                                          {"event_start_date", "Event Start Date"},
                                          {"event_end_date", "Event End Date"},
                                          {"event_description", "Event Description"},
                                          {"event_outcome", "Event Outcome"},
                                          {"route_of_access", "Request: Route of Access"},
                                          {"assessment_type", "Assessment Type"},
                                          {"eligible_needs_identified", "Eligible Needs Identified"},
                                          {"method_of_assessment", "Method of Assessment"},
                                          {"hours_caring", "Total Hrs Caring per week"},
                                          {"adults_cared_for", "No. of adults being cared for"},
                                          {"adult_1", "Adult 1 Linked Person_ID"},
                                          {"adult_2", "Adult 2 Linked Person_ID"},
                                          {"adult_3", "Adult 3 Linked Person_ID"},
                                          {"service_type", "Service Type"},
                                          {"service_component", "Service Component"},
                                          {"delivery_mechanism", "Delivery Mechanism"},
                                          {"provider_name", "Provider CQC Location Name"},
                                          {"provider_id", "Provider CQC Location ID"},
                                          {"review_reason", "Review Reason"},
                                          {"review_outcomes_achieved", "Review Outcomes Achieved"},
                                          {"method_of_review", "Method of Review"},
                                          {"unit_cost", "Unit Cost (18,2)"},
                                          {"cost_frequency", "Cost Frequency (Unit Type)"},
                                          {"planned_units", "Planned units per week (18,2)"}}};

/// The place of a field among the columns; columns.size() for a name that is none.
constexpr std::size_t column_of(std::string_view field) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].field == field) return i;
    return columns.size();
}

} // namespace pilotage::cld
