#include "core/release/report/words.hpp"

#include "core/release/report/axis.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace pilotage::release::report {

std::string date_words(std::string_view iso) {
    static constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
    const auto digits = [&](std::size_t at, std::size_t n) {
        int number = 0;
        for (const char c : iso.substr(at, n)) {
            if (c < '0' || c > '9') return -1;
            number = 10 * number + (c - '0');
        }
        return number;
    };
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::string(iso);
    const int month = digits(5, 2), day = digits(8, 2);
    if (month < 1 || month > 12 || day < 1 || digits(0, 4) < 0) return std::string(iso);
    return std::to_string(day) + " " + std::string(months.at(static_cast<std::size_t>(month - 1))) + " " +
           std::string(iso.substr(0, 4));
}

std::string listed(const std::vector<std::string>& list) {
    std::string out;
    for (std::size_t i = 0; i < list.size(); ++i)
        out += (i == 0 ? "" : i + 1 == list.size() ? " and " : ", ") + list[i];
    return out;
}

std::string many(std::size_t n, std::string_view one) {
    return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string sentence(std::string_view text) {
    auto out = capitalised(text);
    if (!out.empty() && std::string_view(".?!").find(out.back()) == std::string_view::npos) out += '.';
    return out;
}

std::string value_words(const ReleasedMeasure& measure, const Shown& value) {
    return with_minus(value_text(measure, value));
}

std::string value_words(const ReleasedMeasure& measure, double value) {
    return with_minus(value_text(measure, value));
}

std::string interval_words(const ReleasedMeasure& measure, const measure::Interval& interval) {
    return value_words(measure, interval.lower) + " to " + value_words(measure, interval.upper);
}

std::string unit_of(const ReleasedMeasure& measure) {
    return measure.kind == measure::Kind::proportion ? "%" : measure.unit;
}

std::string unit_of_difference(const ReleasedMeasure& measure) {
    return measure.kind == measure::Kind::proportion ? "percentage points" : measure.unit;
}

std::string signed_number(const ReleasedMeasure& measure, double difference) {
    auto text = value_words(measure, difference == 0 ? 0 : difference);
    if (text.ends_with('%')) text.pop_back();
    return (difference > 0 ? "+" : "") + text;
}

std::string signed_interval(const ReleasedMeasure& measure, const measure::Interval& interval) {
    return signed_number(measure, interval.lower) + " to " + signed_number(measure, interval.upper);
}

std::string probability(double p) {
    auto text = fixed(p, 4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string direction_words(measure::Direction direction) {
    switch (direction) {
    case measure::Direction::higher_is_better:
        return "higher is better";
    case measure::Direction::lower_is_better:
        return "lower is better";
    case measure::Direction::neither:
        break;
    }
    return "neither higher nor lower is better";
}

std::string anchor_of(std::string_view figure_id) {
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (const char c : figure_id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || c == ':' || c == '-' || c == '_' || c == '.')) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '~';
            out += hex[byte / 16];
            out += hex[byte % 16];
        }
    }
    return out;
}

bool is_clear(const measure::Difference& difference) {
    const auto* estimate = std::get_if<measure::Estimate>(&difference.result);
    return estimate != nullptr && !difference.within_rounding && measure::side_of_zero(estimate->interval) != 0;
}

std::string site_name(const Release& release, std::string_view id) {
    const auto found = std::ranges::find(release.sites, id, &ReleasedSite::id);
    return found == release.sites.end() ? std::string(id) : found->name;
}

} // namespace pilotage::release::report
