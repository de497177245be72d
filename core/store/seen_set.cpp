#include "core/store/seen_set.hpp"

#include <algorithm>
#include <array>

namespace pilotage::store {
namespace {

constexpr Hash128 free_slot{};
constexpr std::size_t block = 256; ///< hashes that are read at once
constexpr std::size_t bloom_words_a_slot = 4, bloom_line_words = 8, bloom_probes = 5;

/// No hash is all zero, which marks a free slot.
Hash128 usable(Hash128 hash) {
    if (hash == free_slot) hash.low = 1;
    return hash;
}

/// Where a hash has its place among so many: the larger the hash, the further on.
std::size_t place_of(const Hash128& hash, std::size_t among) {
    return (hash.high >> 32) * among >> 32;
}

/// Few steps where nearly all stand in order.
template <typename Iterator>
void insertion_sort(Iterator begin, Iterator end) {
    for (auto at = begin; at != end; ++at) {
        const auto hash = *at;
        auto to = at;
        for (; to != begin && hash < to[-1]; --to) *to = to[-1];
        *to = hash;
    }
}

/// Calls with word and bit of each probe; all lie in one line of the processor's cache.
template <typename Probe>
void each_probe(std::uint64_t bits, Probe probe) {
    for (std::size_t i = 0; i < bloom_probes; ++i, bits >>= 9) probe((bits >> 6) & 7, bits & 63);
}

} // namespace

class SeenSet::RunWriter {
public:
    void add(const Hash128& hash) {
        if (run_.count % block == 0) run_.firsts.push_back(hash);
        ++run_.count;
        waiting_.push_back(hash);
        if (waiting_.size() == 16 * block) write();
    }
    Run finish() {
        write();
        return std::move(run_);
    }

private:
    void write() {
        run_.file.write((run_.count - waiting_.size()) * sizeof(Hash128), waiting_.data(),
                        waiting_.size() * sizeof(Hash128));
        waiting_.clear();
    }

    Run run_;
    std::vector<Hash128> waiting_;
};

class SeenSet::RunReader {
public:
    explicit RunReader(const Run& run) : run_(run) { refill(); }
    bool at_end() const { return at_ == part_.size(); }
    const Hash128& peek() const { return part_[at_]; }
    void pop() {
        if (++at_ == part_.size()) refill();
    }

private:
    void refill() {
        at_ = 0;
        part_.resize(std::min(run_.count - read_, 16 * block));
        run_.file.read(read_ * sizeof(Hash128), part_.data(), part_.size() * sizeof(Hash128));
        read_ += part_.size();
    }

    const Run& run_;
    std::vector<Hash128> part_;
    std::size_t at_ = 0, read_ = 0;
};

SeenSet::SeenSet(std::size_t most_slots)
    : most_slots_(most_slots), table_(std::min<std::size_t>(most_slots, 1024), free_slot) {}

std::size_t SeenSet::slot_of(const Hash128& hash) const {
    const auto mask = table_.size() - 1;
    auto slot = place_of(hash, table_.size());
    while (table_[slot] != free_slot && table_[slot] != hash) slot = (slot + 1) & mask;
    return slot;
}

bool SeenSet::contains(const Hash128& given) const {
    const auto hash = usable(given);
    return table_[slot_of(hash)] == hash || in_runs(hash);
}

bool SeenSet::insert(const Hash128& given) {
    const auto hash = usable(given);
    auto slot = slot_of(hash);
    if (table_[slot] == hash || in_runs(hash)) return false;
    if (10 * (count_ + 1) > 7 * table_.size()) {
        make_room();
        slot = slot_of(hash);
    }
    table_[slot] = hash;
    ++count_;
    return true;
}

bool SeenSet::in_runs(const Hash128& hash) const {
    if (runs_.empty()) return false;
    const auto* line = &bloom_[bloom_line(hash)];
    bool maybe = true;
    each_probe(hash.low, [&](std::size_t word, std::size_t bit) { maybe = maybe && (line[word] >> bit & 1) != 0; });
    if (!maybe) return false;
    std::array<Hash128, block> part;
    for (const auto& run : runs_) {
        const auto after = std::ranges::upper_bound(run.firsts, hash);
        if (after == run.firsts.begin()) continue;
        const auto from = static_cast<std::size_t>(after - run.firsts.begin() - 1) * block;
        const auto size = std::min(block, run.count - from);
        run.file.read(from * sizeof(Hash128), part.data(), size * sizeof(Hash128));
        if (std::binary_search(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(size), hash)) return true;
    }
    return false;
}

void SeenSet::make_room() {
    if (table_.size() >= most_slots_) return spill();
    auto old = std::vector<Hash128>(2 * table_.size(), free_slot);
    old.swap(table_);
    for (const auto& hash : old)
        if (hash != free_slot) table_[slot_of(hash)] = hash;
}

void SeenSet::spill() {
    if (bloom_.empty()) bloom_.resize(std::max(most_slots_ * bloom_words_a_slot, bloom_line_words));
    runs_.push_back(sorted_table());
    std::ranges::fill(table_, free_slot);
    count_ = 0;
    // Runs of like size become one, so that there are few and each hash is written few times.
    while (runs_.size() > 1 && runs_[runs_.size() - 2].count < 2 * runs_.back().count) {
        auto one = merged(runs_[runs_.size() - 2], runs_.back());
        runs_.pop_back();
        runs_.back() = std::move(one);
    }
}

/// The hashes stand by their first bits: in order, but for neighbours and for those that had their place at the end of
/// the table and went on at its beginning. To sort them as if they were not took the host 4% more time for a
/// client-level file.
SeenSet::Run SeenSet::sorted_table() {
    const auto begin = table_.begin();
    const auto went_on = std::partition(begin, std::ranges::find(table_, free_slot),
                                        [](const Hash128& hash) { return hash.high >> 63 == 0; });
    const auto first_end = std::find(went_on, table_.end(), free_slot);
    const auto end = std::remove(first_end, table_.end(), free_slot);
    std::rotate(went_on, first_end, end);
    insertion_sort(begin, end);
    Run run;
    run.count = static_cast<std::size_t>(end - begin);
    run.file.write(0, table_.data(), run.count * sizeof(Hash128));
    for (std::size_t i = 0; i < run.count; ++i) {
        const auto& hash = table_[i];
        if (i % block == 0) run.firsts.push_back(hash);
        auto* line = &bloom_[bloom_line(hash)];
        each_probe(hash.low, [&](std::size_t word, std::size_t bit) { line[word] |= std::uint64_t{1} << bit; });
    }
    return run;
}

SeenSet::Run SeenSet::merged(const Run& a, const Run& b) {
    RunWriter writer;
    RunReader left(a), right(b);
    const auto take = [&](RunReader& from) {
        writer.add(from.peek());
        from.pop();
    };
    while (!left.at_end() && !right.at_end()) take(right.peek() < left.peek() ? right : left);
    for (auto* rest : {&left, &right})
        while (!rest->at_end()) take(*rest);
    return writer.finish();
}

std::size_t SeenSet::bloom_line(const Hash128& hash) const {
    return place_of(hash, bloom_.size() / bloom_line_words) * bloom_line_words;
}

} // namespace pilotage::store
