// The join of the two extracts on PERID: what either lacks becomes a finding.
#pragma once

#include "importers/plugin_support.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pilotage::activ8 {

/// Keeps one entry for each person, with the places of the cells that a finding would name.
class Join {
public:
    /// A record of one of plan()'s tables.
    void take(const importers::Handed& record);
    /// At each PERID: a warning where a service was promised and there is no agreement, and where there is an agreement
    /// and no assessment. Nothing where an extract has no record at all: that is told for itself.
    void tell(sdk::LocalWriter& out) const;

private:
    struct Entry {
        bool assessed = false, agreed = false, promised = false;
        sdk::Where promise, agreement; ///< of the first such PERID cell
    };
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<Entry> persons_; ///< as they came
    bool any_assessment_ = false, any_agreement_ = false;
};

} // namespace pilotage::activ8
