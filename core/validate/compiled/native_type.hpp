// One simple type of a loaded schema, compiled to native checks. It accepts only what is certainly valid; everything
// else, wrong or merely unusual, is for the reference to judge.
#pragma once

#include "core/validate/compiled/pattern_automaton.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace pilotage::validate {

/// Lets a set of strings be asked with a view.
struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

class NativeType {
public:
    enum class Primitive : std::uint8_t { string, boolean, decimal, date, year_month, year, time, date_time };
    enum class WhiteSpace : std::uint8_t { preserve, replace, collapse };

    struct Bound {
        std::string value;
        bool inclusive = true;
        std::int64_t number = -1; ///< its value when it is a small number, which compares at once
    };

    /// The facets of one step of a derivation; a value must pass all steps.
    struct Step {
        std::vector<PatternAutomaton> patterns; ///< at most one: alternatives of a step are one automaton
        std::unordered_set<std::string, ViewHash, std::equal_to<>> enumeration;
        std::size_t min_length = 0;
        std::size_t max_length = std::numeric_limits<std::size_t>::max();
        std::size_t total_digits = std::numeric_limits<std::size_t>::max();
        std::size_t fraction_digits = std::numeric_limits<std::size_t>::max();
        std::vector<Bound> at_least, at_most;
        bool whole = false; ///< a decimal without a point
        bool asks() const;  ///< false: anything passes
    };

    Primitive primitive = Primitive::string;
    WhiteSpace white_space = WhiteSpace::preserve;
    std::vector<Step> steps;
    std::vector<NativeType> members;  ///< of a union: one that accepts suffices; then `primitive` does not count
    std::unique_ptr<NativeType> item; ///< of a list

    bool accepts(std::string_view value) const;
};

} // namespace pilotage::validate
