// The order and number of an element's children as a deterministic automaton: one table look-up a child. It answers
// only "certainly allowed" or "ask the reference". For core/validate only.
#pragma once

#include "core/validate/xerces.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pilotage::validate {

class ContentAutomaton {
public:
    using State = std::uint64_t;
    static constexpr State dead = ~State{0};
    static constexpr State start = 0;

    /// `symbol` numbers the elements from 0, or throws. Nothing, with the reason, where the content is left to the
    /// reference: wildcards, and parts that repeat too often.
    static std::optional<ContentAutomaton>
    compile(xerces::XSParticle& content, const std::function<std::uint32_t(xerces::XSElementDeclaration&)>& symbol,
            std::string& reason);

    /// The state after one more child, or `dead`.
    State next(State state, std::uint32_t symbol) const {
        if (symbol >= symbols_) return dead;
        if (!all_) {
            const auto to = next_[state + symbol];
            return to == none ? dead : to;
        }
        const State seen = State{1} << symbol;
        return (state & seen) != 0 ? dead : state | seen;
    }

    /// Whether the element may end here.
    bool complete(State state) const {
        if (!all_) return next_[state + symbols_] != 0;
        return (state & required_) == required_ || (state == 0 && may_be_empty_);
    }

private:
    static constexpr std::uint32_t none = 0xffffffffu;

    bool all_ = false; ///< xs:all: the state is the set of the children seen
    State required_ = 0;
    bool may_be_empty_ = false;
    std::uint32_t symbols_ = 0;
    /// A row for each state, which is named by where its row begins, so that a step takes no multiplication: the next
    /// state by symbol, at the end whether the element may end here.
    std::vector<std::uint32_t> next_;
};

} // namespace pilotage::validate
