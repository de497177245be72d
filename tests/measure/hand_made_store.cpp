#include "tests/measure/hand_made_store.hpp"

#include "core/store/store.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace pilotage::testing {
namespace {

const char* const study_text = R"([study]
id = "s"
name = "A study"
[[period]]
id = "2011-12"
start = 2011-04-01
end = 2012-03-31
[[period]]
id = "2012-13"
start = 2012-04-01
end = 2013-03-31
[[site]]
id = "east"
name = "East"
plugin = "east"
council = "C"
cassr = "216"
ons = "E06000012"
arm = "pilot"
aliases = ["The East"]
[[site]]
id = "north"
name = "North"
plugin = "north"
council = "D"
cassr = "217"
ons = "E06000013"
arm = "pilot"
[[site]]
id = "south"
name = "South"
plugin = "south"
council = "E"
cassr = "218"
ons = "E06000014"
arm = "comparison"
end = 2012-03-31
)";

std::string literal(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

std::string pseudonym(std::string name) {
    name.resize(16, '_');
    return "CAST(" + literal(name) + " AS BLOB)";
}

const validate::Schema& evaluation() {
    static const auto schema = validate::Schema::load(std::string(PILOTAGE_SOURCE_DIR) + "/schemas/evaluation-1.xsd");
    return schema;
}

} // namespace

HandMadeStore::HandMadeStore() {
    static std::atomic<int> number = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("pilotage_measure_" + std::to_string(::getpid()) + "_" + std::to_string(++number));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "store.sqlite";
    { // closes its connection before ours opens
        const auto made = store::Store::create(file_, study::parse(study_text, "study.toml"), evaluation(),
                                               "0123456789abcdef", "key", store::PseudonymKey::random());
    }
    if (sqlite3_open(file_.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("The hand-made store does not open.");
    execute("PRAGMA synchronous = OFF");
}

HandMadeStore::~HandMadeStore() {
    sqlite3_close(db_);
    std::filesystem::remove_all(folder_);
}

std::int64_t HandMadeStore::execute(const std::string& sql) {
    char* error = nullptr;
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK)
        throw std::runtime_error(error + (": " + sql));
    return sqlite3_last_insert_rowid(db_);
}

std::int64_t HandMadeStore::submission(const std::string& site, const std::string& period) {
    const std::string hash = "'" + std::string(64, 'a') + "'";
    const auto id =
        execute("INSERT INTO submission (site, period, received_at, verdict, reason, read, accepted, rejected, "
                "duplicate, left_out, "
                "plugin, plugin_version, plugin_sha256, schema_sha256, crosswalk_sha256, evaluation_sha256, "
                "files_sha256, rows_sha256, "
                "program_version) VALUES (" +
                literal(site) + ", " + literal(period) + ", '2013-05-01T09:00:00Z', 'accepted', '', 10, 7, 1, 1, 1, " +
                literal(site) + ", '1.2.3', " + hash + ", " + hash + ", " + hash + ", " + hash + ", " + hash + ", " +
                hash + ", '0.1.0')");
    execute("INSERT INTO submission_file VALUES (" + std::to_string(id) + ", " + literal(site + ".csv") + ", 1234, " +
            hash + ")");
    next_line_ = 2;
    return id;
}

std::int64_t HandMadeStore::row(std::int64_t submission, const std::string& record, const Fields& fields) {
    const auto& type = evaluation().types()[evaluation().find(record).value()];
    const auto given = [&](const std::string& wanted) {
        const auto found = std::ranges::find(fields, wanted, [](const auto& field) { return field.first; });
        return found == fields.end() ? std::string() : found->second;
    };
    std::string columns, values;
    for (const auto& [name, value] : fields) {
        if (name == "table" || name.ends_with("_crosswalk")) continue;
        const auto field = type.find(name);
        const bool coded = field && !type.fields[*field].code_list.empty();
        const bool pseudonymous = name == "person" || name.ends_with("_reference");
        columns += ", \"" + name + "\"";
        values += ", ";
        values += coded ? code(value, given(name + "_crosswalk")) : pseudonymous ? pseudonym(value) : literal(value);
    }
    const auto table = given("table");
    const auto id = std::to_string(submission), line = std::to_string(next_line_++);
    execute("INSERT OR IGNORE INTO source (submission, file, table_name) SELECT " + id + ", name, " + literal(table) +
            " FROM submission_file WHERE submission = " + id);
    return execute("INSERT INTO \"" + record + "_coded\" (id, submission, source, row, line" + columns + ") SELECT " +
                   next_id(submission, record) + ", " + id + ", id, " + line + ", " + (table.empty() ? line : "NULL") +
                   values + " FROM source WHERE submission = " + id + " AND table_name = " + literal(table));
}

std::string HandMadeStore::next_id(std::int64_t submission, const std::string& record) {
    constexpr std::int64_t most_rows = 100'000;
    const auto first = std::to_string(1 + (submission - 1) * most_rows), id = std::to_string(submission);
    execute("INSERT INTO submission_rows VALUES (" + literal(record) + ", " + id + ", " + first + ", " + first +
            ") ON CONFLICT DO UPDATE SET last_id = last_id + 1");
    return "(SELECT last_id FROM submission_rows WHERE record = " + literal(record) + " AND submission = " + id + ")";
}

std::string HandMadeStore::code(const std::string& value, const std::string& crosswalk) {
    const auto row = crosswalk.empty() ? "NULL" : crosswalk;
    execute("INSERT OR IGNORE INTO code (crosswalk, value) VALUES (" + row + ", " + literal(value) + ")");
    return "(SELECT min(id) FROM code WHERE crosswalk IS " + row + " AND value = " + literal(value) + ")";
}

std::int64_t HandMadeStore::score(std::int64_t submission, std::int64_t response, const std::string& score,
                                  double value) {
    return execute("INSERT INTO survey_score VALUES (" + next_id(submission, "survey_score") + ", " +
                   std::to_string(submission) + ", " + std::to_string(response) + ", " + literal(score) + ", " +
                   std::to_string(value) + ")");
}

std::int64_t HandMadeStore::crosswalk(std::int64_t number, const std::string& list, const std::string& local,
                                      const std::string& evaluation_code, const std::string& equivalence) {
    return execute("INSERT INTO crosswalk (sha256, number, list, local_code, evaluation_code, equivalence, status, "
                   "note) VALUES ('" +
                   std::string(64, 'a') + "', " + std::to_string(number) + ", " + literal(list) + ", " +
                   literal(local) + ", " + literal(evaluation_code) + ", " + literal(equivalence) + ", 'assumed', '')");
}

} // namespace pilotage::testing
