// A schema's records, fields and codes as tables of text, for people and for CSV.
#pragma once

#include "core/validate/schema.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace pilotage::cli {

struct DictionaryTable {
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> rows;
};

/// "identifier", "name", ...; empty for Privacy::none.
std::string_view name_of(validate::Privacy privacy);

/// record, field, type, required, repeats, code_list, privacy, expected, documentation
DictionaryTable field_table(const validate::Schema& schema);

/// code_list, code, documentation: each list once, under its mark or else under the names of record and field.
DictionaryTable code_table(const validate::Schema& schema);

/// record, field, checked, because: what of a schema is checked natively and what is left to Xerces-C. A record's first
/// row, without a field, is the order and number of its fields.
DictionaryTable plan_table(const validate::Schema& schema);

/// {"schema","records":[{"name","native","because","fields":[{"name","native","because"}]}]}; a record's own "native"
/// is about the order and number of its fields.
nlohmann::ordered_json plan_json(const validate::Schema& schema);

/// {"schema","namespace","documentation","records":[{"name","documentation","fields":[...]}]}
nlohmann::ordered_json dictionary_json(const validate::Schema& schema);

/// RFC 4180 with a heading.
std::string csv_of(const DictionaryTable& table);

} // namespace pilotage::cli
