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
        std::uint32_t state = 1;
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 128) return false;
            state = next_[state * classes_ + class_of_[byte]];
            if (state == 0) return false;
        }
        return final_[state];
    }
    std::size_t states() const { return final_.size(); }

private:
    std::array<std::uint8_t, 128> class_of_{}; ///< bytes that no part of the pattern tells apart share a class
    std::size_t classes_ = 1;
    std::vector<std::uint16_t> next_; ///< [state][class]; state 0 is the dead one, 1 the start
    std::vector<bool> final_;
};

} // namespace pilotage::validate
