// What the rows of a report add up to, for its totals to be held against.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_SUMS_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_SUMS_HPP

#include "importers/fixed_width/layout.hpp"
#include "importers/fixed_width/report_number.hpp"

namespace pilotage::importers {

class ReportSums {
public:
    explicit ReportSums(const Layout& layout);

    /// A record of the table begins; answers its number, from 1.
    std::uint64_t begin_record(std::uint32_t table);
    void add(std::uint32_t table, std::size_t field, std::string_view canonical);
    /// The field of this record holds something that is no number, so nothing can be said of its sum.
    void unread(std::uint32_t table, std::size_t field);

    struct Compared {
        enum class Verdict : std::uint8_t { agrees, disagrees, too_long, unread } verdict;
        std::string stated; ///< empty: the total is no number
        std::string found;
    };
    Compared compare(const Layout::Line& total, const Layout::Field& field, std::string_view text) const;
    /// A subtotal has been compared: the next one counts from here.
    void after_subtotal(std::uint32_t table);

private:
    struct Sum {
        ExactSum all, since_subtotal;
        bool unread = false, unread_since_subtotal = false;
    };
    struct Table {
        std::uint64_t records = 0, since_subtotal = 0;
        std::vector<Sum> sums; ///< by field of the record
    };
    std::vector<Table> tables_;
};

} // namespace pilotage::importers

#endif
