// A record by its columns. The reading sets all columns in the order of the specification, so where a field stands is
// known when the plugin is compiled, and no name is looked up (a tenth of an ingest's worker). A name that is no column
// does not compile.
#pragma once

#include "core/sdk/local.hpp"
#include "plugins/cld/columns.hpp"
#include "plugins/cld/event_kind.hpp"

namespace pilotage::cld {

/// One of `columns`, by its field's name.
class ColumnName {
public:
    /*implicit*/ consteval ColumnName(const char* field) : at_(column_of(field)) {
        if (at_ == columns.size()) throw "no column has this name";
    }
    std::size_t at() const { return at_; }
    std::string_view field() const { return columns[at_].field; }

private:
    std::size_t at_;
};

class Cells {
public:
    explicit Cells(const sdk::LocalRecord& record) : record_(record), kind_(kind_of(record)) {}
    sdk::Value operator[](ColumnName column) const { return record_.cell(column.at()); }
    std::string_view text(ColumnName column) const { return record_.text(column.at()); }
    bool empty(ColumnName column) const { return text(column).empty(); }
    EventKind kind() const { return kind_; }

private:
    static EventKind kind_of(const sdk::LocalRecord& record) {
        for (const auto& [name, kind] : event_kinds)
            if (record.is(name)) return kind;
        return EventKind::none;
    }

    const sdk::LocalRecord& record_;
    EventKind kind_;
};

} // namespace pilotage::cld
