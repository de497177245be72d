#include "core/store/stage_rules.hpp"

#include "core/store/tables.hpp"
#include "core/validate/rules.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace pilotage::store {
namespace {

Place place(const Sources& sources, const SQLite::Statement& row, int first) {
    const auto& source = sources.all()[row.getColumn(first).getUInt()];
    Place out{source.file, source.table};
    out.row = static_cast<std::uint64_t>(row.getColumn(first + 1).getInt64());
    out.line = static_cast<std::uint64_t>(row.getColumn(first + 2).getInt64());
    return out;
}

/// "Unknown" and codes that are not mapped say nothing that another value could contradict.
bool says_something(std::string_view value) {
    return value != "Unknown" && value != "Invalid and not mapped";
}

} // namespace

void stage_persons(Stage& stage, std::span<const Persons::Subject> subjects) {
    auto& database = stage.database();
    database.exec("DROP TABLE IF EXISTS temp.stage_subject; CREATE TEMP TABLE stage_subject (subject INTEGER PRIMARY "
                  "KEY, same_as INTEGER, pseudonym BLOB)");
    SQLite::Statement insert(database, "INSERT INTO temp.stage_subject VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        insert.bind(1, static_cast<std::int64_t>(i));
        insert.bind(2, subjects[i].same_as);
        insert.bindNoCopy(3, subjects[i].pseudonym.data(), static_cast<int>(subjects[i].pseudonym.size()));
        insert.exec();
        insert.reset();
    }
}

std::uint64_t refuse_orphan_answers(Stage& stage, std::span<const RuleFields> fields, const Sources& sources,
                                    FindingLog& findings) {
    const auto answers = stage.schema().find("survey_answer"), responses = stage.schema().find("survey_response");
    if (!answers || !responses) return 0;
    auto& database = stage.database();
    database.exec("DROP TABLE IF EXISTS temp.stage_response; CREATE TEMP TABLE stage_response (reference PRIMARY KEY, "
                  "id INTEGER) WITHOUT ROWID;"
                  "INSERT OR IGNORE INTO temp.stage_response SELECT response_reference, id FROM " +
                  stage.table(*responses));
    SQLite::Statement orphans(database, "SELECT local, source, row, line FROM " + stage.table(*answers) +
                                            " a WHERE NOT EXISTS (SELECT 1 FROM temp.stage_response r WHERE "
                                            "r.reference = a.response_reference) GROUP BY local");
    SQLite::Statement refuse(database, "INSERT INTO temp.refused VALUES (?)");
    std::uint64_t count = 0;
    while (orphans.executeStep()) {
        auto finding = finding_of("event.unknown_response", place(sources, orphans, 1));
        finding.field = "response_reference";
        findings.add(finding);
        refuse.bind(1, orphans.getColumn(0).getInt64());
        refuse.exec();
        refuse.reset();
        ++count;
    }
    if (count > 0)
        for (std::uint32_t type = 0; type < fields.size(); ++type)
            database.exec("DELETE FROM " + stage.table(type) + " WHERE local IN (SELECT local FROM temp.refused)");
    return count;
}

void merge_persons(Stage& stage, const Sources& sources, FindingLog& findings) {
    const auto person = stage.schema().find("person");
    if (!person) return;
    auto& database = stage.database();
    const auto table = stage.table(*person);
    database.exec("DROP TABLE IF EXISTS temp.stage_merged; CREATE TEMP TABLE stage_merged (id INTEGER PRIMARY KEY)");

    struct Part {
        std::string name;
        bool coded;
    };
    std::vector<Part> parts;
    std::string columns = "s.same_as, p.source, p.row, p.line, p.id", update;
    for (const auto& field : stage.schema().types()[*person].fields) {
        if (is_person_key(field)) continue;
        parts.push_back({field.name, !field.code_list.empty()});
        const auto add = [&](const std::string& name) {
            columns += ", p." + sql_quoted(name);
            update += (update.empty() ? "" : ", ") + sql_quoted(name) + " = ?";
        };
        add(field.name);
        if (parts.back().coded) add(field.name + "_crosswalk");
    }
    constexpr int first = 5;
    const auto count = static_cast<int>(parts.size());
    SQLite::Statement rows(
        database,
        "SELECT " + columns + " FROM " + table +
            " p JOIN temp.stage_subject s ON s.subject = p.subject WHERE s.same_as IN (SELECT t.same_as FROM " + table +
            " q JOIN temp.stage_subject t ON t.subject = q.subject GROUP BY t.same_as HAVING count(*) > 1) ORDER BY "
            "s.same_as, p.id");
    SQLite::Statement write(database, "UPDATE " + table + " SET " + update + " WHERE id = ?");
    SQLite::Statement drop(database, "INSERT INTO temp.stage_merged VALUES (?)");

    std::vector<std::optional<std::string>> values(parts.size());
    std::vector<std::optional<std::int64_t>> crosswalk(parts.size());
    std::int64_t subject = -1, last = 0;
    const auto finish = [&] {
        if (subject < 0) return;
        int index = 0;
        for (int i = 0; i < count; ++i) {
            const auto at = static_cast<std::size_t>(i);
            values[at] ? write.bind(++index, *values[at]) : write.bind(++index);
            if (parts[at].coded) crosswalk[at] ? write.bind(++index, *crosswalk[at]) : write.bind(++index);
        }
        write.bind(++index, last);
        write.exec();
        write.reset();
    };
    while (rows.executeStep()) {
        if (rows.getColumn(0).getInt64() != subject) {
            finish();
            subject = rows.getColumn(0).getInt64();
            values.assign(parts.size(), std::nullopt);
            crosswalk.assign(parts.size(), std::nullopt);
        } else {
            drop.bind(1, last);
            drop.exec();
            drop.reset();
        }
        last = rows.getColumn(4).getInt64();
        int column = first;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto cell = rows.getColumn(column++);
            const int mapped = parts[i].coded ? column++ : 0;
            if (cell.isNull()) continue;
            const std::string value = cell.getString();
            if (values[i] && says_something(*values[i])) {
                if (!says_something(value)) continue;
                if (*values[i] != value) {
                    auto finding = finding_of("person.conflict", place(sources, rows, 1));
                    finding.field = parts[i].name;
                    findings.add(finding);
                }
            }
            values[i] = value;
            crosswalk[i].reset();
            if (mapped > 0 && !rows.getColumn(mapped).isNull()) crosswalk[i] = rows.getColumn(mapped).getInt64();
        }
    }
    finish();
    database.exec("DELETE FROM " + table + " WHERE id IN (SELECT id FROM temp.stage_merged)");
}

