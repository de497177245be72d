#include "core/release/release_figures.hpp"

#include "core/measure/counted_figure.hpp"
#include "core/release/disclosure/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace pilotage::release {
namespace {

using measure::Figure;
using measure::Kind;

bool has_values(Kind kind) {
    return kind == Kind::mean || kind == Kind::median || kind == Kind::score;
}

double rounded(double value, int places) {
    const double scale = std::pow(10.0, places);
    const double at = std::round(value * scale) / scale;
    return at == 0 ? 0 : at; // no -0
}

measure::Interval rounded(const measure::Interval& interval, int places) {
    return {rounded(interval.lower, places), rounded(interval.upper, places)};
}

const Shown withheld_count{std::nullopt, measure::Shorthand::confidential};

Shown count_of(const std::optional<std::uint32_t>& cell, const ProtectedCounts& counts) {
    if (!cell || counts.withheld[*cell]) return withheld_count;
    return {static_cast<double>(counts.shown[*cell]), std::nullopt};
}

class Writer {
public:
    Writer(ReleasedFigure& out, const measure::Measure& measure, int places, const TrueFigure& figure,
           const FigureCells& cells, const ProtectedCounts& counts, const Profile& profile, bool withheld)
        : out_(out), measure_(measure), places_(places), figure_(figure), cells_(cells), counts_(counts),
          profile_(profile), withheld_(withheld) {}

    void write() {
        if (const auto* none = std::get_if<measure::NoData>(&figure_.state))
            return nothing(measure::Shorthand::not_available, none->reason);
        if (const auto* none = std::get_if<measure::NotApplicable>(&figure_.state))
            return nothing(measure::Shorthand::not_applicable, none->reason);
        if (std::holds_alternative<measure::Withheld>(figure_.state))
            return nothing(measure::Shorthand::not_available, "not comparable");
        switch (measure_.kind) {
        case Kind::count:
            count();
            break;
        case Kind::proportion:
            proportion();
            break;
        case Kind::rate:
        case Kind::ratio:
            rate();
            break;
        case Kind::mean:
        case Kind::median:
        case Kind::score:
            of_values();
            break;
        }
        if (out_.value.number && profile_.low_reliability_below > 0 && measure_.kind != Kind::count &&
            measure_.kind != Kind::ratio) {
            const auto& base = measure_.kind == Kind::rate ? out_.numerator : out_.denominator;
            out_.low_reliability = base.number && *base.number < static_cast<double>(profile_.low_reliability_below);
        }
    }

private:
    void nothing(measure::Shorthand shorthand, std::string reason) {
        out_.value.shorthand = shorthand;
        out_.note = std::move(reason);
    }
    void withhold() { out_.value = withheld_count; }
    void take_interval(const Figure& figure, int places) {
        out_.interval = rounded(*figure.interval, places);
        out_.method = figure.method;
    }

    /// Nobody below the line, and that may be said.
    bool is_empty() {
        if (!std::holds_alternative<measure::ZeroDenominator>(figure_.state)) return false;
        if (out_.denominator.number)
            nothing(profile_.zero_denominator, "nobody stands below the line");
        else
            withhold();
        return true;
    }

    void count() {
        out_.numerator = out_.value = count_of(cells_.cases, counts_);
        if (!out_.value.number || figure_.state.index() != 0 || std::get<Figure>(figure_.state).method.empty()) return;
        take_interval(measure::count_figure(*out_.value.number), places_ + 1);
    }

    void proportion() {
        out_.denominator = count_of(cells_.cases, counts_);
        if (is_empty()) return;
        const auto& figure = std::get<Figure>(figure_.state);
        if (figure.method == measure::stratified_margin) return weighted_share();
        out_.numerator = count_of(cells_.above, counts_);
        if (!out_.numerator.number || !out_.denominator.number || *out_.denominator.number == 0) return withhold();
        const auto shown = measure::share_figure(*out_.numerator.number, *out_.denominator.number);
        out_.value = {rounded(profile_.percentages_from_rounded ? shown.value : figure.value, places_ + 2)};
        take_interval(shown, places_ + 2);
    }

