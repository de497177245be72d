#include "core/store/codes.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <stdexcept>

namespace pilotage::store {
namespace {

/// What a crosswalk row, or a code without one, is known by.
void put_row_key(std::string& key, std::uint32_t number, std::string_view list, std::string_view local_code) {
    key = std::to_string(number);
    key += '\x1f';
    if (number == 0) key.append(list).append("\x1f").append(local_code);
}

void put_key(std::string& key, std::string_view row_key, std::string_view value) {
    key.assign(row_key).append("\x1e").append(value);
}

} // namespace

Codes::Codes(SQLite::Database& database, const plugin::Crosswalk& crosswalk, const Reservation& next)
    : crosswalk_(crosswalk), first_new_(next.code) {
    SQLite::Statement rows(database, "SELECT id, number, list, local_code FROM main.crosswalk WHERE sha256 = ?");
    rows.bind(1, crosswalk.sha256());
    while (rows.executeStep()) {
        put_row_key(row_key_, rows.getColumn(1).getUInt(), rows.getColumn(2).getString(),
                    rows.getColumn(3).getString());
        kept_crosswalk_.emplace(row_key_, rows.getColumn(0).getInt64());
    }
    SQLite::Statement codes(database,
                            "SELECT c.id, c.value, k.number, k.list, k.local_code FROM main.code c LEFT JOIN "
                            "main.crosswalk k ON k.id = c.crosswalk WHERE c.crosswalk IS NULL OR k.sha256 = ?");
    codes.bind(1, crosswalk.sha256());
    while (codes.executeStep()) {
        row_key_.clear();
        if (!codes.getColumn(2).isNull())
            put_row_key(row_key_, codes.getColumn(2).getUInt(), codes.getColumn(3).getString(),
                        codes.getColumn(4).getString());
        const auto value = codes.getColumn(1).getString();
        put_key(key_, row_key_, value);
        ids_.emplace(key_, codes.getColumn(0).getInt64());
        texts_.emplace(codes.getColumn(0).getInt64(), value);
    }
}

std::int64_t Codes::id(const plugin::EvaluationValue& value, std::string_view text, std::string_view code_list) {
    if (value.crosswalk_row > crosswalk_.rows().size())
        throw std::logic_error("the worker names a row that the crosswalk does not have");
    const bool from_site = value.crosswalk_row != 0 || !value.local_code.empty();
    row_key_.clear();
    if (from_site) put_row_key(row_key_, value.crosswalk_row, code_list, value.local_code);
    put_key(key_, row_key_, text);
    if (const auto found = ids_.find(key_); found != ids_.end()) return found->second;

    New added{std::string(text)};
    if (from_site) {
        if (const auto kept = kept_crosswalk_.find(row_key_); kept != kept_crosswalk_.end()) {
            added.crosswalk_id = kept->second;
        } else if (const auto [used, fresh] =
                       used_index_.try_emplace(row_key_, static_cast<std::uint32_t>(used_.size() + 1));
                   !fresh) {
            added.crosswalk = used->second;
        } else {
            added.crosswalk = used->second;
            if (value.crosswalk_row != 0) {
                used_.push_back(crosswalk_.rows()[value.crosswalk_row - 1]);
            } else {
                plugin::CrosswalkRow row;
                row.list = code_list;
                row.local_code = value.local_code;
                row.evaluation_code = text;
                row.equivalence = "unmapped";
                used_.push_back(std::move(row));
            }
        }
    }
    const auto id = first_new_ + static_cast<std::int64_t>(new_.size());
    texts_.emplace(id, added.value);
    new_.push_back(std::move(added));
    ids_.emplace(key_, id);
    return id;
}

const std::string& Codes::text(std::int64_t id) const {
    return texts_.at(id);
}

void Codes::stage(SQLite::Database& database) const {
    database.exec("DROP TABLE IF EXISTS temp.stage_code; CREATE TEMP TABLE stage_code (id INTEGER PRIMARY KEY, value "
                  "TEXT)");
    SQLite::Statement insert(database, "INSERT INTO temp.stage_code VALUES (?, ?)");
    for (const auto& [id, text] : texts_) {
        insert.bind(1, id);
        insert.bind(2, text);
        insert.exec();
        insert.reset();
    }
}

void Codes::write_crosswalk(SQLite::Database& database, std::vector<std::int64_t>& ids) const {
    SQLite::Statement insert(database, "INSERT OR IGNORE INTO main.crosswalk VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement find(database, "SELECT id FROM main.crosswalk WHERE sha256 = ? AND number = ? AND list = ? AND "
                                     "local_code = ?");
    for (const auto& row : used_) {
        for (auto* statement : {&insert, &find}) {
            statement->bind(1, crosswalk_.sha256());
            statement->bind(2, row.number);
            statement->bind(3, row.list);
            statement->bind(4, row.local_code);
        }
        insert.bind(5, row.evaluation_code);
        insert.bind(6, row.equivalence);
        insert.bind(7, row.status);
        insert.bind(8, row.note);
        insert.exec();
        insert.reset();
        find.executeStep();
        ids.push_back(find.getColumn(0).getInt64());
        find.reset();
    }
}

bool Codes::copy_into_store(SQLite::Database& database) const {
    database.exec("DROP TABLE IF EXISTS temp.stage_new_code; CREATE TEMP TABLE stage_new_code (stage INTEGER PRIMARY "
                  "KEY, id INTEGER)");
    std::vector<std::int64_t> crosswalk_ids;
    write_crosswalk(database, crosswalk_ids);
    SQLite::Statement find(database, "SELECT id FROM main.code WHERE crosswalk IS ? AND value = ?");
    SQLite::Statement insert(database, "INSERT INTO main.code (crosswalk, value) VALUES (?, ?)");
    SQLite::Statement map(database, "INSERT INTO temp.stage_new_code VALUES (?, ?)");
    for (std::size_t i = 0; i < new_.size(); ++i) {
        const auto& code = new_[i];
        const auto row = code.crosswalk_id != 0 ? code.crosswalk_id
                         : code.crosswalk != 0  ? crosswalk_ids[code.crosswalk - 1]
                                                : 0;
        row == 0 ? find.bind(1) : find.bind(1, row);
        find.bind(2, code.value);
        std::int64_t id = 0;
        if (find.executeStep()) id = find.getColumn(0).getInt64();
        find.reset();
        if (id == 0) {
            row == 0 ? insert.bind(1) : insert.bind(1, row);
            insert.bind(2, code.value);
            insert.exec();
            insert.reset();
            id = database.getLastInsertRowid();
        }
        map.bind(1, first_new_ + static_cast<std::int64_t>(i));
        map.bind(2, id);
        map.exec();
        map.reset();
    }
    return database.execAndGet("SELECT count(*) FROM temp.stage_new_code WHERE stage <> id").getInt64() == 0;
}

} // namespace pilotage::store
