// The words that findings have in common, sent once: a finding then tells the number of its wording, its place and its
// value. The host makes them fit to be shown once, and sorts findings into causes by that number. A file with a fault
// in every record takes a third less of the worker's and the host's time so.
#pragma once

#include "core/validate/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>

namespace pilotage::plugin {

/// A wording as it travels. Numbers are 1, 2, 3, ... in the order they are sent; 0: of one finding, not kept.
struct WordingItem {
    std::uint32_t number = 0;
    Severity severity = Severity::error;
    std::string_view rule, field, expected, message, remedy;

    std::size_t size() const { return rule.size() + field.size() + expected.size() + message.size() + remedy.size(); }
};

/// A finding with these words and no place, record or value; control characters and what is not UTF-8 is taken out.
Finding worded(const WordingItem& item);

/// The host's side.
class Wordings {
public:
    static constexpr std::size_t most = 1 << 12;
    static constexpr std::size_t longest = 4096; ///< all texts together

    /// Throws FrameError on a wording out of turn, one too many or one too long.
    void add(const WordingItem& item);
    /// The finding without a place. Throws FrameError on a number that was not sent.
    const Finding& find(std::uint32_t number) const;

private:
    std::deque<Finding> known_;
};

} // namespace pilotage::plugin
