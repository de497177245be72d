#include "plugins/cld/person_keys.hpp"

#include <algorithm>

namespace pilotage::cld {

std::uint64_t PersonKeys::key_of(std::string_view person_id) {
    return std::max<std::uint64_t>(KeyMaker(2).add(person_id).key().low, 1);
}

std::size_t PersonKeys::Part::first_place_of(std::uint64_t key) const {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(static_cast<Wide>(key) * keys.size() >> 64);
}

std::size_t PersonKeys::Part::place_of(std::uint64_t key) const {
    auto at = first_place_of(key);
    while (keys[at] != 0 && keys[at] != key) at = at + 1 == keys.size() ? 0 : at + 1;
    return at;
}

void PersonKeys::Part::add(std::uint64_t key) {
    auto& place = keys[place_of(key)];
    if (place == key) return;
    place = key;
    if (++used <= keys.size() / 8 * 7) return;
    std::vector<std::uint64_t> old(keys.size() / 2 * 3);
    old.swap(keys);
    for (const auto kept : old)
        if (kept != 0) keys[place_of(kept)] = kept;
}

void PersonKeys::settle() {
    if (waiting_ != 0) parts_[waiting_ % parts].add(waiting_);
    waiting_ = 0;
}

void PersonKeys::see(std::string_view nhs_number, std::string_view person_id) {
    if (nhs_number.empty() || person_id.empty()) return;
    const auto key = key_of(person_id);
    if (key == waiting_) return;
    const auto& part = parts_[key % parts];
    __builtin_prefetch(&part.keys[part.first_place_of(key)], 1);
    settle();
    waiting_ = key;
}

Key PersonKeys::of(std::string_view nhs_number, std::string_view person_id) {
    if (!nhs_number.empty()) return Key::nhs_number;
    if (person_id.empty()) return Key::none;
    settle();
    const auto key = key_of(person_id);
    const auto& part = parts_[key % parts];
    return part.keys[part.place_of(key)] == key ? Key::none : Key::person_id;
}

} // namespace pilotage::cld
