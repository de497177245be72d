#include "core/measure/aggregate.hpp"

#include "core/measure/counted_figure.hpp"

#include <algorithm>

namespace pilotage::measure {
void Aggregate::add_stratum(std::string_view stratum, double size, double value) {
    if (stratum.empty() || size <= 0) return;
    auto& sums = strata_[std::string(stratum)];
    sums.population = size;
    sums.respondents += 1;
    sums.sum += value;
    sums.squares += value * value;
    with_stratum_ += 1;
}

std::optional<SurveyMean> Aggregate::by_strata() const {
    const auto cases = std::max(static_cast<double>(cases_), static_cast<double>(values_.size()));
    if (strata_.empty() || with_stratum_ != cases) return std::nullopt;
    std::vector<SurveyStratum> strata;
    for (const auto& [name, stratum] : strata_) strata.push_back(stratum);
    return stratified_mean(strata);
}

void Aggregate::merge(const Aggregate& other) {
    cases_ += other.cases_;
    numerator_ += other.numerator_;
    denominator_ += other.denominator_;
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    with_stratum_ += other.with_stratum_;
    ++merged_;
    for (const auto& [name, stratum] : other.strata_) strata_.emplace(std::to_string(merged_) + " " + name, stratum);
}

State Aggregate::state() {
    switch (measure_->kind) {
    case Kind::count:
        return count_figure(static_cast<double>(cases_));
    case Kind::proportion: {
        if (cases_ == 0) return ZeroDenominator{};
        const auto n = static_cast<double>(cases_);
        if (const auto mean = by_strata())
            return Figure{
                numerator_, n, mean->value,
                Interval{std::max(0.0, mean->value - mean->margin), std::min(1.0, mean->value + mean->margin)},
                stratified_margin};
        return share_figure(numerator_, n);
    }
    case Kind::rate:
        if (denominator_ <= 0) return ZeroDenominator{};
        return rate_figure(numerator_, denominator_, measure_->multiplier);
    case Kind::ratio:
        if (denominator_ <= 0) return ZeroDenominator{};
        return Figure{numerator_, denominator_, numerator_ * measure_->multiplier / denominator_, std::nullopt,
                      "counted in full"};
    case Kind::mean:
    case Kind::score: {
        if (values_.empty()) return ZeroDenominator{};
        std::ranges::sort(values_); // so that the sum does not depend on the order in which rows come
        const auto summary = summarise(values_);
        if (const auto mean = by_strata())
            return Figure{summary.sum,       static_cast<double>(summary.count),
                          mean->value,       Interval{mean->value - mean->margin, mean->value + mean->margin},
                          stratified_margin, summary.deviation};
        const auto interval = student_mean(summary);
        return Figure{summary.sum, static_cast<double>(summary.count), summary.mean,
                      interval,    interval ? "Student's t" : "",      summary.deviation};
    }
    case Kind::median:
        break;
    }
    if (values_.empty()) return ZeroDenominator{};
    std::ranges::sort(values_);
    const auto interval = order_statistic_median(values_);
    return Figure{std::nullopt, static_cast<double>(values_.size()), median_of_sorted(values_), interval,
                  interval ? "order statistics" : ""};
}

} // namespace pilotage::measure
