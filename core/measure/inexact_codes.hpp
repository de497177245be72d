// How much of a figure went through codes that a crosswalk does not map exactly; see comparability.hpp for what counts.
#pragma once

#include "core/measure/groups.hpp"

#include <set>
#include <unordered_set>

namespace pilotage::measure {

/// Cases that went, by their own row or the one beside it, through a code that is approximate or broader.
struct InexactUse {
    std::size_t cases = 0;
    std::set<std::string> fields; ///< that those codes are of
};

/// Records of one type in one return with an unmapped code in a field that the measure reads.
struct UnmappedRecords {
    std::string record;
    std::vector<std::string> fields; ///< that have one
    std::size_t unmapped = 0, records = 0;
};

class InexactCodes {
public:
    /// `read`: the columns that the measure reads. Throws SqlFault.
    InexactCodes(Database& database, const Evaluation::Columns& read, const std::vector<std::string>& case_records);

    InexactUse of(const Group& group) const;

    /// Types with an unmapped code only.
    std::vector<UnmappedRecords> unmapped(const std::string& site, const std::string& period) const;

private:
    struct CodedField {
        std::string name;
        std::unordered_set<std::int64_t> inexact; ///< ids of the record type
    };
    std::vector<std::vector<CodedField>> fields_; ///< by number of the case's record type
    std::map<std::pair<std::string, std::string>, std::vector<UnmappedRecords>> unmapped_; ///< by site and period
};

} // namespace pilotage::measure
