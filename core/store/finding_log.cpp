#include "core/store/finding_log.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {

std::uint32_t Sources::index(std::string_view file, std::string_view table) {
    std::string key(file);
    key += '\x1f';
    key += table;
    const auto [found, added] = index_.try_emplace(std::move(key), static_cast<std::uint32_t>(all_.size()));
    if (added) all_.push_back({std::string(file), std::string(table)});
    return found->second;
}

FindingLog::FindingLog(SQLite::Database& database, Sources& sources) : database_(database), sources_(sources) {
    database.exec(
        "DROP TABLE IF EXISTS temp.stage_finding; CREATE TEMP TABLE stage_finding "
        "(id INTEGER PRIMARY KEY, cause INTEGER, source INTEGER, row INTEGER, line INTEGER, column_number INTEGER, "
        "record TEXT, value TEXT);"
        "DROP TABLE IF EXISTS temp.stage_cause; CREATE TEMP TABLE stage_cause (stage INTEGER PRIMARY KEY, id INTEGER)");
    insert_ = std::make_unique<SQLite::Statement>(database,
                                                  "INSERT INTO temp.stage_finding VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)");
}

FindingLog::~FindingLog() = default;

void FindingLog::add(const Finding& finding) {
    ++counts_[static_cast<std::size_t>(finding.severity)];
    key_ = static_cast<char>('0' + static_cast<int>(finding.severity));
    for (const auto* part : {&finding.rule, &finding.field, &finding.expected, &finding.message, &finding.remedy}) {
        key_ += '\x1f';
        key_ += *part;
    }
    const auto [found, added] = index_.try_emplace(key_, static_cast<std::uint32_t>(causes_.size()));
    if (added) {
        causes_.push_back(finding);
        causes_.back().place = {};
        causes_.back().record.clear();
        causes_.back().value.clear();
    }
    insert_->bind(1, found->second);
    if (finding.place.file.empty())
        insert_->bind(2);
    else
        insert_->bind(2, sources_.index(finding.place.file, finding.place.table));
    insert_->bind(3, static_cast<std::int64_t>(finding.place.row));
    insert_->bind(4, static_cast<std::int64_t>(finding.place.line));
    insert_->bind(5, finding.place.column);
    insert_->bind(6, finding.record);
    insert_->bind(7, finding.value);
    insert_->exec();
    insert_->reset();
}

void FindingLog::copy_into_store(std::int64_t submission, std::int64_t first_source) {
    SQLite::Statement insert(database_, "INSERT OR IGNORE INTO main.cause VALUES (NULL, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement map(database_, "INSERT INTO temp.stage_cause SELECT ?, id FROM main.cause WHERE severity = ? AND "
                                     "rule = ? AND field = ? AND expected = ? "
                                     "AND message = ? AND remedy = ?");
    for (std::size_t i = 0; i < causes_.size(); ++i) {
        const auto& cause = causes_[i];
        const auto bind = [&](SQLite::Statement& statement, int first) {
            statement.bind(first, std::string(name_of(cause.severity)));
            for (const auto* part : {&cause.rule, &cause.field, &cause.expected, &cause.message, &cause.remedy})
                statement.bind(++first, *part);
            statement.exec();
            statement.reset();
        };
        bind(insert, 1);
        map.bind(1, static_cast<std::int64_t>(i));
        bind(map, 2);
    }
    SQLite::Statement copy(database_,
                           "INSERT INTO main.finding SELECT NULL, ?1, c.id, f.source + ?2, f.row, f.line, "
                           "f.column_number, f.record, f.value "
                           "FROM temp.stage_finding f JOIN temp.stage_cause c ON c.stage = f.cause ORDER BY f.id");
    copy.bind(1, submission);
    copy.bind(2, first_source);
    copy.exec();
}

} // namespace pilotage::store
