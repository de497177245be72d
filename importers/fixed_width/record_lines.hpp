// The lines of a record: its fields are cut out of their columns, checked, and their numbers added to the sums.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_RECORD_LINES_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_RECORD_LINES_HPP

#include "importers/fixed_width/line_issues.hpp"
#include "importers/fixed_width/report_sums.hpp"

#include <string>
#include <vector>

namespace pilotage::importers {

struct ReportRecord {
    bool open = false;
    std::uint32_t table = 0;
    std::uint64_t number = 0, line = 0;
    std::vector<std::string> values; ///< by field of the record's line
};

class RecordLines {
public:
    RecordLines(const Layout& layout, const Limits& limits, const TextLines& lines, const LineIssues& issues,
                ReportSums& sums)
        : layout_(layout), limits_(limits), lines_(lines), issues_(issues), sums_(sums) {}

    /// The present line is the first of a record. Throws Malformed for what passes the limits.
    void begin(const Layout::Line& kind, ReportRecord& record);
    /// The present line has more of it.
    void go_on(const Layout::Line& kind, ReportRecord& record);

private:
    void check_field(const Layout::Line& kind, std::size_t field, std::string_view value,
                     const ReportRecord& record) const;
    std::size_t check_gaps(const Layout::Line& kind, const ReportRecord& record) const;
    RecordCell cell(const Layout::Line& kind, std::size_t field, const ReportRecord& record) const;
    [[noreturn]] void refuse_length() const;

    const Layout& layout_;
    const Limits& limits_;
    const TextLines& lines_;
    const LineIssues& issues_;
    ReportSums& sums_;
    std::string number_;
};

} // namespace pilotage::importers

#endif
