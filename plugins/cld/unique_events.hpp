// Events that stand in the files more than once: the row of the latest period is kept; then the one with an open end,
// with the best outcome, the last one.
//
// All rows are seen first, then asked for in the same order. What is kept from the first pass is a filter of a few bits
// an event, and one candidate for each event that the filter knew already: 11 MB for five million events in place of a
// gigabyte. The first row of such an event is not among its candidates; it joins them when it is asked for, which is
// before the others are.
#pragma once

#include "plugins/cld/key.hpp"
#include "plugins/cld/key_filter.hpp"

#include <cstdint>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace pilotage::cld {

/// What decides between the rows of one event.
struct Candidate {
    std::int32_t period_end = 0; ///< yyyymmdd, 0: not a date
    bool open = false;           ///< has no end
    int rank = 0;                ///< of its outcome, lower is better
    std::uint64_t record = 0;    ///< rows of all files, counted on

    friend bool operator<(const Candidate& a, const Candidate& b) {
        return std::tuple(a.period_end, a.open, -a.rank, a.record) <
               std::tuple(b.period_end, b.open, -b.rank, b.record);
    }
};

class UniqueEvents {
public:
    /// `events`: about how many are to come; it bears on memory and speed alone.
    explicit UniqueEvents(std::uint64_t events = 0);

    void see(const Key128& event, const Candidate& candidate);
    /// Whether the row is the one that is kept, once all were seen; asked for in the order in which they were seen.
    bool stands(const Key128& event, const Candidate& candidate);

private:
    struct Hash {
        std::size_t operator()(const Key128& key) const { return static_cast<std::size_t>(key.low); }
    };

    void settle();

    KeyFilter seen_;
    // Nearly all rows are of events that were seen once: a small filter, which lies near, tells so without a look-up in
    // the map. And an event is seen when the next one comes, so that its place in the large filter, which lies far, is
    // at hand by then (with the ids of persons, 19% of a million rows' worker become 11%).
    KeyFilter again_;
    std::optional<std::pair<Key128, Candidate>> waiting_;
    std::unordered_map<Key128, Candidate, Hash> best_;
};

} // namespace pilotage::cld
