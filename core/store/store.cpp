#include "core/store/store.hpp"

#include "core/error.hpp"
#include "core/store/migrations.hpp"
#include "core/store/rows_hash.hpp"
#include "core/store/submission_rows.hpp"
#include "core/store/tables.hpp"
#include "core/store/times.hpp"
#include "core/version.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace pilotage::store {
namespace {

constexpr int lock_wait_ms = 15000;

/// One thread of a process uses SQLite: without locks and without counting what is allocated, which takes a lock too,
/// the rows' way into the store takes 15% less time. Where SQLite was begun before, it stays as it is.
void start_sqlite() {
    [[maybe_unused]] static const bool started = [] {
        sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
}

std::unique_ptr<SQLite::Database> connect(const std::filesystem::path& file, int flags) {
    start_sqlite();
    return std::make_unique<SQLite::Database>(file.string(), flags);
}

constexpr std::array fixed_views{"current_survey_score", "current_submission", "submission_state", "finding_detail"};

/// The statements that make the tables and views of the study's records, in their order.
std::vector<std::string> tables_sql(const validate::Schema& evaluation) {
    std::vector<std::string> sql;
    for (const auto& type : evaluation.types()) sql.push_back(create_table(type));
    for (const auto& type : evaluation.types()) {
        sql.push_back(create_view(type));
        sql.push_back(create_current_view(type));
    }
    return sql;
}

/// Those of the store, in any order, and all others that it was made by.
std::vector<std::string> tables_sql(const SQLite::Database& database) {
    std::vector<std::string> sql;
    SQLite::Statement made(database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (made.executeStep()) sql.push_back(made.getColumn(0).getString());
    return sql;
}

/// Settings of the connection; those of the file itself are made once, in make().
void configure(SQLite::Database& database) {
    sqlite3* handle = database.getHandle();
    const auto set = [&](int option, int value) { sqlite3_db_config(handle, option, value, nullptr); };
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    set(SQLITE_DBCONFIG_DQS_DML, 0);
    set(SQLITE_DBCONFIG_DQS_DDL, 0);
    database.setBusyTimeout(lock_wait_ms);
    database.exec("PRAGMA synchronous = EXTRA; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8192; PRAGMA "
                  "temp.cache_size = -4096");
}

int pragma(SQLite::Database& database, const char* name) {
    return database.execAndGet(std::string("PRAGMA ") + name).getInt();
}

void migrate(SQLite::Database& database, int from) {
    const auto steps = migrations();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (auto step = static_cast<std::size_t>(from); step < steps.size(); ++step) {
        database.exec(std::string(steps[step].sql));
        if (steps[step].tables_of_study != nullptr) steps[step].tables_of_study(database);
    }
    for (const auto* view : fixed_views) database.exec(std::string("DROP VIEW IF EXISTS ") + view);
    database.exec(std::string(create_fixed_views()));
    database.exec("PRAGMA user_version = " + std::to_string(steps.size()));
    transaction.commit();
}

} // namespace

void rethrow_as_environment_error(const std::filesystem::path& file) {
    const std::string name = "The store " + file.string();
    try {
        throw;
    } catch (const SQLite::Exception& e) {
        switch (e.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw EnvironmentError(name + " is in use by another program; nothing was changed.",
                                   "Try again when the other program is done.");
        case SQLITE_FULL:
            throw EnvironmentError(
                "There is no room left on the disk; nothing was changed in the store " + file.string() + ".",
                "Make room where the store is and where temporary files are (TMPDIR), and run the command again.");
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw EnvironmentError(name + " may not be written by you.",
                                   "Ask its owner for the right to write the file and its folder.");
        case SQLITE_CANTOPEN:
            throw EnvironmentError(name + " cannot be opened.", "Check that the file and its folder may be read.");
        case SQLITE_NOTADB:
            throw EnvironmentError(name + " is not a store of Pilotage.", "Make one with \"pilotage init\".");
        case SQLITE_CORRUPT:
            throw EnvironmentError(name + " is damaged.",
                                   "Go back to a copy of it, or make a new one and ingest the returns again.");
        case SQLITE_IOERR:
            throw EnvironmentError(name + " could not be read or written; nothing was changed.",
                                   "Check the disk and its room, and run the command again.");
        default:
            throw EnvironmentError(name + " failed: " + e.what() + ". Nothing was changed.");
        }
    }
}

Store::Store(std::filesystem::path file, std::unique_ptr<SQLite::Database> database)
    : file_(std::move(file)), database_(std::move(database)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::make(std::filesystem::path file, const study::Study& study, const validate::Schema& evaluation,
                  const std::string& store_id, const std::filesystem::path& key_file, const PseudonymKey& key) {
    auto made = connect(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    Store store(std::move(file), std::move(made));
    auto& database = store.connection();
    database.exec("PRAGMA page_size = 8192; PRAGMA application_id = " + std::to_string(application_id));
    configure(database);
    migrate(database, 0);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& sql : tables_sql(evaluation)) database.exec(sql);
    SQLite::Statement insert(database, "INSERT INTO study VALUES (1, '', '', 0, '', '', ?, ?, ?, ?, ?)");
    const auto check = key.check_value(store_id);
    insert.bind(1, store_id);
    insert.bind(2, key_file.string());
    insert.bind(3, check.data(), static_cast<int>(check.size()));
    insert.bind(4, utc_now());
    insert.bind(5, program_version());
    insert.exec();
    store.write_study(study);
    transaction.commit();
    store.id_ = store_id;
    store.key_file_ = key_file;
    return store;
}

Store Store::create(const std::filesystem::path& file, const study::Study& study, const validate::Schema& evaluation,
                    const std::string& store_id, const std::filesystem::path& key_file, const PseudonymKey& key) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        if (errno == EEXIST)
            throw EnvironmentError("There is already a file " + file.string() + "; it was left as it is.",
                                   "Choose another name, or ingest into the store that is there.");
        throw EnvironmentError("The store " + file.string() + " cannot be made: " + std::strerror(errno) + ".");
    }
    ::close(descriptor);
    try {
        return make(file, study, evaluation, store_id, key_file, key);
    } catch (...) {
        ::unlink(file.c_str());
        rethrow_as_environment_error(file);
    }
}

Store Store::scratch(const study::Study& study, const validate::Schema& evaluation, const PseudonymKey& key) {
    try {
        return make("", study, evaluation, "scratch", "", key);
    } catch (...) {
        rethrow_as_environment_error("for this check");
    }
}

Store Store::open(const std::filesystem::path& file, Access access) {
    if (!std::filesystem::exists(file))
        throw EnvironmentError("There is no store " + file.string() + ".",
                               "Make one with \"pilotage init\", or name yours with --store or PILOTAGE_STORE.");
    try {
        Store store(file, connect(file, access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY));
        try {
            configure(store.connection());
            pragma(store.connection(), "application_id");
        } catch (const SQLite::Exception& e) {
            // What was cut off in the middle is rolled back by a connection that may write.
            if (e.getErrorCode() != SQLITE_READONLY) throw;
            store = Store(file, connect(file, SQLite::OPEN_READWRITE));
            configure(store.connection());
        }
        auto& database = store.connection();
        if (pragma(database, "application_id") != application_id)
            throw EnvironmentError("The file " + file.string() + " is not a store of Pilotage.",
                                   "Make one with \"pilotage init\", or name yours with --store.");
        const int version = pragma(database, "user_version");
        const int newest = static_cast<int>(migrations().size());
        if (version > newest)
            throw EnvironmentError("The store " + file.string() + " was written by a newer Pilotage (form " +
                                       std::to_string(version) + "; this one knows forms up to " +
                                       std::to_string(newest) + ").",
                                   "Use the newer program.");
        if (version < newest && access == Access::write) migrate(database, version);
        if (version < newest && access == Access::read)
            throw EnvironmentError("The store " + file.string() + " has an older form.",
                                   "Bring it up to date with \"pilotage ingest\" or a copy that you may write.");
        SQLite::Statement about(database, "SELECT store_id, key_file FROM study");
        if (!about.executeStep())
            throw EnvironmentError("The store " + file.string() + " was never finished.",
                                   "Remove it and run \"pilotage init\" again.");
        store.id_ = about.getColumn(0).getString();
        store.key_file_ = about.getColumn(1).getString();
        return store;
    } catch (const SQLite::Exception&) {
        rethrow_as_environment_error(file);
    }
}

PseudonymKey Store::load_key(const std::filesystem::path& given) const {
    const auto path = given.empty() ? key_file_ : given;
    auto key = PseudonymKey::load(path);
    return guarded(*this, [&] {
        SQLite::Statement kept(*database_, "SELECT key_check FROM study");
        const auto check = key.check_value(id_);
        if (!kept.executeStep() || kept.getColumn(0).getBytes() != static_cast<int>(check.size()) ||
            std::memcmp(kept.getColumn(0).getBlob(), check.data(), check.size()) != 0)
            throw EnvironmentError("The key " + path.string() + " is not the key of the store " + file_.string() + ".",
                                   "Give the key file that was made with this store, with --key PATH.");
        return std::move(key);
    });
}

void Store::require(const validate::Schema& evaluation) const {
    guarded(*this, [&] {
        auto wanted = tables_sql(evaluation), made = tables_sql(*database_);
        std::ranges::sort(wanted);
        std::ranges::sort(made);
        if (!std::ranges::includes(made, wanted)) // there is more: fixed tables, views of the user's own
            throw EnvironmentError("The tables of the store " + file_.string() +
                                       " follow another version of evaluation-1.xsd.",
                                   "Make a new store with \"pilotage init\" and ingest the returns again.");
    });
}

std::vector<std::string> Store::verify() const {
    return guarded(*this, [&] {
        std::vector<std::string> faults;
        SQLite::Statement check(*database_, "PRAGMA integrity_check");
        while (check.executeStep())
            if (const auto line = check.getColumn(0).getString(); line != "ok")
                faults.push_back("The file is damaged: " + line + ".");
        SQLite::Statement keys(*database_, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            faults.push_back("A row of " + keys.getColumn(0).getString() + " points to a row that is not there.");
        for (const auto& table : tables_with_stray_rows(*database_))
            faults.push_back("A row of " + table + " does not stand with the others of its submission.");
        SQLite::Statement submissions(*database_, "SELECT id, rows_sha256 FROM submission ORDER BY id");
        while (submissions.executeStep())
            if (rows_hash(*database_, submissions.getColumn(0).getInt64()) != submissions.getColumn(1).getString())
                faults.push_back("The rows of submission " + submissions.getColumn(0).getString() +
                                 " are not those that were stored.");
        return faults;
    });
}

} // namespace pilotage::store
