#include "core/store/stage.hpp"

#include "core/store/tables.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <charconv>

namespace pilotage::store {
namespace {

constexpr const char* attached = "stage";

/// The store has no such index: there are rows of many submissions, and nobody looks for a person among them.
std::string person_index(const std::string& table) {
    return table + "_person";
}

std::string sql_of_tables(SQLite::Database& database, const validate::Schema& schema) {
    std::string sql;
    for (const auto& type : schema.types()) {
        const auto table = coded_table(type.name);
        sql += sql_of_table(database, table);
        if (has_person_key(type))
            sql += "CREATE INDEX " + sql_quoted(person_index(table)) + " ON " + sql_quoted(table) + " (person);\n";
    }
    return sql;
}

template <typename Number>
Number number_of(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

std::string sql_of_table(SQLite::Database& database, const std::string& table) {
    SQLite::Statement made(database, "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?");
    made.bind(1, table);
    made.executeStep();
    return made.getColumn(0).getString() + ";\n";
}

Stage::Stage(SQLite::Database& database, const validate::Schema& schema, const Reservation& next, Wanted wanted)
    : database_(database), schema_(schema), next_(next), wanted_(std::move(wanted)),
      file_(std::make_unique<TableFile>(sql_of_tables(database, schema))), ids_(next.rows) {
    for (const auto& type : schema.types()) {
        const auto table = coded_table(type.name);
        auto& made = tables_.emplace_back(Type{
            &file_->table(table), has_person_key(type) ? &file_->index(person_index(table)) : nullptr, {}, {}, {}});
        for (const auto& field : type.fields) {
            const auto storage = storage_of(field);
            made.columns.push_back(is_person_key(field)            ? Kind::none
                                   : !field.code_list.empty()      ? Kind::code
                                   : storage == Storage::integer   ? Kind::integer
                                   : storage == Storage::real      ? Kind::real
                                   : storage == Storage::pseudonym ? Kind::pseudonym
                                                                   : Kind::text);
        }
        if (type.name == "person" && made.persons != nullptr)
            made.persons->tell_several([this](const Pseudonym& person) { several_times_.append(person); });
        made.gathered = made.columns;
        if (!kept())
            for (std::size_t field = 0; field < made.gathered.size(); ++field)
                if (!wanted_[tables_.size() - 1][field]) made.gathered[field] = Kind::none;
    }
    // One transaction for what is gathered in temporary tables; it takes no lock on the store.
    database.exec("BEGIN");
    open_ = true;
}

Stage::~Stage() {
    try {
        if (open_) database_.exec("ROLLBACK");
    } catch (const SQLite::Exception&) {
        // What is left goes with the connection.
    }
}

std::int64_t Stage::add(std::uint32_t type, const StagedRow& row) {
    auto& to = tables_[type];
    bytes_.clear();
    bytes_.null(); // the id, which SQLite keeps beside the record
    bytes_.integer(next_.submission);
    bytes_.integer(next_.source + row.source);
    bytes_.integer(static_cast<std::int64_t>(row.row));
    if (row.line != 0)
        bytes_.integer(static_cast<std::int64_t>(row.line));
    else
        bytes_.null();
    if (to.persons != nullptr) bytes_.blob(row.person->data(), row.person->size());
    auto value = row.values.begin();
    for (std::uint32_t field = 0; field < to.columns.size(); ++field) {
        const StagedValue* given = nullptr;
        for (; value != row.values.end() && value->field == field; ++value) given = &*value;
        if (to.columns[field] == Kind::none) continue;
        if (given == nullptr) {
            bytes_.null();
            continue;
        }
        switch (to.columns[field]) {
        case Kind::code:
            bytes_.integer(given->code);
            break;
        case Kind::integer:
            bytes_.integer(number_of<std::int64_t>(given->text));
            break;
        case Kind::real:
            bytes_.real(number_of<double>(given->text));
            break;
        case Kind::pseudonym:
            bytes_.blob(given->pseudonym->data(), given->pseudonym->size());
            break;
        default:
            bytes_.text(given->text);
            break;
        }
    }
    const auto record = bytes_.finish();
    const auto id = ids_[type]++;
    to.table->append(id, record);
    if (to.persons != nullptr) to.persons->add(*row.person, id);
    if (wanted_.empty()) to.digest.add(id, record);
    return id;
}

void Stage::close() {
    end_transaction();
    file_->attach(database_, attached);
    database_.exec("BEGIN");
    open_ = true;
}

void Stage::seal() {
    end_transaction();
}

void Stage::end_transaction() {
    database_.exec("COMMIT");
    open_ = false;
}

void Stage::drop() {
    file_->detach();
}

std::string Stage::digest(std::uint32_t type) {
    return tables_[type].changed ? std::string() : tables_[type].digest.hex();
}

std::string Stage::table(std::uint32_t type) const {
    return std::string(attached) + "." + sql_quoted(coded_table(schema_.types()[type].name));
}

} // namespace pilotage::store
