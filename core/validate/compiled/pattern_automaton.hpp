// A pattern facet of XML Schema as a deterministic automaton over ASCII: one table look-up a byte, whatever the
// pattern. It answers only "certainly matches" or "ask the reference": text beyond ASCII and constructs whose reading
// is not beyond doubt (\i \c \w negated, \p{..}, unescaped ^ and $) are never accepted here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::validate {

class PatternAutomaton {
public:
    /// The automaton of one pattern, or nothing, with the reason, when it is left to the reference: a construct that is
    /// not compiled, or more than `most_states` states.
    static std::optional<PatternAutomaton> compile(std::string_view pattern, std::string& reason,
                                                   std::size_t most_states = 4096);

    /// True only if the whole text certainly matches.
    bool accepts(std::string_view text) const {
        std::size_t state = width_; // the second row
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 128) return false;
            state = next_[state + class_of_[byte]];
            if (state == 0) return false;
        }
        return next_[state + width_ - 1] != 0;
    }
    std::size_t states() const { return next_.size() / width_; }

private:
    std::array<std::uint8_t, 128> class_of_{}; ///< bytes that no part of the pattern tells apart share a class
    /// A row for each state, which is named by where its row begins, so that a step takes no multiplication: the next
    /// state by class, at the end whether the text may end here. The first row is the dead state's, the second the
    /// start's.
    std::vector<std::uint32_t> next_;
    std::size_t width_ = 1; ///< of a row
};

} // namespace pilotage::validate
