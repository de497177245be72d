// Records with named values become rows with stable columns: what the readers of JSON and XML share.
//
// A table's columns are the names its records brought, in the order they were first seen. Names of the records that
// wait in the queue together share one header row, so that a value that is merely left out of the first record costs
// nothing.
#ifndef PILOTAGE_IMPORTERS_RECORDS_RECORD_QUEUE_HPP
#define PILOTAGE_IMPORTERS_RECORDS_RECORD_QUEUE_HPP

#include "importers/reader.hpp"

#include <deque>
#include <unordered_map>

namespace pilotage::importers {

struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
};
using NameIndex = std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>>;

class RecordQueue {
public:
    class Record {
    public:
        std::uint32_t table() const { return table_; }
        std::uint64_t number() const { return number_; }
        std::uint64_t line() const { return line_; }

    private:
        friend class RecordQueue;
        struct Value {
            std::uint32_t column;
            CellType type;
            bool differs; ///< shown_size is meant
            std::size_t at, size, shown_size;
        };
        std::uint32_t table_ = 0;
        std::uint32_t next_column_ = 0;
        std::uint64_t number_ = 0, line_ = 0, serial_ = 0;
        std::vector<Value> values_;
        std::string text_;
    };

    explicit RecordQueue(const Options& options) : options_(options) {}

    /// The table of that name, which is new if it was not there.
    std::uint32_t table(std::string_view name);
    /// A record of the table that begins on that line. It belongs to the queue and must be ended, innermost first.
    Record& begin(std::uint32_t table, std::uint64_t line);
    /// Sets a value and answers its column (0-based). A name that was set before in this record is replaced; `again`
    /// then tells so.
    struct Set {
        std::uint32_t column;
        bool again;
    };
    Set set(Record& record, std::string_view name, CellType type, std::string_view value, std::string_view shown = {});
    void end(Record& record);

    std::size_t waiting() const { return waiting_.size(); }
    std::size_t waiting_bytes() const { return waiting_bytes_; }
    /// The next row, which may be a header row; false when nothing waits.
    bool pop(Row& row);

    const std::vector<Table>& tables() const { return tables_; }
    void report(Issue issue) const {
        if (options_.issues) options_.issues(issue);
    }

private:
    struct Columns {
        std::deque<std::string> names;
        NameIndex index;
        std::vector<std::uint64_t> set_by;       ///< the record that set the column last, by its serial
        std::size_t told = 0;                    ///< columns of the last header row
        std::uint64_t new_row = 0, new_line = 0; ///< of the first record that brought a column behind those
        std::uint64_t rows = 0;
        bool wanted = true;
    };

    std::uint32_t column(Columns& columns, Record& record, std::string_view name);
    [[noreturn]] void refuse(const Record& record, const char* rule, const std::string& message) const;
    void give_header(Row& row, Columns& columns, const Record& next);

    const Options& options_;
    std::vector<Table> tables_;
    NameIndex table_index_;
    std::deque<Columns> columns_;
    std::vector<std::unique_ptr<Record>> open_;
    std::deque<std::unique_ptr<Record>> waiting_;
    std::vector<std::unique_ptr<Record>> spare_;
    std::unique_ptr<Record> given_; ///< whose texts the caller's row borrows
    std::size_t waiting_bytes_ = 0;
    std::uint64_t serial_ = 0;
};

} // namespace pilotage::importers

#endif
