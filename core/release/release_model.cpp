#include "core/release/release_model.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace pilotage::release {

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 3> names{"site", "arm", "all"};
    return names.at(static_cast<std::size_t>(level));
}

std::string figure_id(std::string_view measure, std::string_view period, std::string_view place,
                      std::string_view part) {
    std::string id(measure);
    for (const auto& word : {period, place, part})
        if (!word.empty()) id += ":" + std::string(word);
    return id;
}

std::optional<FigureName> parse_figure_id(std::string_view id) {
    FigureName name;
    for (auto* word : {&name.measure, &name.period, &name.place}) {
        const auto end = std::min(id.find(':'), id.size());
        *word = id.substr(0, end);
        if (word->empty()) return std::nullopt;
        id.remove_prefix(std::min(end + 1, id.size()));
    }
    name.part = id; // a part may have colons of its own
    return name;
}

std::string all_withheld(std::span<const ReleasedMeasure> measures, const ReleasedProfile& profile) {
    std::size_t withheld = 0;
    for (const auto& m : measures)
        for (const auto& f : m.figures) {
            if (f.value.number) return {};
            withheld += f.value.shorthand == measure::Shorthand::confidential ? 1 : 0;
        }
    if (withheld == 0) return {};
    const auto many = withheld == 1 ? std::string("The only figure that there is, is")
                                    : "All " + std::to_string(withheld) + " figures that there are, are";
    return many + " withheld by the rules \"" + profile.title + "\", so that nobody can be recognised.";
}

std::string signs_of(const ReleasedFigure& figure) {
    std::string signs;
    if (!figure.break_in_series.empty()) signs = measure::code_of(measure::Shorthand::break_in_series);
    if (figure.low_reliability)
        signs += (signs.empty() ? "" : " ") + std::string(measure::code_of(measure::Shorthand::low_reliability));
    return signs;
}

int decimals_of(const ReleasedMeasure& measure) {
    return measure.places + (measure.kind == measure::Kind::proportion ? 2 : 0);
}

std::string value_text(const ReleasedMeasure& measure, double value) {
    const bool share = measure.kind == measure::Kind::proportion;
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), share ? 100 * value : value,
                                   std::chars_format::fixed, measure.places)
                         .ptr;
    return std::string(digits.data(), end) + (share ? "%" : "");
}

std::string value_text(const ReleasedMeasure& measure, const Shown& value) {
    return value.number      ? value_text(measure, *value.number)
           : value.shorthand ? std::string(measure::code_of(*value.shorthand))
                             : "";
}

} // namespace pilotage::release
