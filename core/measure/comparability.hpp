// May a figure stand beside those of other sites? The one place that says which mark a figure gets, and why.
//
// Each doubt about a figure is a reason with a mark of its own; the figure's mark is the worst of them, and without a
// reason it is comparable. Withheld figures are not shown and enter no total, difference, funnel or test.
//
//   doubt         caveated                                            withheld
//   period        the site served less than the whole period, more    of a count or a rate: less than half of the
//                 than 7 days short of it                             period was served
//   coverage      for a part of the period or all of it the site      -
//                 served another area than the one it came to serve
//   completeness  more than 5% of the return's records were           -
//                 rejected
//   definition    "-- caveat: SITE: ..." of the measure; a record     "-- not_comparable: SITE: ..." of the measure
//                 type of "-- without: TYPE: ..." that the return
//                 does not carry; every count (it grows with the
//                 people and the area served)
//   crosswalk     a case, or the row that shows its numerator, went   half or more of the records of a type that the
//                 through a code that is mapped approximately or is   measure reads have an unmapped code in a field
//                 broader than the evaluation's; a record of a type   that it reads
//                 that the measure reads has an unmapped code in a
//                 field that it reads
//
// A local code that is narrower than the evaluation's lies wholly within it and raises no doubt. A mean, median, score
// or proportion of a part of a period is caveated only: it is of those who were there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pilotage::measure {

enum class Comparability : std::uint8_t { comparable, caveated, withheld };

/// "comparable", "caveated", "withheld"
std::string_view name_of(Comparability mark);

/// What the doubt is about.
enum class Doubt : std::uint8_t { period, coverage, completeness, definition, crosswalk };

/// "period", "coverage", "completeness", "definition", "crosswalk"
std::string_view name_of(Doubt doubt);

struct Reason {
    Doubt doubt = Doubt::definition;
    Comparability mark = Comparability::caveated; ///< never comparable
    /// A sentence without its full stop, in plain words, fit to be published: "served 212 of 365 days of the period".
    /// Of cases it gives whole percents; "fewer than 10", or "nearly all" where fewer than 10 are left.
    std::string text;
};

/// The worst of them.
Comparability mark_of(const std::vector<Reason>& reasons);

inline constexpr double most_rejected_unremarked = 0.05; ///< share of a return's records
inline constexpr int days_short_unremarked = 7;          ///< of a period
inline constexpr double least_share_of_period = 0.5;     ///< served, of a count or a rate
inline constexpr double most_unmapped_records = 0.5;     ///< from this share on a figure is withheld

} // namespace pilotage::measure
