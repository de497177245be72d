// The rows of one file, table after table, on their way into local records.
#ifndef PILOTAGE_IMPORTERS_TABLE_RUN_HPP
#define PILOTAGE_IMPORTERS_TABLE_RUN_HPP

#include "importers/heading_row.hpp"
#include "importers/plugin_support.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::importers {

/// Call begin, then take for each row, then end; as often as the file has tables.
class TableRun {
public:
    /// `seen`: for each table of the plan whether it has turned up; written to.
    TableRun(std::string_view file, sdk::LocalWriter& out, const Plan& plan, std::vector<bool>& seen);

    void begin(const Table& table, bool is_text);
    void take(const Row& row);
    void end();

private:
    enum class State : std::uint8_t { seeking, reading, passing };

    void seek(const Row& row);
    void headings_found(HeadingRow& heading, const Row& row);
    void no_headings();
    void data(const Row& row);
    void told_hidden(const Row& row);
    void close(const Row& row, const sdk::Where& where);
    void write(const Row& row, const sdk::Where& where);
    void ragged(const std::vector<Cell>& cells, const sdk::Where& where);
    void doubt(const Cell& cell, const Column& column, const sdk::Where& where);
    bool is_null(std::string_view text) const;
    void saw(const TableShape& shape) { seen_[static_cast<std::size_t>(&shape - plan_.tables.data())] = true; }
    void report(sdk::Severity severity, std::string_view rule, const sdk::Where& where, std::string_view message,
                std::string_view remedy) {
        out_.finding(where, {severity, rule, message, remedy});
    }

    std::string_view file_;
    sdk::LocalWriter& out_;
    const Plan& plan_;
    std::vector<bool>& seen_;
    std::vector<HeadingRow> candidates_;
    std::vector<std::string> scratch_; ///< one for each column, kept so that its storage is used again
    std::vector<std::string_view> values_;
    std::vector<std::string> above_; ///< the latest value of each column that stands for the empty cells below it
    std::vector<std::uint32_t> columns_;

    std::string table_;
    std::uint32_t source_ = 0;
    bool is_text_ = false;
    bool hidden_ = false;
    State state_ = State::seeking;
    std::size_t tried_ = 0;
    HeadingRow* heading_ = nullptr;
    std::uint32_t type_ = 0;
    std::vector<std::uint32_t> fields_;
    std::uint64_t counted_ = 0; ///< rows that a closing line counts
    bool closed_ = false;
    bool told_ = false;
};

} // namespace pilotage::importers

#endif