void check_lifetimes(Stage& stage, std::span<const RuleFields> fields, const Sources& sources, FindingLog& findings) {
    const auto person = stage.schema().find("person");
    if (!person || !fields[*person].birth || !fields[*person].death) return;
    auto& database = stage.database();
    database.exec("DROP TABLE IF EXISTS temp.stage_life; CREATE TEMP TABLE stage_life (subject INTEGER PRIMARY KEY, "
                  "birth TEXT, death TEXT);"
                  "INSERT OR IGNORE INTO temp.stage_life SELECT s.same_as, p.birth_month, p.death_month FROM " +
                  stage.table(*person) +
                  " p JOIN temp.stage_subject s ON s.subject = p.subject WHERE p.birth_month IS NOT NULL OR "
                  "p.death_month IS NOT NULL");
    if (database.execAndGet("SELECT count(*) FROM temp.stage_life").getInt64() == 0) return;
    for (std::uint32_t type = 0; type < fields.size(); ++type) {
        if (!fields[type].person || !fields[type].start) continue;
        const auto& name = stage.schema().types()[type].fields[*fields[type].start].name;
        const auto month = "substr(e." + sql_quoted(name) + ", 1, 7)";
        SQLite::Statement rows(database, "SELECT e.source, e.row, e.line, " + month + " < l.birth FROM " +
                                             stage.table(type) +
                                             " e JOIN temp.stage_subject s ON s.subject = e.subject JOIN "
                                             "temp.stage_life l ON l.subject = s.same_as WHERE " +
                                             month + " < l.birth OR " + month + " > l.death ORDER BY e.id");
        while (rows.executeStep()) {
            auto finding = finding_of(rows.getColumn(3).getInt() == 1 ? "event.before_birth" : "event.after_death",
                                      place(sources, rows, 0));
            finding.field = name;
            findings.add(finding);
        }
    }
}

void refuse_files_taken_before(Stage& stage, const SubmissionContext& context, const Sources& sources,
                               FindingLog& findings) {
    const auto files = stage.schema().find("source_file");
    if (!files) return;
    SQLite::Statement rows(stage.database(),
                           "SELECT f.source, f.row, f.line, c.period, c.submission FROM " + stage.table(*files) +
                               " f JOIN main.current_source_file c ON c.file_reference = f.file_reference "
                               "WHERE c.site = ? AND c.period <> ? ORDER BY f.id");
    rows.bind(1, context.site.id);
    rows.bind(2, context.period.id);
    while (rows.executeStep()) {
        auto finding = finding_of("file.reference_repeated", place(sources, rows, 0));
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
    measure::AscotAnswers given{};
    const auto keep = [&](const char* score, std::optional<double> value) {
        if (!value) return;
        insert.bind(1, response);
        insert.bind(2, score);
        insert.bind(3, *value);
        insert.exec();
        insert.reset();
    };
    const auto finish = [&] {
        if (response < 0) return;
        keep("ascot_scrqol", measure::scrqol(given, weights));
        keep("ascof_1a", measure::ascof_1a(given));
        keep("ascof_1b", measure::ascof_1b(given));
    };
    // The carers' survey numbers other questions alike.
    SQLite::Statement rows(database, "SELECT r.id, a.survey_question, a.answer FROM " + stage.table(*answers) +
                                         " a JOIN temp.stage_response k ON k.reference = a.response_reference JOIN " +
                                         stage.table(*responses) +
                                         " r ON r.id = k.id WHERE r.survey <> 'Carers survey' ORDER BY r.id, a.id");
    while (rows.executeStep()) {
        if (rows.getColumn(0).getInt64() != response) {
            finish();
            response = rows.getColumn(0).getInt64();
            given = {};
        }
        const std::string question = rows.getColumn(1).getString();
        for (std::size_t i = 0; i < given.size(); ++i)
            if (measure::ascot_questions[i] == question) given[i] = rows.getColumn(2).getInt();
    }
    finish();
}

} // namespace pilotage::store
