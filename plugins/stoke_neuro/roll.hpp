// The list of persons held against the visits: who is visited and not on it, and who is on it and never visited.
#pragma once

#include "core/sdk/local.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace pilotage::stoke_neuro {

/// Keeps one entry for each person.
class Roll {
public:
    /// A number as it stands on the list; `where` its row.
    void listed(std::string_view number, const sdk::Where& where);
    /// The same of a visit; `where` its cell.
    void visited(std::string_view number, const sdk::Where& where);
    /// At the first visit of each person who is not on the list: a warning. At the list: a note of how many have no
    /// visit, which is usual. Nothing where there is no list, or no visit: that is told for itself.
    void tell(sdk::LocalWriter& out) const;

private:
    struct Entry {
        bool on_list = false, visited = false;
        sdk::Where first_visit;
    };
    std::unordered_map<std::string, Entry> persons_;
    std::string scratch_;
    sdk::Where list_;
    std::size_t listed_ = 0, visited_ = 0;
};

} // namespace pilotage::stoke_neuro
