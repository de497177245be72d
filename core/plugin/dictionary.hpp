// The values that come again and again, sent once: coded values travel as one small number that stands for the field,
// the cell's column, the crosswalk's row, the code and the site's own code. The host checks each entry once instead of
// once a record, and looks up its id in the store once.
#pragma once

#include "core/plugin/run.hpp"

#include <deque>
#include <string>
#include <vector>

namespace pilotage::plugin {

/// An entry as it travels: EvaluationValue::entry is its number, 1, 2, 3, ... in the order they are sent.
struct EntryItem {
    std::uint32_t type = 0; ///< of the evaluation records it may stand in
    EvaluationValue value;
};

/// The host's side.
class Dictionary {
public:
    static constexpr std::size_t most_entries = 1 << 16;
    static constexpr std::size_t longest_text = 512; ///< value and local code together

    /// Throws FrameError on an entry out of turn, one too many or one too long.
    void add(const EntryItem& item);
    /// Throws FrameError on a number that was not sent, or was sent for another type.
    const EvaluationValue& find(std::uint32_t type, std::uint64_t number) const;

private:
    struct Entry {
        std::string value, local_code;
        EvaluationValue meant; ///< points into the texts
    };
    /// What find() looks at, close together.
    struct Known {
        std::uint32_t type;
        const EvaluationValue* meant;
    };
    std::deque<Entry> entries_; // never moves what it holds
    std::vector<Known> known_;
};

} // namespace pilotage::plugin
