// May a figure stand beside those of other sites? The one place that says which mark a figure gets, and why.
//
// Each doubt about a figure is a reason with a mark of its own; the figure's mark is the worst of them, and without a
// reason it is comparable. Withheld figures are not shown and enter no total, difference, funnel or test.
//
//   doubt         caveated                                            withheld
//   period        the site served less than the whole period, at      of a count or a rate: less than half of the
//                 least 8 days short of it                            period was served
//   coverage      the site served another area than the one it has    -
//                 now, for the whole period or a part of it, or an
//                 area that changed
//   completeness  more than 5% of the return's records were           -
//                 rejected
//   definition    "-- caveat: SITE: ..." of the measure; a record     "-- not_comparable: SITE: ..." of the measure
//                 type of "-- without: TYPE: ..." that the return
//                 does not carry; every count (it grows with the
//                 people and the area served)
//   crosswalk     a case, or a row left out, went through a code      half of the cases or more went through such
//                 that is mapped broader, narrower, approximately     codes, or rows left out for an unmapped code
//                 or not at all                                       outnumber the cases
//
// A mean, median, score or proportion of a part of a period is caveated only: it is of those who were there.
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
    std::string text; ///< a sentence without its full stop, in plain words: "served 7 of 12 months"
    /// Of a doubt about the crosswalk: the cases that went through such codes. Small ones are for disclosure control.
    double cases = 0;
};

/// The worst of them.
Comparability mark_of(const std::vector<Reason>& reasons);

inline constexpr double most_rejected_unremarked = 0.05; ///< share of a return's records
inline constexpr int days_short_unremarked = 7;          ///< of a period
inline constexpr double least_share_of_period = 0.5;     ///< served, of a count or a rate
inline constexpr double most_inexact_cases = 0.5;        ///< from this share on a figure is withheld

} // namespace pilotage::measure
