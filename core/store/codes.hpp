// The codes of a submission: evaluation codes together with the crosswalk row that they came from. Rows hold their
// small ids, so a coded value takes one or two bytes instead of twenty.
#pragma once

#include "core/plugin/crosswalk.hpp"
#include "core/plugin/run.hpp"
#include "core/store/reservation.hpp"
#include "core/store/text_map.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

class Codes {
public:
    /// Reads the codes that the store has for the crosswalk.
    Codes(SQLite::Database& database, const plugin::Crosswalk& crosswalk, const Reservation& next);

    /// Id of the value with its crosswalk row, or the site's own code where there is none. New ones count from
    /// Reservation::code.
    std::int64_t id(const plugin::EvaluationValue& value, std::string_view text, std::string_view code_list);
    /// The evaluation code of an id.
    const std::string& text(std::int64_t id) const;

    /// Writes temp.stage_code (id, value) of all codes known, for SQL on staged rows.
    void stage(SQLite::Database& database) const;
    /// Writes what is new into the store, inside the caller's transaction. False: not with the ids that id() gave;
    /// temp.stage_new_code (stage, id) says which were given instead.
    bool copy_into_store(SQLite::Database& database) const;

private:
    struct New {
        std::string value;
        std::uint32_t crosswalk = 0;   ///< 1-based index into used_; 0: none
        std::int64_t crosswalk_id = 0; ///< of a crosswalk row that the store has; 0: see `crosswalk`
    };
    void write_crosswalk(SQLite::Database& database, std::vector<std::int64_t>& ids) const;

    const plugin::Crosswalk& crosswalk_;
    std::int64_t first_new_;
    TextMap<std::int64_t> ids_; ///< by crosswalk row, or the site's own code, and value
    std::unordered_map<std::int64_t, std::string> texts_;
    std::vector<plugin::CrosswalkRow> used_; ///< new ones
    TextMap<std::uint32_t> used_index_;
    TextMap<std::int64_t> kept_crosswalk_; ///< ids of the rows that the store has
    std::vector<New> new_;
    std::string key_, row_key_;
};

} // namespace pilotage::store