    /// Worked out from the rounded counts of the strata, whatever the profile says of percentages; none where one of
    /// them is small. It is not its numerator over its denominator, so that is not shown.
    void weighted_share() {
        if (!out_.denominator.number || counts_.withheld[*cells_.above] || counts_.primary[*cells_.rest])
            return withhold();
        std::vector<measure::SurveyStratum> strata;
        for (const auto& stratum : cells_.strata) {
            if (counts_.primary[stratum.cases] || counts_.primary[stratum.above] || counts_.primary[stratum.rest] ||
                counts_.primary[*stratum.people])
                return withhold();
            const auto above = static_cast<double>(counts_.shown[stratum.above]);
            strata.push_back({static_cast<double>(counts_.shown[*stratum.people]),
                              static_cast<double>(counts_.shown[stratum.cases]), above, above});
        }
        const auto mean = measure::stratified_mean(strata);
        if (!mean) return withhold();
        out_.value = {rounded(mean->value, places_ + 2)};
        out_.interval = rounded(
            measure::Interval{std::max(0.0, mean->value - mean->margin), std::min(1.0, mean->value + mean->margin)},
            places_ + 2);
        out_.method = measure::stratified_margin;
    }

    void rate() {
        const auto* figure = std::get_if<Figure>(&figure_.state);
        const double exposure = figure == nullptr ? 0 : figure->denominator.value_or(0);
        out_.denominator = cells_.cases
                               ? count_of(cells_.cases, counts_)
                               : Shown{static_cast<double>(round_nearest(std::llround(exposure), profile_.base))};
        if (is_empty()) return;
        out_.numerator = count_of(cells_.above, counts_);
        if (!out_.numerator.number || !out_.denominator.number || *out_.denominator.number == 0) return withhold();
        const auto shown = measure::rate_figure(*out_.numerator.number, *out_.denominator.number, measure_.multiplier);
        out_.value = {rounded(profile_.percentages_from_rounded ? shown.value : figure->value, places_)};
        if (measure_.kind == Kind::ratio) return void(out_.method = figure->method);
        take_interval(shown, places_);
    }

    void of_values() {
        out_.denominator = count_of(cells_.cases, counts_);
        if (is_empty()) return;
        if (withheld_ || !out_.denominator.number) return withhold();
        const auto& figure = std::get<Figure>(figure_.state);
        out_.value = {rounded(figure.value, places_)};
        if (!figure.interval) return;
        out_.interval = rounded(*figure.interval, places_);
        out_.method = figure.method;
    }

    ReleasedFigure& out_;
    const measure::Measure& measure_;
    int places_;
    const TrueFigure& figure_;
    const FigureCells& cells_;
    const ProtectedCounts& counts_;
    const Profile& profile_;
    bool withheld_;
};

} // namespace

int places_of(const TrueTable& table, const Profile& profile) {
    const auto kind = table.measure.kind;
    if (kind == Kind::count) return 0;
    if (kind == Kind::proportion) return profile.percentage_places;
    if (kind == Kind::rate || kind == Kind::ratio) return profile.rate_places;
    constexpr double small_scale = 2;
    const bool small = std::ranges::all_of(table.figures, [](const TrueFigure& figure) {
        const auto* f = std::get_if<Figure>(&figure.state);
        return f == nullptr || std::abs(f->value) < small_scale;
    });
    return profile.value_places + (small && has_values(kind) ? 2 : 0);
}

void release_figure(ReleasedFigure& out, const measure::Measure& measure, int places, const TrueFigure& figure,
                    const FigureCells& cells, const ProtectedCounts& counts, const Profile& profile, bool withheld) {
    Writer(out, measure, places, figure, cells, counts, profile, withheld).write();
}

} // namespace pilotage::release
