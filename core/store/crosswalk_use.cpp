#include "core/store/crosswalk_use.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <stdexcept>

namespace pilotage::store {

std::uint32_t CrosswalkUse::index(const plugin::EvaluationValue& value, std::string_view code_list) {
    if (value.crosswalk_row != 0) {
        if (value.crosswalk_row > crosswalk_.rows().size())
            throw std::logic_error("the worker names a row that the crosswalk does not have");
        if (by_number_.size() <= value.crosswalk_row) by_number_.resize(value.crosswalk_row + 1);
        auto& known = by_number_[value.crosswalk_row];
        if (known == 0) {
            used_.push_back(crosswalk_.rows()[value.crosswalk_row - 1]);
            known = static_cast<std::uint32_t>(used_.size());
        }
        return known;
    }
    if (value.local_code.empty()) return 0;
    key_.assign(code_list).append("\x1f").append(value.local_code);
    if (const auto found = unmapped_.find(key_); found != unmapped_.end()) return found->second;
    plugin::CrosswalkRow row;
    row.list = code_list;
    row.local_code = value.local_code;
    row.evaluation_code = value.value;
    row.equivalence = "unmapped";
    used_.push_back(std::move(row));
    unmapped_.emplace(key_, static_cast<std::uint32_t>(used_.size()));
    return static_cast<std::uint32_t>(used_.size());
}

void CrosswalkUse::copy_into_store(SQLite::Database& database) const {
    database.exec("DROP TABLE IF EXISTS temp.stage_crosswalk; CREATE TEMP TABLE stage_crosswalk (stage INTEGER PRIMARY "
                  "KEY, id INTEGER)");
    SQLite::Statement insert(database, "INSERT OR IGNORE INTO main.crosswalk VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement map(database, "INSERT INTO temp.stage_crosswalk SELECT ?, id FROM main.crosswalk WHERE sha256 = "
                                    "? AND number = ? AND list = ? AND local_code = ?");
    for (std::size_t i = 0; i < used_.size(); ++i) {
        const auto& row = used_[i];
        insert.bind(1, crosswalk_.sha256());
        insert.bind(2, row.number);
        insert.bind(3, row.list);
        insert.bind(4, row.local_code);
        insert.bind(5, row.evaluation_code);
        insert.bind(6, row.equivalence);
        insert.bind(7, row.status);
        insert.bind(8, row.note);
        insert.exec();
        insert.reset();
        map.bind(1, static_cast<std::int64_t>(i + 1));
        map.bind(2, crosswalk_.sha256());
        map.bind(3, row.number);
        map.bind(4, row.list);
        map.bind(5, row.local_code);
        map.exec();
        map.reset();
    }
}

} // namespace pilotage::store
