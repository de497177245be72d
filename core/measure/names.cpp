// What the words of a comparison are called in text.
#include "core/measure/figure.hpp"

#include <algorithm>
#include <array>

namespace pilotage::measure {

std::string_view name_of(const State& state) {
    constexpr std::array<std::string_view, std::variant_size_v<State>> names{
        "figure", "suppressed", "zero denominator", "no data", "not applicable", "withheld"};
    return names.at(state.index());
}

std::string_view name_of(Comparability mark) {
    constexpr std::array<std::string_view, 3> names{"comparable", "caveated", "withheld"};
    return names.at(static_cast<std::size_t>(mark));
}

std::string_view name_of(Doubt doubt) {
    constexpr std::array<std::string_view, 5> names{"period", "coverage", "completeness", "definition", "crosswalk"};
    return names.at(static_cast<std::size_t>(doubt));
}

std::string_view name_of(Difference::Of of) {
    constexpr std::array<std::string_view, 3> names{"against comparison", "before and after",
                                                    "difference in differences"};
    return names.at(static_cast<std::size_t>(of));
}

Comparability mark_of(const std::vector<Reason>& reasons) {
    auto worst = Comparability::comparable;
    for (const auto& reason : reasons) worst = std::max(worst, reason.mark);
    return worst;
}

} // namespace pilotage::measure
