// A crosswalk: from a site's codes to evaluation codes. One CSV per plugin, read at run time:
//   list,local_code,evaluation_code,equivalence,status,note
// `list` is a code list of evaluation-1.xsd, with the site's own vocabulary behind a dot where it has more than one
// ("event_outcome.referrals"). Equivalence: exact, broader, narrower, approximate, unmapped. Status: agreed, proposed,
// assumed.
#pragma once

#include "core/validate/finding.hpp"
#include "core/validate/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilotage::plugin {

struct CrosswalkRow {
    std::uint32_t number = 0; ///< 1-based data row of the file
    std::string list, local_code, evaluation_code, equivalence, status, note;
};

class Crosswalk {
public:
    /// Reads and checks the file against the code lists of `evaluation`: unknown lists and codes, repeated local codes
    /// and unknown words are findings; an error among them throws EnvironmentError with the file's line.
    static Crosswalk load(const std::filesystem::path& file, const validate::Schema& evaluation);

    /// The row for a code (white space folded, without case), or null. A row may say "unmapped".
    const CrosswalkRow* find(std::string_view list, std::string_view local_code) const;
    const std::vector<CrosswalkRow>& rows() const { return rows_; }
    const std::string& sha256() const { return sha256_; }

private:
    std::vector<CrosswalkRow> rows_;
    std::unordered_map<std::string, std::uint32_t> index_; ///< folded "list\x1fcode" -> index into rows_
    std::string sha256_;
};

} // namespace pilotage::plugin
