#include "importers/records/record_queue.hpp"

namespace pilotage::importers {

std::uint32_t RecordQueue::table(std::string_view name) {
    const auto found = table_index_.find(name);
    if (found != table_index_.end()) return found->second;
    const auto& limits = options_.limits;
    if (tables_.size() >= limits.entries || name.size() > limits.name_bytes)
        throw Malformed(
            {Issue::Severity::error,
             name.size() > limits.name_bytes ? "limit.name_bytes" : "limit.entries",
             {},
             0,
             0,
             0,
             name.size() > limits.name_bytes
                 ? "The name of a table is longer than the limit of " + std::to_string(limits.name_bytes) + " bytes."
                 : "The file holds more tables than the limit of " + std::to_string(limits.entries) + ".",
             "Check whether names in this file are data; names must be few and short."});
    const auto id = static_cast<std::uint32_t>(tables_.size());
    table_index_.emplace(std::string(name), id);
    tables_.push_back({std::string(name), false});
    columns_.emplace_back().wanted = options_.table.empty() || options_.table == name;
    return id;
}

RecordQueue::Record& RecordQueue::begin(std::uint32_t table, std::uint64_t line) {
    if (spare_.empty()) spare_.push_back(std::make_unique<Record>());
    open_.push_back(std::move(spare_.back()));
    spare_.pop_back();
    Record& record = *open_.back();
    Columns& columns = columns_[table];
    record.table_ = table;
    record.next_column_ = 0;
    record.number_ = ++columns.rows;
    record.line_ = line;
    record.serial_ = ++serial_;
    record.values_.clear();
    record.text_.clear();
    if (columns.rows > options_.limits.rows)
        refuse(record, "limit.rows",
               "The table has more rows than the limit of " + std::to_string(options_.limits.rows) + ".");
    return record;
}

RecordQueue::Set RecordQueue::set(Record& record, std::string_view name, CellType type, std::string_view value,
                                  std::string_view shown) {
    const auto& limits = options_.limits;
    if (value.size() > limits.cell_bytes || shown.size() > limits.cell_bytes)
        refuse(record, "limit.cell_bytes",
               "A value is longer than the limit of " + std::to_string(limits.cell_bytes) + " bytes.");
    if (record.text_.size() + value.size() + shown.size() > limits.row_bytes)
        refuse(record, "limit.row_bytes",
               "A record is longer than the limit of " + std::to_string(limits.row_bytes) + " bytes.");
    Columns& columns = columns_[record.table_];
    const std::uint32_t at = column(columns, record, name);
    const bool again = columns.set_by[at] == record.serial_;
    columns.set_by[at] = record.serial_;
    record.values_.push_back({at, type, shown.data() != nullptr, record.text_.size(), value.size(), shown.size()});
    record.text_ += value;
    record.text_ += shown;
    return {at, again};
}

std::uint32_t RecordQueue::column(Columns& columns, Record& record, std::string_view name) {
    // Records of one table mostly bring their names in one order.
    auto& next = record.next_column_;
    if (next < columns.names.size() && columns.names[next] == name) return next++;
    const auto found = columns.index.find(name);
    if (found != columns.index.end()) {
        next = found->second + 1;
        return found->second;
    }
    const auto& limits = options_.limits;
    if (columns.names.size() >= limits.columns)
        refuse(record, "limit.columns",
               "The table has more columns than the limit of " + std::to_string(limits.columns) + ".");
    if (name.size() > limits.name_bytes)
        refuse(record, "limit.name_bytes",
               "A name is longer than the limit of " + std::to_string(limits.name_bytes) + " bytes.");
    const auto id = static_cast<std::uint32_t>(columns.names.size());
    if (columns.names.size() == columns.told) {
        columns.new_row = record.number_;
        columns.new_line = record.line_;
    }
    columns.names.emplace_back(name);
    columns.index.emplace(std::string(name), id);
    columns.set_by.push_back(0);
    next = id + 1;
    return id;
}

void RecordQueue::end(Record& record) {
    auto done = std::move(open_.back());
    open_.pop_back();
    if (!columns_[record.table_].wanted || (record.values_.empty() && !options_.blank_rows)) {
        spare_.push_back(std::move(done));
        return;
    }
    waiting_bytes_ += record.text_.size() + record.values_.size() * sizeof(Record::Value);
    waiting_.push_back(std::move(done));
}

bool RecordQueue::pop(Row& row) {
    if (waiting_.empty()) return false;
    const Record& next = *waiting_.front();
    Columns& columns = columns_[next.table_];
    if (columns.told < columns.names.size()) {
        give_header(row, columns, next);
        return true;
    }
    if (given_) spare_.push_back(std::move(given_));
    given_ = std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= given_->text_.size() + given_->values_.size() * sizeof(Record::Value);

    row.table = tables_[given_->table_].name;
    row.number = given_->number_;
    row.line = given_->line_;
    row.header = false;
    row.cells().assign(columns.names.size(), Cell{});
    const std::string_view text = given_->text_;
    for (const auto& value : given_->values_) {
        Cell& cell = row.cells()[value.column];
        cell.type = value.type;
        cell.value = text.substr(value.at, value.size);
        cell.shown = value.differs ? text.substr(value.at + value.size, value.shown_size) : std::string_view();
    }
    return true;
}

void RecordQueue::give_header(Row& row, Columns& columns, const Record& next) {
    if (columns.told > 0)
        report({Issue::Severity::note, "table.new_column", tables_[next.table_].name, columns.new_row, columns.new_line,
                static_cast<std::uint32_t>(columns.told + 1),
                "Names appear here that no earlier record of the table had; " +
                    std::to_string(columns.names.size() - columns.told) + " column(s) are added behind the others.",
                "Nothing needs to be done if the names are right."});
    columns.told = columns.names.size();
    row.table = tables_[next.table_].name;
    row.number = 0;
    row.line = next.line_;
    row.header = true;
    row.cells().clear();
    for (const std::string& name : columns.names) row.cells().push_back({CellType::text, name, {}});
}

void RecordQueue::refuse(const Record& record, const char* rule, const std::string& message) const {
    throw Malformed({Issue::Severity::error, rule, tables_[record.table_].name, record.number_, record.line_, 0,
                     message, "Check whether the file is what it should be; split it if it is."});
}

} // namespace pilotage::importers
