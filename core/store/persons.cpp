#include "core/store/persons.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstring>

namespace pilotage::store {
namespace {

constexpr std::size_t most_latest = 1 << 13;

void bind_pseudonym(SQLite::Statement& statement, int index, const Pseudonym& pseudonym) {
    statement.bindNoCopy(index, pseudonym.data(), static_cast<int>(pseudonym.size()));
}

void run(SQLite::Statement& statement) {
    statement.exec();
    statement.reset();
}

} // namespace

Persons::Persons(SQLite::Database& database, const PseudonymKey& key, std::string council_code)
    : database_(database), key_(key), nhs_prefix_("nhs:"), local_prefix_("local:" + council_code + ":"),
      reference_prefix_("reference:" + council_code + ":"), latest_(most_latest) {
    database.exec(
        "DROP TABLE IF EXISTS temp.stage_number; CREATE TEMP TABLE stage_number (local BLOB PRIMARY KEY, number "
        "BLOB, several INTEGER) WITHOUT ROWID");
    const auto prepare = [&](const char* sql) { return std::make_unique<SQLite::Statement>(database, sql); };
    find_ = prepare("SELECT number, several FROM temp.stage_number WHERE local = ?");
    add_ = prepare("INSERT INTO temp.stage_number VALUES (?, ?, 0)");
    several_ = prepare("UPDATE temp.stage_number SET several = 1 WHERE local = ?");
}

Persons::~Persons() = default;

Pseudonym Persons::pseudonym(std::string_view prefix, std::string_view number) {
    text_.assign(prefix).append(number);
    return key_.pseudonym(text_);
}

Persons::Latest& Persons::latest(const Pseudonym& local) {
    std::size_t slot;
    std::memcpy(&slot, local.data(), sizeof slot);
    auto& entry = latest_[slot % most_latest];
    if (entry.used && entry.local == local) return entry;
    put_down(entry);
    entry = {};
    entry.used = true;
    entry.local = local;
    if (!any_number_) return entry;
    bind_pseudonym(*find_, 1, local);
    if (find_->executeStep()) {
        entry.has_number = true;
        std::memcpy(entry.number.data(), find_->getColumn(0).getBlob(), entry.number.size());
        entry.several = find_->getColumn(1).getInt() != 0;
    }
    find_->reset();
    return entry;
}

void Persons::put_down(Latest& entry) {
    if (entry.alone == 0) return;
    alone_.append({entry.local, entry.alone});
    entry.alone = 0;
}

/// Into temp.stage_alone (local, records), which has a number once.
void Persons::tabulate_alone() {
    database_.exec("DROP TABLE IF EXISTS temp.stage_alone; CREATE TEMP TABLE stage_alone (local BLOB PRIMARY KEY, "
                   "records INTEGER) WITHOUT ROWID");
    if (!any_number_) return;
    SQLite::Statement add(database_, "INSERT INTO temp.stage_alone VALUES (?, ?) ON CONFLICT (local) DO UPDATE SET "
                                     "records = records + excluded.records");
    alone_.each([&](const Alone& alone) {
        bind_pseudonym(add, 1, alone.local);
        add.bind(2, static_cast<std::int64_t>(alone.records));
        run(add);
    });
}

Persons::Seen Persons::see(std::string_view nhs_number, std::string_view local_id) {
    if (last_.nhs_number != nhs_number || last_.local_id != local_id) {
        last_.entry = nullptr;
        last_.seen = look(nhs_number, local_id);
        last_.nhs_number = nhs_number;
        last_.local_id = local_id;
    }
    if (last_.entry != nullptr) ++last_.entry->alone;
    return last_.seen;
}

Persons::Seen Persons::look(std::string_view nhs_number, std::string_view local_id) {
    if (local_id.empty()) return {pseudonym(nhs_prefix_, nhs_number)};
    const auto local = pseudonym(local_prefix_, local_id);
    auto& entry = latest(local);
    if (nhs_number.empty()) {
        last_.entry = &entry;
        return {local};
    }
    Seen seen{pseudonym(nhs_prefix_, nhs_number)};
    if (!entry.has_number) {
        entry.has_number = true;
        entry.number = seen.person;
        any_number_ = true;
        bind_pseudonym(*add_, 1, local);
        bind_pseudonym(*add_, 2, seen.person);
        run(*add_);
    } else if (entry.number != seen.person) {
        seen.second_number = true;
        if (!entry.several) {
            entry.several = true;
            bind_pseudonym(*several_, 1, local);
            run(*several_);
        }
    }
    return seen;
}

Persons::Linked Persons::resolve() {
    for (auto& entry : latest_) put_down(entry);
    tabulate_alone();
    database_.exec("DROP TABLE IF EXISTS temp.stage_linked; CREATE TEMP TABLE stage_linked (alone BLOB PRIMARY KEY, "
                   "person BLOB, records INTEGER) WITHOUT ROWID;"
                   "INSERT INTO temp.stage_linked SELECT a.local, n.number, a.records FROM temp.stage_alone a JOIN "
                   "temp.stage_number n ON n.local = a.local WHERE n.several = 0");
    SQLite::Statement linked(database_, "SELECT count(*), coalesce(sum(records), 0) FROM temp.stage_linked");
    linked.executeStep();
    return {static_cast<std::uint64_t>(linked.getColumn(0).getInt64()),
            static_cast<std::uint64_t>(linked.getColumn(1).getInt64())};
}

Pseudonym Persons::reference(std::string_view field, std::string_view value) {
    text_.assign(reference_prefix_).append(field).append(":").append(value);
    return key_.pseudonym(text_);
}

} // namespace pilotage::store
