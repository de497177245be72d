#include "core/measure/shorthand.hpp"

#include <array>

namespace pilotage::measure {
namespace {

struct Sign {
    std::string_view code, meaning;
};

constexpr std::array<Sign, 6> signs{{{"[b]", "break in the series"},
                                     {"[c]", "confidential"},
                                     {"[u]", "low reliability"},
                                     {"[w]", "none recorded"},
                                     {"[x]", "not available"},
                                     {"[z]", "not applicable"}}};

constexpr const Sign& sign_of(Shorthand sign) {
    return signs[static_cast<std::size_t>(sign)];
}

/// The cases that a figure's precision rests on; nothing of what is counted in full.
std::optional<double> cases_of(const Figure& figure, Kind kind) {
    switch (kind) {
    case Kind::count:
    case Kind::ratio:
        return std::nullopt;
    case Kind::rate:
        return figure.numerator;
    case Kind::proportion:
    case Kind::mean:
    case Kind::median:
    case Kind::score:
        break;
    }
    return figure.denominator;
}

} // namespace

std::string_view code_of(Shorthand sign) {
    return sign_of(sign).code;
}

std::string_view meaning_of(Shorthand sign) {
    return sign_of(sign).meaning;
}

std::optional<Shorthand> instead_of_value(const State& state) {
    constexpr std::array<std::optional<Shorthand>, std::variant_size_v<State>> by_state{std::nullopt,
                                                                                        Shorthand::confidential,
                                                                                        Shorthand::none_recorded,
                                                                                        Shorthand::not_available,
                                                                                        Shorthand::not_applicable,
                                                                                        Shorthand::not_available};
    return by_state.at(state.index());
}

std::vector<Shorthand> beside_value(const Cell& cell, Kind kind, const Reliability& reliability) {
    std::vector<Shorthand> beside;
    const auto* figure = std::get_if<Figure>(&cell.state);
    if (figure == nullptr) return beside;
    if (!cell.break_in_series.empty()) beside.push_back(Shorthand::break_in_series);
    if (const auto cases = cases_of(*figure, kind); cases && *cases < reliability.least_cases)
        beside.push_back(Shorthand::low_reliability);
    return beside;
}

} // namespace pilotage::measure
