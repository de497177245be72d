#include "core/measure/database.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <array>

namespace pilotage::measure {
namespace {

/// "PILT" in the file's header marks a store.
constexpr std::int64_t store_application_id = 0x50494c54;

std::unique_ptr<sqlite3, int (*)(sqlite3*)> opened(const std::filesystem::path& file, int flags) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> db(raw, &sqlite3_close);
    if (code != SQLITE_OK) throw SqlFault{raw == nullptr ? "out of memory" : sqlite3_errmsg(raw)};
    sqlite3_busy_timeout(raw, 10'000);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return db;
}

} // namespace

void Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text64(statement_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bind(int index, std::int64_t number) {
    sqlite3_bind_int64(statement_.get(), index, number);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    throw SqlFault{sqlite3_errmsg(db_)};
}

bool Statement::number(int column) const {
    const int type = sqlite3_column_type(statement_.get(), column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

std::string_view Statement::text(int column) const {
    const auto* bytes =
        static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement_.get(), column)));
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

Database::Database(const std::filesystem::path& file) : db_(nullptr, &sqlite3_close) {
    const auto fail = [&](const std::string& what) {
        throw EnvironmentError("The store \"" + file.string() + "\" cannot be read: " + what + ".",
                               "Name the store with --store; \"pilotage init\" makes one.");
    };
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) fail("there is no such file");
    try {
        db_ = opened(file, SQLITE_OPEN_READONLY);
        try {
            if (application_id() != store_application_id) fail("it is no store of Pilotage");
        } catch (const SqlFault&) {
            // An ingest that was cut off leaves a journal, which only a connection that may write can roll back.
            if ((sqlite3_errcode(db_.get()) & 0xff) != SQLITE_READONLY) throw;
            db_ = opened(file, SQLITE_OPEN_READWRITE);
            application_id();
            db_ = opened(file, SQLITE_OPEN_READONLY);
            if (application_id() != store_application_id) fail("it is no store of Pilotage");
        }
    } catch (const SqlFault& fault) {
        fail(fault.message);
    }
    sqlite3_set_authorizer(db_.get(), &Database::authorize, this);
}

std::int64_t Database::application_id() {
    // The id alone lies in the file's header and is read without a look at the journal.
    prepare("SELECT count(*) FROM sqlite_schema").step();
    auto id = prepare("PRAGMA application_id");
    return id.step() ? id.integer(0) : 0;
}

Statement Database::prepare(std::string_view sql, std::size_t* tail) {
    refused_.clear();
    sqlite3_stmt* statement = nullptr;
    const char* end = nullptr;
    const int code = sqlite3_prepare_v2(db_.get(), sql.data(), static_cast<int>(sql.size()), &statement, &end);
    Statement made(db_.get(), statement);
    if (code != SQLITE_OK)
        throw SqlFault{refused_.empty() ? sqlite3_errmsg(db_.get()) : refused_, sqlite3_error_offset(db_.get())};
    if (tail != nullptr) *tail = static_cast<std::size_t>(end - sql.data());
    return made;
}

std::set<Database::Column> Database::take_columns_read() {
    return std::exchange(columns_read_, {});
}

int Database::authorize(void* context, int action, const char* first, const char* second, const char*,
                        const char* view) {
    auto& self = *static_cast<Database*>(context);
    constexpr std::array<std::string_view, 3> not_repeatable{"random", "randomblob", "load_extension"};
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        // Inside a view of the store all its columns are looked up, asked for or not; what counts is what the measure's
        // own text names, there or in a WITH, whose name SQLite gives here too.
        if (first != nullptr && second != nullptr &&
            (view == nullptr || !std::string_view(view).starts_with("current_")))
            self.columns_read_.emplace(first, second);
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        if (second != nullptr && std::ranges::find(not_repeatable, std::string_view(second)) != not_repeatable.end()) {
            self.refused_ = std::string("the function ") + second + " is not allowed";
            return SQLITE_DENY;
        }
        return SQLITE_OK;
    default:
        self.refused_ = "it does something else than reading";
        return SQLITE_DENY;
    }
}

} // namespace pilotage::measure
