// The index of the persons whose rows a table has: its entries are gathered with the rows, sorted in runs, and written
// as the pages of a b-tree, without SQLite. Why: an entry costs 0.15 microseconds so, most of it while the worker
// reads, and 0.45 by REINDEX, all of it when the worker has ended and the user waits.
#pragma once

#include "core/store/page.hpp"
#include "core/store/pseudonym_key.hpp"
#include "core/store/record_bytes.hpp"
#include "core/store/temporary_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace pilotage::store {

class PersonIndex {
public:
    /// `most_in_memory`: entries; more of them are kept in a file.
    explicit PersonIndex(std::size_t most_in_memory) : most_in_memory_(most_in_memory) {}

    /// Ids rise.
    void add(const Pseudonym& person, std::int64_t id);

    /// Asks to be told, while it is written, of each person who has several rows.
    void tell_several(std::function<void(const Pseudonym&)> told) { several_ = std::move(told); }

    /// Gives a page a number in the file.
    using Put = std::function<std::uint32_t(const unsigned char*)>;
    /// The pages of the tree, but for its root, which is the answer. No entry can be added afterwards.
    Page write(const Put& put);

private:
    /// Ordered as SQLite orders them: blobs by their bytes, from the first to the last.
    struct Entry {
        std::uint64_t high = 0, low = 0;
        std::int64_t id = 0;
        friend auto operator<=>(const Entry&, const Entry&) = default;
    };
    struct Run {
        std::uint64_t at;
        std::size_t count;
    };
    /// A page of the level that is made, and the entry between it and the next one.
    struct Child {
        std::uint32_t page;
        Entry after;
    };
    class RunReader;

    void spill();
    void sort();
    void each(const std::function<void(const Entry&)>& call);
    void look_for_several(const Entry& entry);
    std::string_view record(const Entry& entry);
    Page inner(std::vector<Child> children, const Put& put);

    std::size_t most_in_memory_;
    std::vector<Entry> entries_;
    std::optional<TemporaryFile> file_;
    std::vector<Run> runs_;
    RecordBytes bytes_;
    std::function<void(const Pseudonym&)> several_;
    Entry latest_;
    std::size_t rows_of_latest_ = 0;
};

} // namespace pilotage::store
