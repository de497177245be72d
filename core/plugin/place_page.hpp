// One page of memory that the worker shares with the host: where it is just now. It survives a crash, which frames
// still in the worker's buffer do not. The host uses it for the words of a failure only.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace pilotage::plugin {

enum class Phase : std::uint32_t { starting, loading, reading, checking, normalising, ending };

struct PlacePage {
    std::atomic<std::uint32_t> phase;
    std::atomic<std::uint32_t> source; ///< as in SourceItem::id
    std::atomic<std::uint64_t> row, line;

    void set(Phase now) { phase.store(static_cast<std::uint32_t>(now), std::memory_order_relaxed); }
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

inline constexpr std::size_t place_page_bytes = 4096;

/// The worker's file descriptors, besides the request on 0 and its output on 1 and 2.
inline constexpr int frames_fd = 3;
inline constexpr int place_fd = 4;

} // namespace pilotage::plugin
