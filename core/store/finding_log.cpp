#include "core/store/finding_log.hpp"

#include "core/store/stage.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>

namespace pilotage::store {
namespace {

constexpr const char* attached = "told";

/// What makes findings one cause, beside the severity.
auto parts(const Finding& finding) {
    return std::array{&finding.rule, &finding.field, &finding.expected, &finding.message, &finding.remedy};
}

} // namespace

std::uint32_t Sources::index(std::string_view file, std::string_view table) {
    key_.assign(file).append("\x1f").append(table);
    if (const auto found = index_.find(key_); found != index_.end()) return found->second;
    const auto index = static_cast<std::uint32_t>(all_.size());
    index_.emplace(key_, index);
    all_.push_back({std::string(file), std::string(table)});
    return index;
}

FindingLog::FindingLog(SQLite::Database& database, Sources& sources, const Reservation& next)
    : database_(database), sources_(sources), next_(next),
      file_(std::make_unique<TableFile>(sql_of_table(database, "finding"))), table_(&file_->table("finding")),
      index_(&file_->index("finding_of_submission", next.submission)) {
    SQLite::Statement rows(database, "SELECT id, severity, rule, field, expected, message, remedy FROM main.cause");
    while (rows.executeStep()) {
        key_ = rows.getColumn(1).getString();
        for (int i = 2; i < 7; ++i) key_.append("\x1f").append(rows.getColumn(i).getString());
        causes_.emplace(key_, rows.getColumn(0).getInt64());
    }
}

FindingLog::~FindingLog() = default;

void FindingLog::add(const Finding& finding) {
    told_.add(finding);
    key_ = name_of(finding.severity);
    for (const auto* part : parts(finding)) key_.append("\x1f").append(*part);
    auto known = causes_.find(key_);
    if (known == causes_.end()) {
        known = causes_.emplace(key_, next_.cause + static_cast<std::int64_t>(new_.size())).first;
        new_.push_back(finding);
        new_.back().place = {};
        new_.back().record.clear();
        new_.back().value.clear();
    }
    bytes_.clear();
    bytes_.null(); // the id
    bytes_.integer(next_.submission);
    bytes_.integer(known->second);
    if (finding.place.file.empty())
        bytes_.null();
    else
        bytes_.integer(next_.source + sources_.index(finding.place.file, finding.place.table));
    bytes_.integer(static_cast<std::int64_t>(finding.place.row));
    bytes_.integer(static_cast<std::int64_t>(finding.place.line));
    bytes_.integer(finding.place.column);
    bytes_.text(finding.record);
    bytes_.text(finding.value);
    const auto id = next_.finding + static_cast<std::int64_t>(table_->rows());
    table_->append(id, bytes_.finish());
    index_->add(id);
}

void FindingLog::close() {
    file_->attach(database_, attached);
}

void FindingLog::drop() {
    file_->detach();
}

/// Whether all causes have the ids that their findings hold. Otherwise temp.stage_cause (stage, id) says which they
/// have.
bool FindingLog::write_causes() {
    database_.exec(
        "DROP TABLE IF EXISTS temp.stage_cause; CREATE TEMP TABLE stage_cause (stage INTEGER PRIMARY KEY, id "
        "INTEGER)");
    SQLite::Statement insert(database_, "INSERT OR IGNORE INTO main.cause VALUES (NULL, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement map(database_,
                          "INSERT INTO temp.stage_cause SELECT ?7, id FROM main.cause WHERE severity = ? AND "
                          "rule = ? AND field = ? AND expected = ? AND message = ? AND remedy = ?");
    for (std::size_t i = 0; i < new_.size(); ++i)
        for (auto* statement : {&insert, &map}) {
            int index = 0;
            statement->bind(++index, std::string(name_of(new_[i].severity)));
            for (const auto* part : parts(new_[i])) statement->bind(++index, *part);
            if (statement == &map) statement->bind(7, next_.cause + static_cast<std::int64_t>(i));
            statement->exec();
            statement->reset();
        }
    return database_.execAndGet("SELECT count(*) FROM temp.stage_cause WHERE stage <> id").getInt64() == 0;
}

void FindingLog::copy_into_store(const Reservation& now) {
    if (write_causes() && now == next_) {
        database_.exec("INSERT INTO main.finding SELECT * FROM told.finding");
        return;
    }
    SQLite::Statement copy(
        database_, "INSERT INTO main.finding SELECT f.id + ?1, ?2, coalesce(c.id, f.cause), f.source + ?3, f.row, "
                   "f.line, f.column_number, f.record, f.value FROM told.finding f LEFT JOIN temp.stage_cause c "
                   "ON c.stage = f.cause ORDER BY f.id");
    copy.bind(1, now.finding - next_.finding);
    copy.bind(2, now.submission);
    copy.bind(3, now.source - next_.source);
    copy.exec();
}

} // namespace pilotage::store
