// Rows of one table on their way into local records.
#pragma once

#include "plugins/firstpoint/tables.hpp"

#include <map>
#include <string>

namespace pilotage::firstpoint {

class Section {
public:
    /// How a reader of a finding finds a value: by the number of its cell, or by its name.
    enum class Found : std::uint8_t { by_number, by_name };
    /// `file`: the sender's name of it.
    Section(const Table& table, Found found, sdk::LocalWriter& out, std::string_view file);

    /// The names of the row's cells. They may come again with more names.
    void bind(const importers::Row& names);
    sdk::Where where(const importers::Row& row) const { return {source_, row.number, row.line}; }
    /// The texts of the columns, empty where there is none; until the next call.
    const std::vector<std::string_view>& read(const importers::Row& row);
    /// Writes what read() gave, with `first` in place of the first columns.
    void write(const sdk::Where& where, const std::vector<std::string_view>& first = {});

private:
    void tell_unknown(const importers::Row& row);

    const Table& table_;
    Found found_;
    sdk::LocalWriter& out_;
    std::uint32_t source_, type_;
    std::vector<std::uint32_t> fields_;
    std::vector<std::uint32_t> columns_; ///< 1-based cell of each; 0: the table does not have it
    std::vector<std::string_view> values_;
    std::vector<std::string> scratch_;
    std::size_t bound_ = 0;
    std::map<std::size_t, std::string> unknown_; ///< names that are not the table's, by their cell, until they are told
};

} // namespace pilotage::firstpoint
