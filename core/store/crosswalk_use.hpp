// The crosswalk rows that a submission used, and the codes that the crosswalk does not map.
#pragma once

#include "core/plugin/crosswalk.hpp"
#include "core/plugin/run.hpp"
#include "core/store/text_map.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

class CrosswalkUse {
public:
    explicit CrosswalkUse(const plugin::Crosswalk& crosswalk) : crosswalk_(crosswalk) {}
    /// 1-based index of the row that mapped the value, 0 where the value was not mapped from a code.
    std::uint32_t index(const plugin::EvaluationValue& value, std::string_view code_list);
    /// Writes the rows into the store, inside the caller's transaction, and temp.stage_crosswalk (stage, id).
    void copy_into_store(SQLite::Database& database) const;

private:
    const plugin::Crosswalk& crosswalk_;
    std::vector<plugin::CrosswalkRow> used_;
    std::vector<std::uint32_t> by_number_; ///< index of a row of the file, 0: not used yet
    TextMap<std::uint32_t> unmapped_;
    std::string key_;
};

} // namespace pilotage::store
