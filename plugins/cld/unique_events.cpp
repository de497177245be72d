#include "plugins/cld/unique_events.hpp"

#include <algorithm>

namespace pilotage::cld {
namespace {

// Of an unseen event one in 40 is taken for a seen one at this size, which costs 60 bytes and changes no answer.
constexpr std::uint64_t bits_an_event = 12;
constexpr std::uint64_t least_bits = 1 << 13, most_bits = 1 << 27;

} // namespace

UniqueEvents::UniqueEvents(std::uint64_t events) {
    std::uint64_t bits = least_bits;
    while (bits < most_bits && bits < events * bits_an_event) bits *= 2;
    filter_.resize(bits / 64);
}

bool UniqueEvents::seen(const Key128& event) {
    const std::uint64_t mask = filter_.size() * 64 - 1;
    bool all = true;
    for (const std::uint64_t bit : {event.high & mask, (event.high >> 32) & mask}) {
        auto& word = filter_[bit / 64];
        const std::uint64_t one = std::uint64_t{1} << (bit % 64);
        all = all && (word & one) != 0;
        word |= one;
    }
    return all;
}

void UniqueEvents::see(const Key128& event, const Candidate& candidate) {
    if (!seen(event)) return;
    const auto [found, is_new] = best_.try_emplace(event, candidate);
    if (!is_new) found->second = std::max(found->second, candidate);
}

bool UniqueEvents::stands(const Key128& event, const Candidate& candidate) {
    const auto found = best_.find(event);
    if (found == best_.end()) return true;
    found->second = std::max(found->second, candidate);
    return found->second.record == candidate.record;
}

} // namespace pilotage::cld
