// Findings as one page that needs nothing else: it can be sent back to a site.
#pragma once

#include "core/store/submissions.hpp"
#include "core/validate/finding_group.hpp"

#include <string>
#include <vector>

namespace pilotage::cli {

/// The findings of one submission.
struct SubmissionFindings {
    std::int64_t submission = 0;
    std::string site, period;
    FindingGroups groups;
};

/// HTML5 with a heading for each submission, a table with a caption for its findings; every place is listed.
std::string finding_page(const std::string& title, const std::vector<SubmissionFindings>& submissions);

} // namespace pilotage::cli
