#include "plugins/stoke_neuro/roll.hpp"

#include <algorithm>
#include <vector>

namespace pilotage::stoke_neuro {
namespace {

/// The schema refuses other numbers, and tells.
bool is_number(std::string_view text) {
    return text.size() >= 7 && text.size() <= 9 && text.substr(0, 2) == "SN" &&
           text.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

} // namespace

void Roll::listed(std::string_view number, const sdk::Where& where) {
    list_ = {where.source};
    if (!is_number(number)) return;
    auto& person = persons_[scratch_.assign(number)];
    listed_ += person.on_list ? 0 : 1;
    person.on_list = true;
}

void Roll::visited(std::string_view number, const sdk::Where& where) {
    if (!is_number(number)) return;
    auto& person = persons_[scratch_.assign(number)];
    if (person.visited) return;
    person.visited = true;
    person.first_visit = where;
    ++visited_;
}

void Roll::tell(sdk::LocalWriter& out) const {
    if (listed_ == 0 || visited_ == 0) return;
    std::vector<const sdk::Where*> unlisted;
    std::size_t both = 0;
    for (const auto& [number, person] : persons_) {
        if (person.visited && !person.on_list) unlisted.push_back(&person.first_visit);
        both += person.visited && person.on_list ? 1 : 0;
    }
    std::sort(unlisted.begin(), unlisted.end(), [](const sdk::Where* a, const sdk::Where* b) {
        return a->source != b->source ? a->source < b->source : a->row < b->row;
    });
    for (const auto* where : unlisted)
        out.finding(*where,
                    {sdk::Severity::warning, "stoke_neuro.not_on_list",
                     "The list of persons has no row with the number of the person who was visited.",
                     "Add the person to the list, or correct the number in the file of visits.", "service_user_ref"});
    if (both == listed_) return;
    const std::string message = std::to_string(listed_ - both) + " of the " + std::to_string(listed_) +
                                " persons on the list have no visit in the files.";
    out.finding(list_, {sdk::Severity::note, "stoke_neuro.no_visit", message,
                        "Nothing needs mending, unless a file of visits was forgotten."});
}

} // namespace pilotage::stoke_neuro
