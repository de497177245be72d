#include "core/cli/figure_text.hpp"

#include "core/measure/shorthand.hpp"

#include <array>
#include <charconv>

namespace pilotage::cli {
namespace {

using measure::Direction;
using measure::Figure;
using measure::Kind;

std::string with_decimals(double number, int decimals) {
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals).ptr;
    return {digits.data(), end};
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

} // namespace

std::string value_text(const measure::Measure& measure, double value) {
    if (measure.kind == Kind::proportion) return with_decimals(100 * value, measure.decimals) + "%";
    const auto text = with_decimals(value, measure.decimals);
    return measure.kind == Kind::median ? without_trailing_zeros(text) : text;
}

std::string count_text(const std::optional<double>& number) {
    return number ? without_trailing_zeros(with_decimals(*number, 3)) : "";
}

std::string difference_text(const measure::Measure& measure, double difference) {
    auto text = value_text(measure, difference);
    if (measure.kind == Kind::proportion) text.pop_back();
    if (text.find_first_of("123456789") == std::string::npos && text.front() == '-') text.erase(0, 1);
    return text.front() == '-' || difference == 0 ? text : "+" + text;
}

std::string estimate_text(const measure::Measure& measure, const measure::Estimate& estimate) {
    return difference_text(measure, estimate.value) + " (" + difference_text(measure, estimate.interval.lower) +
           " to " + difference_text(measure, estimate.interval.upper) + ")";
}

FigureText figure_text(const measure::Measure& measure, const measure::State& state) {
    FigureText text;
    std::string sign;
    if (const auto shorthand = measure::instead_of_value(state)) sign = code_of(*shorthand);
    if (const auto* figure = std::get_if<Figure>(&state)) {
        text.numerator = count_text(figure->numerator);
        text.denominator = count_text(figure->denominator);
        text.value = value_text(measure, figure->value);
        if (figure->interval)
            text.interval =
                value_text(measure, figure->interval->lower) + " to " + value_text(measure, figure->interval->upper);
        text.method = figure->method;
        if (!figure->interval && measure.kind != Kind::ratio) text.state = "too few for an interval";
    } else if (const auto* suppressed = std::get_if<measure::Suppressed>(&state)) {
        text.numerator = text.value = sign;
        if (measure.kind != Kind::count)
            text.denominator = suppressed->denominator ? count_text(suppressed->denominator) : sign;
        text.state = "withheld to protect a small count";
    } else if (std::holds_alternative<measure::ZeroDenominator>(state)) {
        text.denominator = "0";
        text.value = sign;
        text.state = "no case below the line";
    } else if (const auto* none = std::get_if<measure::NoData>(&state)) {
        text.value = sign;
        text.state = none->reason;
    } else if (const auto* not_applicable = std::get_if<measure::NotApplicable>(&state)) {
        text.value = sign;
        text.state = not_applicable->reason;
    } else if (std::holds_alternative<measure::Withheld>(state)) {
        text.value = sign;
        text.state = "not comparable with other sites";
    }
    return text;
}

std::string direction_text(Direction direction) {
    switch (direction) {
    case Direction::higher_is_better:
        return "higher is better";
    case Direction::lower_is_better:
        return "lower is better";
    case Direction::neither:
        break;
    }
    return "neither higher nor lower is better";
}

} // namespace pilotage::cli
