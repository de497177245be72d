#include "core/store/stage_rules.hpp"

#include "core/store/staged_place.hpp"
#include "core/store/tables.hpp"
#include "core/validate/rules.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

namespace pilotage::store {

Stage::Wanted read_by_rules(std::span<const validate::RecordType> types, std::span<const RuleFields> fields) {
    Stage::Wanted wanted;
    for (std::size_t type = 0; type < types.size(); ++type) {
        const auto& rule = fields[type];
        auto& columns = wanted.emplace_back(types[type].fields.size(), rule.birth.has_value());
        if (rule.person && rule.start) columns[*rule.start] = true;
        if (const auto response = types[type].find("response_reference")) columns[*response] = true;
        if (rule.is_file) columns[*rule.reference] = true;
    }
    return wanted;
}

StageNotes::StageNotes(SQLite::Database& database) {
    database.exec(
        "DROP TABLE IF EXISTS temp.stage_beside_answer; CREATE TEMP TABLE stage_beside_answer (local INTEGER, "
        "type INTEGER, id INTEGER, PRIMARY KEY (type, id)) WITHOUT ROWID;"
        "DROP TABLE IF EXISTS temp.stage_other_words; CREATE TEMP TABLE stage_other_words (person BLOB PRIMARY "
        "KEY) WITHOUT ROWID");
    row_ = std::make_unique<SQLite::Statement>(database, "INSERT INTO temp.stage_beside_answer VALUES (?, ?, ?)");
    person_ = std::make_unique<SQLite::Statement>(database, "INSERT INTO temp.stage_other_words VALUES (?)");
}

StageNotes::~StageNotes() = default;

void StageNotes::row_beside_answer(std::uint64_t local, std::uint32_t type, std::int64_t id) {
    row_->bind(1, static_cast<std::int64_t>(local));
    row_->bind(2, type);
    row_->bind(3, id);
    row_->exec();
    row_->reset();
}

void StageNotes::persons_in_other_words(const Stage& stage) {
    stage.several_times().each([&](const Pseudonym& person) {
        person_->bindNoCopy(1, person.data(), static_cast<int>(person.size()));
        person_->exec();
        person_->reset();
    });
}

std::uint64_t refuse_orphan_answers(Stage& stage, const Sources& sources, FindingLog& findings) {
    const auto answers = stage.schema().find("survey_answer"), responses = stage.schema().find("survey_response");
    if (!answers || !responses) return 0;
    auto& database = stage.database();
    database.exec(
        "DROP TABLE IF EXISTS temp.stage_response; CREATE TEMP TABLE stage_response (reference PRIMARY KEY, "
        "id INTEGER) WITHOUT ROWID;"
        "INSERT OR IGNORE INTO temp.stage_response SELECT response_reference, id FROM " +
        stage.table(*responses) +
        ";DROP TABLE IF EXISTS temp.stage_refused; CREATE TEMP TABLE stage_refused (local INTEGER PRIMARY KEY)");
    SQLite::Statement orphans(database,
                              "SELECT n.local, a.source, a.row, a.line FROM " + stage.table(*answers) +
                                  " a JOIN temp.stage_beside_answer n ON n.type = ? AND n.id = a.id WHERE NOT "
                                  "EXISTS (SELECT 1 FROM temp.stage_response r WHERE r.reference = "
                                  "a.response_reference) GROUP BY n.local");
    orphans.bind(1, *answers);
    SQLite::Statement refuse(database, "INSERT INTO temp.stage_refused VALUES (?)");
    std::uint64_t count = 0;
    while (orphans.executeStep()) {
        auto finding = finding_of("event.unknown_response", staged_place(stage, sources, orphans, 1));
        finding.field = "response_reference";
        findings.add(finding);
        refuse.bind(1, orphans.getColumn(0).getInt64());
        refuse.exec();
        refuse.reset();
        ++count;
    }
    orphans.reset();
    if (count == 0) return 0;
    for (std::uint32_t type = 0; type < stage.schema().types().size(); ++type) {
        SQLite::Statement drop(database, "DELETE FROM " + stage.table(type) +
                                             " WHERE id IN (SELECT n.id FROM temp.stage_beside_answer n JOIN "
                                             "temp.stage_refused r ON r.local = n.local WHERE n.type = ?)");
        drop.bind(1, type);
        if (drop.exec() > 0) stage.changed(type);
    }
    return count;
}

void link_persons(Stage& stage) {
    auto& database = stage.database();
    const auto& types = stage.schema().types();
    if (database.execAndGet("SELECT count(*) FROM temp.stage_linked").getInt64() == 0) return;
    for (std::uint32_t type = 0; type < types.size(); ++type) {
        if (!has_person_key(types[type])) continue;
        // Of rows that are not kept only persons are compared; check_lifetimes() finds events by both numbers.
        if (!stage.kept() && types[type].name != "person") continue;
        const auto changed =
            database.exec("UPDATE " + stage.table(type) +
                          " AS e SET person = (SELECT l.person FROM temp.stage_linked l "
                          "WHERE l.alone = e.person) WHERE e.person IN (SELECT alone FROM temp.stage_linked)");
        if (changed > 0) stage.changed(type);
    }
    database.exec("INSERT OR IGNORE INTO temp.stage_other_words SELECT person FROM temp.stage_linked");
}

void check_lifetimes(Stage& stage, std::span<const RuleFields> fields, const Lives& lives, const Sources& sources,
                     FindingLog& findings) {
    const auto person = stage.schema().find("person");
    if (!person || !fields[*person].birth || !fields[*person].death) return;
    auto& database = stage.database();
    database.exec("DROP TABLE IF EXISTS temp.stage_life; CREATE TEMP TABLE stage_life (person BLOB PRIMARY KEY, birth "
                  "TEXT, death TEXT) WITHOUT ROWID");
    SQLite::Statement keep(database,
                           "INSERT OR IGNORE INTO temp.stage_life SELECT person, birth_month, death_month FROM " +
                               stage.table(*person) + " WHERE birth_month > ?1 OR death_month < ?2");
    keep.bind(1, std::string(lives.first_month()));
    keep.bind(2, std::string(lives.last_month()));
    if (keep.exec() == 0) return;
    database.exec(
        "INSERT OR IGNORE INTO temp.stage_life SELECT k.alone, l.birth, l.death FROM temp.stage_linked k JOIN "
        "temp.stage_life l ON l.person = k.person");
    for (std::uint32_t type = 0; type < fields.size(); ++type) {
        if (!fields[type].person || !fields[type].start) continue;
        const auto& name = stage.schema().types()[type].fields[*fields[type].start].name;
        const auto month = "substr(e." + sql_quoted(name) + ", 1, 7)";
        SQLite::Statement rows(database, "SELECT e.source, e.row, e.line, " + month +
                                             " < l.birth FROM temp.stage_life l CROSS JOIN " + stage.table(type) +
                                             " e ON e.person = l.person WHERE " + month + " < l.birth OR " + month +
                                             " > l.death ORDER BY e.id");
        while (rows.executeStep()) {
            auto finding = finding_of(rows.getColumn(3).getInt() == 1 ? "event.before_birth" : "event.after_death",
                                      staged_place(stage, sources, rows, 0));
            finding.field = name;
            findings.add(finding);
        }
    }
}

namespace {

/// source, row, line, and the period and submission that the file came with before; no statement for a study without
/// files of their own.
std::optional<SQLite::Statement> files_taken_before(Stage& stage, const SubmissionContext& context) {
    const auto files = stage.schema().find("source_file");
    if (!files) return {};
    SQLite::Statement rows(stage.database(),
                           "SELECT f.source, f.row, f.line, c.period, c.submission FROM " + stage.table(*files) +
                               " f JOIN main.current_source_file c ON c.file_reference = f.file_reference "
                               "WHERE c.site = ? AND c.period <> ? ORDER BY f.id");
    rows.bind(1, context.site.id);
    rows.bind(2, context.period.id);
    return rows;
}

} // namespace

bool has_files_taken_before(Stage& stage, const SubmissionContext& context) {
    auto rows = files_taken_before(stage, context);
    return rows && rows->executeStep();
}

void refuse_files_taken_before(Stage& stage, const SubmissionContext& context, const Sources& sources,
                               FindingLog& findings) {
    auto taken = files_taken_before(stage, context);
    if (!taken) return;
    auto& rows = *taken;
    while (rows.executeStep()) {
        auto finding = finding_of("file.reference_repeated", staged_place(stage, sources, rows, 0));
        finding.field = "file_reference";
        finding.message = "A file with this reference was taken in before, with the return for " +
                          rows.getColumn(3).getString() + " (submission " + rows.getColumn(4).getString() + ").";
        findings.add(finding);
    }
}

void score_surveys(Stage& stage, const measure::AscotWeights& weights) {
    auto& database = stage.database();
    database.exec("DROP TABLE IF EXISTS temp.stage_score; CREATE TEMP TABLE stage_score (response INTEGER, score TEXT, "
                  "value REAL)");
    const auto answers = stage.schema().find("survey_answer"), responses = stage.schema().find("survey_response");
    if (!answers || !responses) return;
    SQLite::Statement insert(database, "INSERT INTO temp.stage_score VALUES (?, ?, ?)");
    std::int64_t response = -1;
    std::string survey;
    measure::SurveyAnswers given;
    const auto finish = [&] {
        for (const auto& score : measure::scores_of(survey, given, weights)) {
            insert.bind(1, response);
            insert.bind(2, std::string(score.name));
            insert.bind(3, score.value);
            insert.exec();
            insert.reset();
        }
        given.clear();
    };
    SQLite::Statement rows(database, "SELECT r.id, q.value, a.answer, s.value FROM " + stage.table(*answers) +
                                         " a JOIN temp.stage_code q ON q.id = a.survey_question JOIN "
                                         "temp.stage_response k ON k.reference = a.response_reference JOIN " +
                                         stage.table(*responses) +
                                         " r ON r.id = k.id JOIN temp.stage_code s ON s.id = r.survey "
                                         "ORDER BY r.id, a.id");
    while (rows.executeStep()) {
        if (rows.getColumn(0).getInt64() != response) {
            finish();
            response = rows.getColumn(0).getInt64();
            survey = rows.getColumn(3).getString();
        }
        given[rows.getColumn(1).getString()] = rows.getColumn(2).getInt();
    }
    finish();
}

} // namespace pilotage::store
