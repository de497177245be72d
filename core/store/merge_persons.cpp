#include "core/store/stage_rules.hpp"
#include "core/store/staged_place.hpp"
#include "core/store/tables.hpp"
#include "core/validate/rules.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>

namespace pilotage::store {
namespace {

/// "Unknown" and codes that are not mapped say nothing that another value could contradict.
bool says_something(std::string_view value) {
    return value != "Unknown" && value != "Invalid and not mapped";
}

/// Goes through the rows of persons who came in other words, person by person. What nobody looks at afterwards is left
/// as it is: rows that would be written as they are, and all of a check but the months that lifetimes are told from.
/// Where a fault stands in every record that takes a third of the time of writing all.
class PersonMerge {
public:
    PersonMerge(Stage& stage, const Codes& codes, const Sources& sources, FindingLog& findings, std::uint32_t person);
    void run();

private:
    struct Column {
        std::string name;
        bool coded;
        bool wanted; ///< merged rows must hold it
    };
    /// What is known of the person in one column.
    struct Known {
        bool there = false;
        std::int64_t code = 0;
        std::string text;
    };

    void begin(const void* who);
    void merge(SQLite::Statement& row);
    bool take(std::size_t column, const SQLite::Column& cell, const SQLite::Statement& row);
    void finish();
    void write();

    Stage& stage_;
    SQLite::Database& database_;
    const Codes& codes_;
    const Sources& sources_;
    FindingLog& findings_;
    std::uint32_t person_;
    std::string table_;
    std::vector<Column> columns_;
    std::unique_ptr<SQLite::Statement> write_, drop_;

    Pseudonym who_{};
    std::vector<std::int64_t> ids_; ///< of the person's rows
    std::vector<Known> known_;
    bool differ_ = false;   ///< rows of the person in a wanted column
    bool outdated_ = false; ///< the last row: it is not what is known
};

constexpr int first_column = 5;

PersonMerge::PersonMerge(Stage& stage, const Codes& codes, const Sources& sources, FindingLog& findings,
                         std::uint32_t person)
    : stage_(stage), database_(stage.database()), codes_(codes), sources_(sources), findings_(findings),
      person_(person), table_(stage.table(person)) {
    database_.exec(
        "DROP TABLE IF EXISTS temp.stage_merged; CREATE TEMP TABLE stage_merged (id INTEGER PRIMARY KEY);"
        "DROP TABLE IF EXISTS temp.stage_first_row; CREATE TEMP TABLE stage_first_row (id INTEGER PRIMARY KEY, "
        "person BLOB)");
    std::string update;
    for (const auto& field : stage.schema().types()[person].fields) {
        if (is_person_key(field)) continue;
        const bool life = field.name == "birth_month" || field.name == "death_month";
        columns_.push_back({field.name, !field.code_list.empty(), stage.kept() || life});
        update += (update.empty() ? "" : ", ") + sql_quoted(field.name) + " = ?";
    }
    const auto prepare = [&](const std::string& sql) { return std::make_unique<SQLite::Statement>(database_, sql); };
    write_ = prepare("UPDATE " + table_ + " SET " + update + " WHERE id = ?");
    drop_ = prepare("INSERT INTO temp.stage_merged VALUES (?)");
}

void PersonMerge::run() {
    std::string columns = "p.person, p.source, p.row, p.line, p.id";
    for (const auto& column : columns_) columns += ", p." + sql_quoted(column.name);
    // In the order of the persons' first rows: the rows of a person lie close together, and nothing has to be sorted
    // but this list.
    SQLite::Statement first(database_,
                            "INSERT INTO temp.stage_first_row SELECT min(p.id), o.person FROM "
                            "temp.stage_other_words o CROSS JOIN " +
                                table_ + " p ON p.person = o.person GROUP BY o.person ORDER BY 1");
    first.exec();
    SQLite::Statement rows(database_, "SELECT " + columns + " FROM temp.stage_first_row f CROSS JOIN " + table_ +
                                          " p ON p.person = f.person ORDER BY f.id, p.id");
    while (rows.executeStep()) {
        const auto who = rows.getColumn(0);
        if (ids_.empty() || std::memcmp(who_.data(), who.getBlob(), who_.size()) != 0) {
            finish();
            begin(who.getBlob());
        }
        merge(rows);
    }
    finish();
    rows.reset();
    database_.exec("DELETE FROM " + table_ + " WHERE id IN (SELECT id FROM temp.stage_merged)");
}

void PersonMerge::begin(const void* who) {
    std::memcpy(who_.data(), who, who_.size());
    ids_.clear();
    known_.assign(columns_.size(), {});
    differ_ = false;
}

void PersonMerge::merge(SQLite::Statement& row) {
    ids_.push_back(row.getColumn(4).getInt64());
    outdated_ = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto cell = row.getColumn(first_column + static_cast<int>(i));
        const bool same = take(i, cell, row);
        if (columns_[i].wanted && ids_.size() > 1 && !same) differ_ = true;
    }
}

/// Whether the cell says what was known before.
bool PersonMerge::take(std::size_t column, const SQLite::Column& cell, const SQLite::Statement& row) {
    auto& known = known_[column];
    const auto& made = columns_[column];
    if (cell.isNull()) {
        outdated_ = outdated_ || (known.there && made.wanted);
        return !known.there;
    }
    const auto code = made.coded ? cell.getInt64() : 0;
    if (known.there && made.coded && known.code == code) return true;
    const auto text = made.coded ? codes_.text(code) : cell.getString();
    if (known.there && !made.coded && known.text == text) return true;
    if (known.there && says_something(known.text)) {
        if (!says_something(text)) {
            outdated_ = outdated_ || made.wanted;
            return false;
        }
        if (known.text != text) {
            auto finding = finding_of("person.conflict", staged_place(stage_, sources_, row, 1));
            finding.field = made.name;
            findings_.add(finding);
        }
    }
    known.there = true;
    known.code = code;
    known.text = text;
    return false;
}

void PersonMerge::finish() {
    if (ids_.size() < 2 || (!stage_.kept() && !differ_)) return;
    for (std::size_t i = 0; i + 1 < ids_.size(); ++i) {
        drop_->bind(1, ids_[i]);
        drop_->exec();
        drop_->reset();
    }
    if (outdated_) write();
    stage_.changed(person_);
}

void PersonMerge::write() {
    int index = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        ++index;
        if (!known_[i].there)
            write_->bind(index);
        else if (columns_[i].coded)
            write_->bind(index, known_[i].code);
        else
            write_->bind(index, known_[i].text);
    }
    write_->bind(++index, ids_.back());
    write_->exec();
    write_->reset();
}

} // namespace

void merge_persons(Stage& stage, const Codes& codes, const Sources& sources, FindingLog& findings) {
    const auto person = stage.schema().find("person");
    if (!person) return;
    if (stage.database().execAndGet("SELECT count(*) FROM temp.stage_other_words").getInt64() == 0) return;
    PersonMerge(stage, codes, sources, findings, *person).run();
}

} // namespace pilotage::store
