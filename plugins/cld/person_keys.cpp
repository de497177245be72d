#include "plugins/cld/person_keys.hpp"

namespace pilotage::cld {

std::size_t PersonKeys::place_of(const Key128& key) const {
    std::size_t at = key.low & (keys_.size() - 1);
    while (!(keys_[at] == Key128{}) && !(keys_[at] == key)) at = (at + 1) & (keys_.size() - 1);
    return at;
}

void PersonKeys::grow() {
    std::vector<Key128> old(keys_.size() * 2);
    old.swap(keys_);
    for (const auto& key : old)
        if (!(key == Key128{})) keys_[place_of(key)] = key;
}

void PersonKeys::see(std::string_view nhs_number, std::string_view person_id) {
    if (nhs_number.empty() || person_id.empty()) return;
    const auto key = key_of(person_id);
    auto& place = keys_[place_of(key)];
    if (place == key) return;
    place = key;
    if (++used_ > keys_.size() / 4 * 3) grow();
}

Key PersonKeys::of(std::string_view nhs_number, std::string_view person_id) const {
    if (!nhs_number.empty()) return Key::nhs_number;
    if (person_id.empty()) return Key::none;
    const auto key = key_of(person_id);
    return keys_[place_of(key)] == key ? Key::none : Key::person_id;
}

} // namespace pilotage::cld
