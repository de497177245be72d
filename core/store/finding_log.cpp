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
      file_(std::make_unique<TableFile>(sql_of_table(database, "finding"))), table_(&file_->table("finding")) {
    SQLite::Statement rows(database, "SELECT id, severity, rule, field, expected, message, remedy FROM main.cause");
    while (rows.executeStep()) {
        key_ = rows.getColumn(1).getString();
        for (int i = 2; i < 7; ++i) key_.append("\x1f").append(rows.getColumn(i).getString());
        cause_index_.emplace(
            key_, &causes_.emplace_back(Cause{rows.getColumn(0).getInt64(), rows.getColumn(4).getString(), {}}));
    }
}

FindingLog::~FindingLog() = default;

void FindingLog::add(const Finding& finding) {
    const auto& place = finding.place;
    const auto source = place.file.empty() ? nowhere : sources_.index(place.file, place.table);
    add(cause_of(finding), finding, {source, {place.row, place.line, place.column}, finding.record, finding.value});
}

void FindingLog::add(const plugin::ToldFinding& finding, std::uint32_t source) {
    if (finding.wording >= by_wording_.size()) by_wording_.resize(finding.wording + 1);
    auto* cause = finding.wording == 0 ? nullptr : by_wording_[finding.wording];
    if (cause == nullptr) {
        cause = &cause_of(finding.words);
        if (finding.wording != 0) by_wording_[finding.wording] = cause;
    }
    if (source != nowhere && sources_.all()[source].file.empty()) source = nowhere;
    add(*cause, finding.words, {source, {finding.row, finding.line, finding.column}, finding.record, finding.value});
}

FindingLog::Cause& FindingLog::cause_of(const Finding& words) {
    key_ = name_of(words.severity);
    for (const auto* part : parts(words)) key_.append("\x1f").append(*part);
    auto& known = cause_index_[key_];
    if (known == nullptr) {
        known = &causes_.emplace_back(Cause{next_.cause + static_cast<std::int64_t>(new_.size()), words.expected, {}});
        new_.push_back(words);
        new_.back().place = {};
        new_.back().record.clear();
        new_.back().value.clear();
    }
    return *known;
}

void FindingLog::add(Cause& cause, const Finding& words, const At& at) {
    told_.add(told_as(cause, words, at), at.value, cause.expected, at.place);
    bytes_.clear();
    bytes_.null(); // the id
    bytes_.integer(next_.submission);
    bytes_.integer(cause.id);
    if (at.source == nowhere)
        bytes_.null();
    else
        bytes_.integer(next_.source + at.source);
    bytes_.integer(static_cast<std::int64_t>(at.place.row));
    bytes_.integer(static_cast<std::int64_t>(at.place.line));
    bytes_.integer(at.place.column);
    bytes_.text(at.record);
    bytes_.text(at.value);
    table_->append(next_.finding + static_cast<std::int64_t>(table_->rows()), bytes_.finish());
}

std::size_t FindingLog::told_as(Cause& cause, const Finding& words, const At& at) {
    const std::size_t source = at.source == nowhere ? 0 : at.source + std::size_t{1};
    if (source >= cause.told.size()) cause.told.resize(source + 1);
    auto& known = cause.told[source];
    if (known == 0) {
        Finding first = words;
        first.place = {};
        if (at.source != nowhere) {
            first.place.file = sources_.all()[at.source].file;
            first.place.table = sources_.all()[at.source].table;
        }
        first.place.row = at.place.row;
        first.place.line = at.place.line;
        first.place.column = at.place.column;
        first.record = at.record;
        first.value = at.value;
        known = static_cast<std::uint32_t>(told_.cause_of(first) + 1);
    }
    return known - 1;
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
