#include "core/store/person_index.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

namespace pilotage::store {
namespace {

constexpr std::size_t read_at_once = 1024; ///< entries of a run

std::uint64_t big_endian(const unsigned char* bytes) {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | bytes[i];
    return number;
}

Pseudonym person_of(std::uint64_t high, std::uint64_t low) {
    Pseudonym person;
    put_number(person.data(), 8, high);
    put_number(person.data() + 8, 8, low);
    return person;
}

/// A record of fewer than 128 bytes behind its length.
std::size_t cell_size(std::string_view record) {
    return 1 + record.size();
}

void put_cell(unsigned char* to, std::string_view record) {
    *to = static_cast<unsigned char>(record.size());
    std::memcpy(to + 1, record.data(), record.size());
}

} // namespace

class PersonIndex::RunReader {
public:
    RunReader(const TemporaryFile& file, const Run& run) : file_(&file), left_(run) {}
    /// Null at the end.
    const Entry* peek() {
        if (at_ == part_.size()) {
            at_ = 0;
            part_.resize(std::min(left_.count, read_at_once));
            if (part_.empty()) return nullptr;
            file_->read(left_.at, part_.data(), part_.size() * sizeof(Entry));
            left_.at += part_.size() * sizeof(Entry);
            left_.count -= part_.size();
        }
        return &part_[at_];
    }
    void pop() { ++at_; }

private:
    const TemporaryFile* file_;
    Run left_;
    std::vector<Entry> part_;
    std::size_t at_ = 0;
};

void PersonIndex::add(const Pseudonym& person, std::int64_t id) {
    if (entries_.size() == most_in_memory_) spill();
    entries_.push_back({big_endian(person.data()), big_endian(person.data() + 8), id});
}

void PersonIndex::spill() {
    sort();
    if (!file_) file_.emplace();
    const Run run{runs_.empty() ? 0 : runs_.back().at + runs_.back().count * sizeof(Entry), entries_.size()};
    file_->write(run.at, entries_.data(), entries_.size() * sizeof(Entry));
    runs_.push_back(run);
    entries_.clear();
}

/// Any bits of a pseudonym are spread evenly: entries go where their first ones say, and only those that meet there are
/// compared. To sort all of them took the host 2% more time for a client-level file.
void PersonIndex::sort() {
    constexpr int bits = 12;
    const auto place = [](const Entry& entry) { return static_cast<std::size_t>(entry.high >> (64 - bits)); };
    std::vector<std::size_t> next((std::size_t{1} << bits) + 1);
    for (const auto& entry : entries_) ++next[place(entry) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<Entry> sorted(entries_.size());
    for (const auto& entry : entries_) sorted[next[place(entry)]++] = entry;
    entries_.swap(sorted);
    auto from = entries_.begin();
    for (const auto end : next) {
        const auto to = entries_.begin() + static_cast<std::ptrdiff_t>(end);
        std::sort(from, to);
        from = to;
    }
}

void PersonIndex::each(const std::function<void(const Entry&)>& call) {
    if (runs_.empty()) {
        sort();
        for (const auto& entry : entries_) call(entry);
        return;
    }
    spill();
    std::vector<Entry>().swap(entries_);
    std::vector<RunReader> readers;
    for (const auto& run : runs_) readers.emplace_back(*file_, run);
    using Next = std::pair<Entry, std::size_t>; // and its reader
    std::priority_queue<Next, std::vector<Next>, std::greater<>> next;
    const auto refill = [&](std::size_t reader) {
        if (const auto* entry = readers[reader].peek()) next.emplace(*entry, reader);
    };
    for (std::size_t i = 0; i < readers.size(); ++i) refill(i);
    while (!next.empty()) {
        const auto [entry, reader] = next.top();
        next.pop();
        call(entry);
        readers[reader].pop();
        refill(reader);
    }
}

void PersonIndex::look_for_several(const Entry& entry) {
    const bool same = rows_of_latest_ > 0 && entry.high == latest_.high && entry.low == latest_.low;
    latest_ = entry;
    rows_of_latest_ = same ? rows_of_latest_ + 1 : 1;
    if (rows_of_latest_ == 2) several_(person_of(entry.high, entry.low));
}

std::string_view PersonIndex::record(const Entry& entry) {
    bytes_.clear();
    const auto person = person_of(entry.high, entry.low);
    bytes_.blob(person.data(), person.size());
    bytes_.integer(entry.id);
    return bytes_.finish();
}

/// An entry stands once: on a leaf, or between two pages in a page above them.
Page PersonIndex::write(const Put& put) {
    std::vector<Child> children;
    Page leaf(PageKind::leaf_index), full(PageKind::leaf_index);
    std::optional<Entry> between; // `full` and `leaf`
    Entry before, last;           // the last entries of the two
    each([&](const Entry& entry) {
        if (several_) look_for_several(entry);
        const auto bytes = record(entry);
        if (leaf.has_room(cell_size(bytes))) {
            put_cell(leaf.cell(cell_size(bytes)), bytes);
            last = entry;
            return;
        }
        if (between) children.push_back({put(full.finish()), *between});
        std::swap(full, leaf);
        leaf.clear();
        before = last;
        between = entry;
    });
    if (!between) return leaf;
    if (leaf.cells() == 0) {
        // Nothing follows the entry between: it goes to the leaf, and the one before it takes its place.
        const auto bytes = record(*between);
        put_cell(leaf.cell(cell_size(bytes)), bytes);
        full.drop_cell(cell_size(record(before)));
        between = before;
    }
    children.push_back({put(full.finish()), *between});
    children.push_back({put(leaf.finish()), {}});
    return inner(std::move(children), put);
}

Page PersonIndex::inner(std::vector<Child> children, const Put& put) {
    for (;;) {
        // Cells have no more bytes than that of the largest number would have.
        constexpr std::size_t most_bytes = 4 + 1 + 3 + sizeof(Pseudonym) + 8 + 2;
        constexpr std::size_t most_children = (page_bytes - 12) / most_bytes + 1;
        const auto groups = (children.size() + most_children - 1) / most_children;
        std::vector<Child> parents;
        for (std::size_t group = 0; group < groups; ++group) {
            // Of even size, so that no page has a single child.
            const auto from = children.size() * group / groups, to = children.size() * (group + 1) / groups;
            Page page(PageKind::inner_index);
            for (auto i = from; i + 1 < to; ++i) {
                const auto bytes = record(children[i].after);
                auto* const cell = page.cell(4 + cell_size(bytes));
                put_number(cell, 4, children[i].page);
                put_cell(cell + 4, bytes);
            }
            page.last_child(children[to - 1].page);
            if (groups == 1) return page;
            parents.push_back({put(page.finish()), children[to - 1].after});
        }
        children = std::move(parents);
    }
}

} // namespace pilotage::store
