#include "core/store/submission_writer.hpp"

#include "core/store/rows_hash.hpp"
#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

/// INSERT ... SELECT from the staged table of a type; ?1 submission, ?2 first source, ?3 last id in use.
std::string copy_sql(const validate::RecordType& type, const std::string& staged) {
    const bool person = has_person_key(type);
    std::string sql =
        "INSERT INTO main." + sql_quoted(type.name) + " SELECT ?3 + e.id, ?1, e.source + ?2, e.row, e.line";
    if (person) sql += ", s.pseudonym";
    for (const auto& field : type.fields) {
        if (is_person_key(field)) continue;
        sql += ", e." + sql_quoted(field.name);
        if (!field.code_list.empty())
            sql += ", (SELECT k.id FROM temp.stage_crosswalk k WHERE k.stage = e." +
                   sql_quoted(field.name + "_crosswalk") + ")";
    }
    sql += " FROM " + staged + " e";
    if (person) sql += " JOIN temp.stage_subject s ON s.subject = e.subject";
    return sql + " ORDER BY e.id";
}

std::int64_t last_id(SQLite::Database& database, const std::string& table) {
    return database.execAndGet("SELECT coalesce(max(id), 0) FROM main." + table).getInt64();
}

} // namespace

std::int64_t SubmissionWriter::write(const SubmissionContext& context, const SubmissionResult& result, bool with_rows) {
    auto& database = store_.connection();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto id = last_id(database, "submission") + 1;
    if (with_rows) {
        SQLite::Statement supersede(
            database, "UPDATE submission SET superseded_by = ? WHERE site = ? AND period = ? AND superseded_by IS NULL "
                      "AND verdict IN ('accepted', 'accepted in part')");
        supersede.bind(1, id);
        supersede.bind(2, context.site.id);
        supersede.bind(3, context.period.id);
        supersede.exec();
    }
    write_submission(id, context, result);
    const auto first_source = last_id(database, "source") + 1;
    SQLite::Statement source(database, "INSERT INTO source VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < sources_.all().size(); ++i) {
        source.bind(1, first_source + static_cast<std::int64_t>(i));
        source.bind(2, id);
        source.bind(3, sources_.all()[i].file);
        source.bind(4, sources_.all()[i].table);
        source.exec();
        source.reset();
    }
    findings_.copy_into_store(id, first_source);
    if (with_rows) {
        crosswalk_.copy_into_store(database);
        write_rows(id, first_source);
    }
    SQLite::Statement hash(database, "UPDATE submission SET rows_sha256 = ? WHERE id = ?");
    hash.bind(1, rows_hash(database, id));
    hash.bind(2, id);
    hash.exec();
    transaction.commit();
    return id;
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

void SubmissionWriter::write_rows(std::int64_t id, std::int64_t first_source) {
    auto& database = store_.connection();
    const auto& types = stage_.schema().types();
    std::int64_t first_response = 0;
    for (std::uint32_t type = 0; type < types.size(); ++type) {
        const auto last = last_id(database, sql_quoted(types[type].name));
        if (types[type].name == "survey_response") first_response = last;
        SQLite::Statement copy(database, copy_sql(types[type], stage_.table(type)));
        copy.bind(1, id);
        copy.bind(2, first_source);
        copy.bind(3, last);
        copy.exec();
    }
    SQLite::Statement scores(database, "INSERT INTO main.survey_score SELECT NULL, ?1, response + ?2, score, value "
                                       "FROM temp.stage_score ORDER BY rowid");
    scores.bind(1, id);
    scores.bind(2, first_response);
    scores.exec();
}

} // namespace pilotage::store
