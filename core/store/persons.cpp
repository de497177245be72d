#include "core/store/persons.hpp"

namespace pilotage::store {

std::uint32_t Persons::entry(TextMap<std::uint32_t>& map, std::string_view text, std::string_view prefix) {
    if (const auto found = map.find(text); found != map.end()) return found->second;
    const auto index = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({key_.pseudonym(std::string(prefix) + std::string(text))});
    map.emplace(text, index);
    return index;
}

Persons::Seen Persons::see(std::string_view nhs_number, std::string_view local_id) {
    Seen seen;
    if (local_id.empty()) {
        seen.subject = entry(by_nhs_number_, nhs_number, "nhs:");
        return seen;
    }
    const auto local = entry(by_local_id_, local_id, "local:" + council_ + ":");
    if (nhs_number.empty()) {
        ++entries_[local].alone;
        seen.subject = local;
        return seen;
    }
    seen.subject = entry(by_nhs_number_, nhs_number, "nhs:");
    auto& known = entries_[local];
    if (known.number == nobody)
        known.number = seen.subject;
    else if (known.number != seen.subject)
        known.several = seen.second_number = true;
    return seen;
}

std::vector<Persons::Subject> Persons::resolve() const {
    std::vector<Subject> out;
    out.reserve(entries_.size());
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        const auto same_as = is_linked(entries_[i]) ? entries_[i].number : i;
        out.push_back({same_as, entries_[same_as].pseudonym});
    }
    return out;
}

Persons::Linked Persons::linked() const {
    Linked linked;
    for (const auto& known : entries_)
        if (is_linked(known) && known.alone > 0) ++linked.numbers, linked.records += known.alone;
    return linked;
}

Pseudonym Persons::reference(std::string_view field, std::string_view value) const {
    std::string text = "reference:" + council_ + ":";
    text.append(field).append(":").append(value);
    return key_.pseudonym(text);
}

} // namespace pilotage::store
