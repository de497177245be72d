#include "core/store/submission_writer.hpp"

#include "core/error.hpp"
#include "core/store/rows_hash.hpp"
#include "core/store/stage_rules.hpp"
#include "core/store/submission_rows.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

/// Rows that are to have other ids than they were gathered with: the store was written to in between. ?1, ?3: by how
/// much ids and sources have moved, ?2 submission.
std::string renumbered(const validate::RecordType& type, const std::string& staged) {
    std::string sql = "SELECT e.id + ?1, ?2, e.source + ?3, e.row, e.line";
    if (has_person_key(type)) sql += ", e.person";
    for (const auto& field : type.fields) {
        if (is_person_key(field)) continue;
        const auto column = "e." + sql_quoted(field.name);
        sql += ", ";
        sql += field.code_list.empty() ? column
                                       : "coalesce((SELECT k.id FROM temp.stage_new_code k WHERE k.stage = " + column +
                                             "), " + column + ")";
    }
    return sql + " FROM " + staged + " e ORDER BY e.id";
}

} // namespace

std::int64_t SubmissionWriter::write(const SubmissionContext& context, const SubmissionResult& result, bool with_rows) {
    auto& database = store_.connection();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto now = Reservation::make(database, stage_.schema());
    const auto id = now.submission;
    if (with_rows && now != stage_.reservation() && has_files_taken_before(stage_, context))
        throw EnvironmentError("While this return was read, another one of the site was taken in that holds one of its "
                               "files. Nothing was stored.",
                               "Ingest it again: its findings then name the file and the return.");
    if (with_rows) supersede(id, context);
    write_submission(id, context, result);
    write_sources(now);
    findings_.copy_into_store(now);
    if (with_rows) write_rows(now);
    note_rows(database, id);
    if (context.kept) {
        SQLite::Statement hash(database, "UPDATE submission SET rows_sha256 = ? WHERE id = ?");
        hash.bind(1, rows_hash(database, id, digests_));
        hash.bind(2, id);
        hash.exec();
    }
    transaction.commit();
    return id;
}

void SubmissionWriter::supersede(std::int64_t id, const SubmissionContext& context) {
    SQLite::Statement supersede(
        store_.connection(), "UPDATE submission SET superseded_by = ? WHERE site = ? AND period = ? AND superseded_by "
                             "IS NULL AND verdict IN ('accepted', 'accepted in part') RETURNING id");
    supersede.bind(1, id);
    supersede.bind(2, context.site.id);
    supersede.bind(3, context.period.id);
    replaced_ = 0;
    while (supersede.executeStep()) replaced_ = supersede.getColumn(0).getInt64();
}

void SubmissionWriter::write_sources(const Reservation& now) {
    SQLite::Statement source(store_.connection(), "INSERT INTO source VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < sources_.all().size(); ++i) {
        source.bind(1, now.source + static_cast<std::int64_t>(i));
        source.bind(2, now.submission);
        source.bind(3, sources_.all()[i].file);
        source.bind(4, sources_.all()[i].table);
        source.exec();
        source.reset();
    }
}

void SubmissionWriter::write_submission(std::int64_t id, const SubmissionContext& context,
                                        const SubmissionResult& result) {
    auto& database = store_.connection();
    SQLite::Statement insert(
        database, "INSERT INTO submission VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)");
    int index = 0;
    insert.bind(++index, id);
    insert.bind(++index, context.site.id);
    insert.bind(++index, context.period.id);
    insert.bind(++index, context.received_at);
    insert.bind(++index, std::string(name_of(result.verdict)));
    insert.bind(++index, result.reason);
    for (const auto count : {result.counts.read, result.counts.accepted, result.counts.rejected,
                             result.counts.duplicate, result.counts.left_out})
        insert.bind(++index, static_cast<std::int64_t>(count));
    for (const auto* text : {&context.plugin, &context.plugin_version, &context.plugin_sha256, &context.schema_sha256,
                             &context.crosswalk_sha256, &context.evaluation_sha256})
        insert.bind(++index, *text);
    insert.bind(++index, files_hash(context.files));
    insert.bind(++index, context.program_version);
    insert.exec();
    SQLite::Statement file(database, "INSERT INTO submission_file VALUES (?, ?, ?, ?)");
    for (const auto& entry : context.files) {
        file.bind(1, id);
        file.bind(2, entry.name);
        file.bind(3, static_cast<std::int64_t>(entry.bytes));
        file.bind(4, entry.sha256);
        file.exec();
        file.reset();
    }
}

void SubmissionWriter::write_rows(const Reservation& now) {
    auto& database = store_.connection();
    const auto& next = stage_.reservation();
    const bool as_gathered = codes_.copy_into_store(database) && now == next;
    const auto& types = stage_.schema().types();
    std::int64_t responses_moved = 0;
    for (std::uint32_t type = 0; type < types.size(); ++type) {
        const auto table = coded_table(types[type].name);
        const auto staged = stage_.table(type);
        if (as_gathered) {
            database.exec("INSERT INTO main." + sql_quoted(table) + " SELECT * FROM " + staged);
            if (auto digest = stage_.digest(type); !digest.empty()) digests_.emplace(table, std::move(digest));
            continue;
        }
        const auto moved = now.rows[type] - next.rows[type];
        if (types[type].name == "survey_response") responses_moved = moved;
        SQLite::Statement copy(database,
                               "INSERT INTO main." + sql_quoted(table) + " " + renumbered(types[type], staged));
        copy.bind(1, moved);
        copy.bind(2, now.submission);
        copy.bind(3, now.source - next.source);
        copy.exec();
    }
    SQLite::Statement scores(database, "INSERT INTO main.survey_score SELECT NULL, ?1, response + ?2, score, value "
                                       "FROM temp.stage_score ORDER BY rowid");
    scores.bind(1, now.submission);
    scores.bind(2, responses_moved);
    scores.exec();
}

} // namespace pilotage::store
