#include "plugins/activ8/join.hpp"

#include "plugins/activ8/tables.hpp"

#include <algorithm>
#include <array>

namespace pilotage::activ8 {
namespace {

constexpr std::array<std::string_view, 3> promises{"SERVICES TO BE ARRANGED", "DIRECT PAYMENT TO BE ARRANGED",
                                                   "REABLEMENT"};

bool promises_service(std::string_view outcome) {
    return std::find(promises.begin(), promises.end(), outcome) != promises.end();
}

sdk::Where cell(const importers::Handed& record, std::size_t column) {
    auto where = record.where;
    where.column = record.columns[column];
    return where;
}

} // namespace

void Join::take(const importers::Handed& record) {
    const bool is_assessment = record.shape.record == "assessment";
    (is_assessment ? any_assessment_ : any_agreement_) = true;
    const auto column = is_assessment ? assessment_person : agreement_person;
    const auto perid = record.values[column];
    if (perid.empty()) return;
    const auto [found, is_new] = index_.try_emplace(std::string(perid), persons_.size());
    if (is_new) persons_.emplace_back();
    auto& person = persons_[found->second];
    if (!is_assessment) {
        if (!person.agreed) person.agreement = cell(record, column);
        person.agreed = true;
        return;
    }
    person.assessed = true;
    if (person.promised || !promises_service(record.values[assessment_outcome])) return;
    person.promised = true;
    person.promise = cell(record, column);
}

void Join::tell(sdk::LocalWriter& out) const {
    if (!any_assessment_ || !any_agreement_) return;
    for (const auto& person : persons_) {
        if (person.promised && !person.agreed)
            out.finding(person.promise,
                        {sdk::Severity::warning, "activ8.no_agreement",
                         "The outcome of the assessment promises a service, and AGREEMENT has no row with this PERID.",
                         "Check that AGREEMENT was exported for the same people and days; if the service was never "
                         "agreed, correct the outcome.",
                         "perid"});
        if (person.agreed && !person.assessed)
            out.finding(person.agreement,
                        {sdk::Severity::warning, "activ8.no_assessment",
                         "ASSESSMENT has no row with the PERID of this agreement.",
                         "Check that ASSESSMENT was exported for the same people, with the years before the period.",
                         "perid"});
    }
}

} // namespace pilotage::activ8
