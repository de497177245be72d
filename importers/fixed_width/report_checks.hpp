// What a report says of itself: its pages follow each other, its totals agree with its rows, and its end is there.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_CHECKS_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_CHECKS_HPP

#include "importers/fixed_width/line_issues.hpp"
#include "importers/fixed_width/report_sums.hpp"

#include <vector>

namespace pilotage::importers {

class ReportChecks {
public:
    ReportChecks(const Layout& layout, const TextLines& lines, const LineIssues& issues, ReportSums& sums)
        : layout_(layout), lines_(lines), issues_(issues), sums_(sums) {}

    /// The present line is a total or a subtotal.
    void total(const Layout::Line& kind);
    /// The present line has the number of a page.
    void page(const Layout::Line& kind);
    /// The report has ended; `seen` says of each line of the layout whether it was there.
    void end(const std::vector<bool>& seen) const;

private:
    const Layout& layout_;
    const TextLines& lines_;
    const LineIssues& issues_;
    ReportSums& sums_;
    std::uint64_t page_ = 0, pages_ = 0;
};

} // namespace pilotage::importers

#endif
