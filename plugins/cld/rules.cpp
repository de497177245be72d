#include "plugins/cld/rules.hpp"

#include "core/sdk/value.hpp"

#include "core/sdk/days.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pilotage::cld {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr std::array<std::string_view, 17> outcomes{"Progress to reablement/ST-Max",
                                                    "Progress to assessment, review or reassessment",
                                                    "Not mapped",
                                                    "Progress to support planning or services",
                                                    "Continuation of support or services",
                                                    "Admitted to hospital",
                                                    "NFA: Responsibility moved to another local authority",
                                                    "NFA: Referral to NHS services or NHS funded social care",
                                                    "NFA: Self-funded client or under 12wk disregard",
                                                    "NFA: Information and advice or signposting",
                                                    "NFA: Referral to other service within the local authority",
                                                    "NFA: Support declined",
                                                    "NFA: Deceased",
                                                    "NFA: Support ended as planned",
                                                    "NFA: Support ended for other reason",
                                                    "NFA: No services offered for other reason",
                                                    "NFA: Other"};

} // namespace

NhsNumber::NhsNumber(std::string_view written) {
    if (written.size() == digits_.size()) {
        std::copy(written.begin(), written.end(), digits_.begin());
    } else {
        std::size_t size = 0;
        for (const char c : written) {
            if (c == ' ') continue;
            if (size == digits_.size()) return;
            digits_[size++] = c;
        }
        if (size != digits_.size()) return;
    }
    // All digits first, then one question: no branch for each.
    unsigned sum = 0, largest = 0;
    bool filler = true;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
        const auto value = static_cast<unsigned>(static_cast<unsigned char>(digits_[i])) - '0';
        largest = std::max(largest, value);
        filler &= digits_[i] == digits_[0];
        sum += value * static_cast<unsigned>(digits_.size() - i);
    }
    valid_ = largest <= 9 && !filler && sum % 11 == 0;
}

namespace {

bool read_day(std::string_view text, sdk::Date& date) {
    return sdk::parse_date(text, "dd/mm/yyyy", date) || sdk::parse_date(text, "yyyy-mm-dd", date);
}

} // namespace

std::string iso_day(std::string_view text) {
    sdk::Date date;
    return read_day(text, date) ? date.iso() : std::string();
}

std::int32_t day_as_number(std::string_view text) {
    sdk::Date date;
    return read_day(text, date) ? date.year * 10000 + date.month * 100 + date.day : 0;
}

bool signs_a_number(std::string_view value) {
    const auto number = value.substr(1);
    return std::any_of(number.begin(), number.end(), digit) && std::count(number.begin(), number.end(), '.') <= 1 &&
           std::all_of(number.begin(), number.end(), [](char c) { return digit(c) || c == '.'; });
}

int age_on(std::string_view birth_day, std::string_view day) {
    sdk::Date born;
    sdk::Date now;
    if (!sdk::parse_date(birth_day, "yyyy-mm-dd", born) || !sdk::parse_date(day, "yyyy-mm-dd", now)) return -1;
    born.day = 1;
    return static_cast<int>(std::floor((sdk::day_number(now) - sdk::day_number(born)) / 365.25));
}

std::string_view age_band(int age) {
    struct Band {
        int below;
        std::string_view name;
    };
    constexpr std::array<Band, 8> bands{{{18, "under 18"},
                                         {25, "18-24"},
                                         {45, "25-44"},
                                         {65, "45-64"},
                                         {75, "65-74"},
                                         {85, "75-84"},
                                         {95, "85-94"},
                                         {115, "95+"}}};
    for (const auto& band : bands)
        if (age < band.below) return band.name;
    return {};
}

double units_per_week(std::string_view frequency, double planned) {
    if (sdk::same_word(frequency, "Weekly")) return 1;
    if (sdk::same_word(frequency, "Fortnightly")) return 1.0 / 2;
    if (sdk::same_word(frequency, "4-weekly")) return 1.0 / 4;
    if (sdk::same_word(frequency, "Monthly")) return 12.0 / 52;
    if (sdk::same_word(frequency, "Quarterly")) return 4.0 / 52;
    if (sdk::same_word(frequency, "Annually")) return 1.0 / 52;
    return planned;
}

double period_cost(double unit_cost, std::string_view frequency, double planned, int days) {
    const double cost = std::fabs(unit_cost);
    if (sdk::same_word(frequency, "One-off")) return cost;
    return cost * units_per_week(frequency, std::fabs(planned)) * days / 7;
}

int outcome_rank(std::string_view outcome) {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](std::string_view one) { return sdk::same_word(one, outcome); });
    return static_cast<int>(found - outcomes.begin());
}

} // namespace pilotage::cld
