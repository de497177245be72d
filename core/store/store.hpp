// The evaluation store: one SQLite file. See tables.hpp for what is in it.
//
// The journal is SQLite's rollback journal with synchronous EXTRA. A submission is gathered in a file of its own first
// and moved in by one short transaction, so readers wait a moment only, and new pages, which are nearly all, are
// written once. WAL would let readers read on, but writes everything twice, keeps two more files beside the store, and
// its 3.40 has a fault with two writing connections. Measured with a reader beside that asks two hundred times a second
// (client-level rows; from the worker's end to ours; the reader's longest wait; all that the host wrote; two cores):
//   100,000 rows: rollback journal 0.11 s, 0.06 s, 38 MB; WAL 0.16 s, 0.03 s, 53 MB
//   1,000,000 rows: rollback journal 0.9 s, 0.65 s, 577 MB; WAL 1.4 s, 0.23 s, 750 MB
#pragma once

#include "core/store/pseudonym_key.hpp"
#include "core/study/study.hpp"
#include "core/validate/schema.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

enum class Access { read, write };

class Store {
public:
    /// Makes the file, which must not be there yet (mode 0600). Throws EnvironmentError.
    static Store create(const std::filesystem::path& file, const study::Study& study,
                        const validate::Schema& evaluation, const std::string& store_id,
                        const std::filesystem::path& key_file, const PseudonymKey& key);
    /// A store that goes when the object goes, for checks.
    static Store scratch(const study::Study& study, const validate::Schema& evaluation, const PseudonymKey& key);
    /// Throws EnvironmentError, in one sentence, for anything that is not a store of this program's version or older.
    static Store open(const std::filesystem::path& file, Access access);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    const std::filesystem::path& file() const { return file_; }
    const std::string& id() const { return id_; }
    const std::filesystem::path& key_file() const { return key_file_; }
    /// Loads the key and makes sure it is this store's. An empty path: the one it was made with.
    PseudonymKey load_key(const std::filesystem::path& given) const;

    /// The study as the store has it.
    study::Study study() const;
    /// Reads the study file anew if it is still there and has changed. Throws EnvironmentError when a site or period
    /// that has submissions is no longer in it.
    study::Study refresh_study();

    /// Throws EnvironmentError when the store's tables follow another evaluation schema.
    void require(const validate::Schema& evaluation) const;

    /// Checks the file and the hash of each submission's rows; one sentence for each fault, none when all is well.
    std::vector<std::string> verify() const;

    SQLite::Database& connection() const { return *database_; }

private:
    Store(std::filesystem::path file, std::unique_ptr<SQLite::Database> database);
    static Store make(std::filesystem::path file, const study::Study& study, const validate::Schema& evaluation,
                      const std::string& store_id, const std::filesystem::path& key_file, const PseudonymKey& key);
    void write_study(const study::Study& study);

    std::filesystem::path file_;
    std::unique_ptr<SQLite::Database> database_;
    std::string id_;
    std::filesystem::path key_file_;
};

/// What to tell a person about SQLite's error; never returns. Called inside a catch block.
[[noreturn]] void rethrow_as_environment_error(const std::filesystem::path& file);

/// Runs work on a store and turns SQLite's errors into EnvironmentErrors that say what to do.
template <typename Work>
auto guarded(const Store& store, Work work) {
    try {
        return work();
    } catch (...) {
        rethrow_as_environment_error(store.file());
    }
}

} // namespace pilotage::store
