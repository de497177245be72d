// Numbers as reports print them, and their exact sums.
#ifndef PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_NUMBER_HPP
#define PILOTAGE_IMPORTERS_FIXED_WIDTH_REPORT_NUMBER_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace pilotage::importers {

/// "1,234.50", "12-", "(12.5)", "+7", "£3" as canonical decimals; false for what is none of these.
bool read_report_number(std::string_view text, std::string& canonical);

/// Adds canonical decimals of at most twelve digits before the point and six behind it.
class ExactSum {
public:
    void add(std::string_view canonical);
    /// Nothing was added that is beyond those digits.
    bool exact() const { return exact_; }
    std::string text() const;
    friend bool operator==(const ExactSum& a, const ExactSum& b) { return a.millionths_ == b.millionths_; }

private:
    std::int64_t millionths_ = 0;
    bool exact_ = true;
};

} // namespace pilotage::importers

#endif
