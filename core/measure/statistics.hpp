// Intervals and tests of the comparisons. Functions of numbers only: nothing of the store, of measures or of release is
// known here.
//
// Every interval is two-sided at `confidence` (0.95 unless told); z is the normal quantile at (1 + confidence) / 2.
// Arguments outside a function's domain (a negative count, a confidence not between 0 and 1) throw std::domain_error.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace pilotage::measure {

struct Interval {
    double lower = 0;
    double upper = 0;
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// Standard normal quantile at (1 + confidence) / 2: 1.959964 for 0.95.
double normal_z(double confidence);

/// A proportion x / n, 0 <= x <= n, n > 0; both ends lie in [0, 1]. Wilson (1927), J Am Stat Assoc 22, 209-212:
/// (2x + z^2 +- z sqrt(z^2 + 4x(1 - x/n))) / 2(n + z^2). The limits of a proportion of one, not of a percentage.
Interval wilson(double x, double n, double confidence = 0.95);

/// The mean of a Poisson count x >= 0 by Byar's approximation; Breslow and Day (1987), Statistical Methods in Cancer
/// Research II, 69: x(1 - 1/9x - z/3 sqrt(x))^3 and the same with x + 1 and +z. Good from 10 events on.
Interval byar(double x, double confidence = 0.95);

/// The mean of a Poisson count x >= 0, exact by chi-square; Garwood (1936), Biometrika 28, 437-442. At x = 0 the lower
/// end is 0.
Interval exact_poisson(double x, double confidence = 0.95);

/// Events from which Byar's approximation takes over from the exact limits.
inline constexpr double least_events_for_byar = 10;

/// The mean of a Poisson count: exact below least_events_for_byar, Byar from there on. Rates are this times the
/// multiplier over the exposure.
Interval poisson(double x, double confidence = 0.95);

/// Mean and spread of values; `deviation` is the sample standard deviation (n - 1), 0 for fewer than two values.
struct Summary {
    std::uint64_t count = 0;
    double sum = 0, mean = 0, deviation = 0;
};
Summary summarise(std::span<const double> values);

/// A mean by Student's t with n - 1 degrees of freedom; nothing for fewer than two values.
std::optional<Interval> student_mean(const Summary& summary, double confidence = 0.95);

/// The median of ascending values, not empty: the middle one, or the mean of the two in the middle.
double median_of_sorted(std::span<const double> ascending);

/// The median of ascending values by exact order statistics: from the k-th smallest to the k-th largest, k the greatest
/// with P(Bin(n, 1/2) < k) <= (1 - confidence) / 2; Conover (1999), Practical Nonparametric Statistics, 3.2. It covers
/// at least `confidence`; nothing where no such k exists (fewer than 6 values at 0.95).
std::optional<Interval> order_statistic_median(std::span<const double> ascending, double confidence = 0.95);

/// The difference a/m - b/n of two independent proportions, in [-1, 1]; method 10 (hybrid score) of Newcombe (1998),
/// Statistics in Medicine 17, 873-890.
Interval newcombe10(double a, double m, double b, double n, double confidence = 0.95);

/// The difference first - second of two independent estimates from their values and intervals: Zou and Donner (2008),
/// Statistics in Medicine 27, 1693-1702. With Wilson's intervals it is Newcombe's method 10.
Interval square_and_add(double first, const Interval& of_first, double second, const Interval& of_second);

/// The difference of two means by Welch (1947), Biometrika 34, 28-35, with Satterthwaite's degrees of freedom. Both
/// have at least two values. Without any spread both ends are the difference.
Interval welch(const Summary& first, const Summary& second, double confidence = 0.95);

/// Respondents of one stratum of a survey who answered, and the people they stand for.
struct SurveyStratum {
    double population = 0, respondents = 0;
    double sum = 0, squares = 0; ///< of their values; of a share both are those it is true of
};

/// The mean of a population from a survey by strata, each weighted by its people: sum of W times the stratum's mean, W
/// its share of the people, -+ 1.96 times the root of the sum of W^2 s^2 / n (1 - n / N), as the adult social care
/// survey's margin of error; Cochran (1977), Sampling Techniques, 5.9. Nothing where a stratum has fewer than two
/// respondents, or more than it has people.
struct SurveyMean {
    double value = 0, margin = 0;
};
std::optional<SurveyMean> stratified_mean(std::span<const SurveyStratum> strata);

/// One age band of a standardised rate.
struct Stratum {
    double events = 0;
    double population = 0;
    double weight = 0; ///< direct: the standard population's; indirect: the reference rate events / population
};

struct StandardisedRate {
    double value = 0;
    Interval interval;
};

/// A directly standardised rate, times `multiplier`; limits of Dobson, Kuulasmaa, Eberle and Scherer (1991), Statistics
/// in Medicine 10, 457-462. Nothing under 10 events in all, as the public-health practice has it.
std::optional<StandardisedRate> directly_standardised(std::span<const Stratum> strata, double multiplier,
                                                      double confidence = 0.95);

/// The events expected if the reference rates (`weight`) held.
double expected_events(std::span<const Stratum> strata);

/// Observed over expected events, times `multiplier`; limits of poisson(). `expected` > 0.
StandardisedRate indirectly_standardised(double observed, double expected, double multiplier, double confidence = 0.95);

/// Two samples by ranks; Mann and Whitney (1947), Ann Math Stat 18, 50-60.
struct MannWhitney {
    double u = 0;                    ///< of x: pairs with x above y, ties half
    double superiority = 0;          ///< u over all pairs: P(x > y) + P(x = y) / 2
    double z = 0;                    ///< normal, corrected for ties, not for continuity
    std::optional<double> two_sided; ///< exact p; where there are no ties and at most 400 pairs of values
    std::optional<double> greater;   ///< exact p that x tends above y, likewise
    double shift = 0;                ///< Hodges-Lehmann: the median of all differences x - y
};
/// Neither sample is empty.
MannWhitney mann_whitney(std::span<const double> x, std::span<const double> y);

} // namespace pilotage::measure
