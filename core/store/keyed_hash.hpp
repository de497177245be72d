// A keyed hash of 128 bits, to tell repeated records and numbers; it never leaves the process.
#pragma once

#include <cstdint>
#include <string_view>

namespace pilotage::store {

struct Hash128 {
    std::uint64_t high = 0, low = 0;
    friend auto operator<=>(const Hash128&, const Hash128&) = default;
};

Hash128 keyed_hash(std::string_view text);

} // namespace pilotage::store
