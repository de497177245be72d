// A SQLite database whose tables are written page by page, without SQLite (https://www.sqlite.org/fileformat2.html):
// rows come in the order of their ids and are appended to the leaf of their table; the inner pages are made at the end.
// SQLite attaches the file and moves the tables into the store with INSERT ... SELECT *, which copies whole cells where
// it can (its transfer optimisation: same columns and constraints, foreign keys off) and rows where it cannot. Why: a
// client-level row costs 0.1 microseconds here, and 0.7 by a prepared INSERT of the same values.
#pragma once

#include "core/store/page.hpp"
#include "core/store/person_index.hpp"
#include "core/store/temporary_file.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace pilotage::store {

class TableFile {
public:
    /// `sql`: CREATE TABLE of ordinary tables, and CREATE INDEX of their persons.
    explicit TableFile(const std::string& sql);
    ~TableFile();
    TableFile(const TableFile&) = delete;
    TableFile& operator=(const TableFile&) = delete;

    class Table {
    public:
        /// `record`: as of RecordBytes. Ids rise. Throws SQLite::Exception when the file cannot grow.
        void append(std::int64_t id, std::string_view record);
        std::uint64_t rows() const { return rows_; }

    private:
        friend class TableFile;
        struct Child {
            std::uint32_t page;
            std::int64_t last; ///< largest id on it or below it
        };
        Table(TableFile& file, std::uint32_t root) : file_(file), root_(root) {}
        void flush();
        void finish();
        std::string_view spill(std::string_view record);

        TableFile& file_;
        std::uint32_t root_;
        std::uint64_t rows_ = 0;
        std::int64_t last_ = 0;
        Page leaf_{PageKind::leaf_table};
        std::vector<Child> children_;
        std::string spilt_;
    };
    /// A table of `sql`; throws std::out_of_range.
    Table& table(const std::string& name) { return *tables_.at(name); }

    /// An index of `sql`, of persons: whoever appends the rows fills it; throws std::out_of_range.
    PersonIndex& index(const std::string& name, std::size_t most_in_memory = std::size_t{1} << 16);

    /// Ends the appending, and attaches the database under the name.
    void attach(SQLite::Database& database, const std::string& name);
    /// Outside of any transaction.
    void detach();

private:
    std::uint32_t put(const unsigned char* page);
    void put_at(std::uint32_t page, const unsigned char* bytes);
    void write_out();
    void seal();

    TemporaryFile file_;
    std::map<std::string, std::unique_ptr<Table>> tables_;
    struct Index {
        std::uint32_t root;
        std::unique_ptr<PersonIndex> filled; ///< null: not asked for, and empty
    };
    std::map<std::string, Index> indexes_;
    std::uint32_t next_ = 0; ///< page
    std::uint32_t waiting_from_ = 0;
    std::vector<unsigned char> waiting_; ///< whole pages not written yet
    SQLite::Database* attached_ = nullptr;
    std::string name_;
};

} // namespace pilotage::store
