#include "plugins/cld/unique_events.hpp"

#include <algorithm>
#include <bit>

namespace pilotage::cld {
namespace {

// Of unseen events one in 60 at most is taken for a seen one at this size, which costs 70 bytes and changes no answer.
constexpr std::uint64_t bits_an_event = 10;
constexpr std::uint64_t events_a_bit = 16; // of the filter of those that were seen again
constexpr std::uint64_t least_bits = 1 << 13, most_bits = 1 << 27;

} // namespace

UniqueEvents::UniqueEvents(std::uint64_t events)
    : seen_(std::clamp(std::bit_ceil(events * bits_an_event), least_bits, most_bits)),
      again_(std::clamp(std::bit_ceil(events / events_a_bit), least_bits, most_bits)) {}

void UniqueEvents::settle() {
    if (!waiting_) return;
    const auto& [event, candidate] = *waiting_;
    if (seen_.add(event)) {
        again_.add(event);
        const auto [found, is_new] = best_.try_emplace(event, candidate);
        if (!is_new) found->second = std::max(found->second, candidate);
    }
    waiting_.reset();
}

void UniqueEvents::see(const Key128& event, const Candidate& candidate) {
    seen_.prefetch(event);
    settle();
    waiting_.emplace(event, candidate);
}

bool UniqueEvents::stands(const Key128& event, const Candidate& candidate) {
    settle();
    if (!again_.has(event)) return true;
    const auto found = best_.find(event);
    if (found == best_.end()) return true;
    found->second = std::max(found->second, candidate);
    return found->second.record == candidate.record;
}

} // namespace pilotage::cld
