// The tables of a return of FirstPoint and their columns: sections of the report, and arrays of the log of contacts.
#pragma once

#include "importers/plugin_support.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace pilotage::firstpoint {

using importers::Reads;

struct Column {
    std::string_view field; ///< of the local record
    Reads reads = Reads::code;
    std::string_view name = field; ///< as the layout or the log has it; empty: it comes from elsewhere
};

struct Table {
    std::string_view record; ///< the record type of the schema
    std::string_view name;   ///< of the layout's table, or the path of the log's array
    std::vector<Column> columns;
};

const std::vector<Table>& report_tables();

inline constexpr std::string_view contacts_path = "contacts", follow_ups_path = "contacts.follow_ups";
/// Columns of contacts() and follow_ups() that reading looks at.
inline constexpr std::size_t contact_id = 0, contact_client = 1, contact_caller = 2;
inline constexpr std::size_t follow_up_contact = 0, follow_up_number = 1, follow_up_client = 2;

const Table& contacts();
const Table& follow_ups();

} // namespace pilotage::firstpoint
