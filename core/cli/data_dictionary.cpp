#include "core/cli/data_dictionary.hpp"

#include "core/release/comparison_files.hpp"
#include "core/validate/record_validator.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace pilotage::cli {
namespace {

using validate::Field;
using validate::RecordType;
using validate::Schema;

constexpr std::uint32_t unbounded = 0xffffffffu;

std::string repeats(const Field& field) {
    return field.most == 1           ? std::string()
           : field.most == unbounded ? "any number"
                                     : "up to " + std::to_string(field.most);
}

std::string list_name(const RecordType& type, const Field& field) {
    return field.code_list.empty() ? type.name + "." + field.name : field.code_list;
}

nlohmann::ordered_json field_json(const Field& field) {
    nlohmann::ordered_json json{
        {"name", field.name},
        {"headings", field.headings},
        {"type", field.type_name},
        {"base_type", field.base_type},
        {"required", field.least > 0},
        {"least", field.least},
        {"most", nullptr},
        {"code_list", field.code_list},
        {"privacy", name_of(field.privacy)},
        {"record_id", field.record_id},
        {"expected", field.expected},
        {"documentation", field.documentation},
        {"codes", nlohmann::ordered_json::array()},
    };
    if (field.most != unbounded) json["most"] = field.most;
    for (const auto& code : field.enumeration)
        json["codes"].push_back({{"code", code.value}, {"documentation", code.documentation}});
    return json;
}

} // namespace

std::string_view name_of(validate::Privacy privacy) {
    using validate::Privacy;
    switch (privacy) {
    case Privacy::none:
        return "";
    case Privacy::identifier:
        return "identifier";
    case Privacy::name:
        return "name";
    case Privacy::birth_date:
        return "birth_date";
    case Privacy::postcode:
        return "postcode";
    case Privacy::free_text:
        return "free_text";
    }
    return "";
}

DictionaryTable field_table(const Schema& schema) {
    DictionaryTable table{
        {"record", "field", "type", "required", "repeats", "code_list", "privacy", "expected", "documentation"}, {}};
    for (const auto& type : schema.types())
        for (const auto& field : type.fields)
            table.rows.push_back({type.name, field.name, field.base_type, field.least > 0 ? "yes" : "no",
                                  repeats(field), field.code_list, std::string(name_of(field.privacy)), field.expected,
                                  field.documentation});
    return table;
}

DictionaryTable code_table(const Schema& schema) {
    DictionaryTable table{{"code_list", "code", "documentation"}, {}};
    std::set<std::string> seen;
    for (const auto& type : schema.types())
        for (const auto& field : type.fields)
            if (!field.enumeration.empty() && seen.insert(list_name(type, field)).second)
                for (const auto& code : field.enumeration)
                    table.rows.push_back({list_name(type, field), code.value, code.documentation});
    return table;
}

nlohmann::ordered_json dictionary_json(const Schema& schema) {
    nlohmann::ordered_json json{{"schema", schema.file().filename().string()},
                                {"namespace", schema.target_namespace()},
                                {"documentation", schema.documentation()},
                                {"records", nlohmann::ordered_json::array()}};
    for (const auto& type : schema.types()) {
        nlohmann::ordered_json record{{"name", type.name},
                                      {"documentation", type.documentation},
                                      {"rows", nlohmann::ordered_json::array()},
                                      {"fields", nlohmann::ordered_json::array()}};
        for (const auto& mark : type.rows)
            record["rows"].push_back({{"field", type.fields[mark.field].name}, {"values", mark.values}});
        for (const auto& field : type.fields) record["fields"].push_back(field_json(field));
        json["records"].push_back(std::move(record));
    }
    json["blanks"] = schema.blanks();
    return json;
}

DictionaryTable plan_table(const Schema& schema) {
    DictionaryTable table{{"record", "field", "checked", "because"}, {}};
    const auto row = [&](const std::string& record, const std::string& field, const std::string& because) {
        table.rows.push_back({record, field, because.empty() ? "natively" : "by Xerces-C", because});
    };
    const auto plans = validate::explain(schema);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto& type = schema.types()[i];
        row(type.name, "", plans[i].content_left_because);
        for (std::size_t field = 0; field < type.fields.size(); ++field)
            row(type.name, type.fields[field].name, plans[i].field_left_because[field]);
    }
    return table;
}

nlohmann::ordered_json plan_json(const Schema& schema) {
    const auto entry = [](const std::string& name, const std::string& because) {
        return nlohmann::ordered_json{{"name", name}, {"native", because.empty()}, {"because", because}};
    };
    nlohmann::ordered_json json{{"schema", schema.file().filename().string()},
                                {"records", nlohmann::ordered_json::array()}};
    const auto plans = validate::explain(schema);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto& type = schema.types()[i];
        auto record = entry(type.name, plans[i].content_left_because);
        record["fields"] = nlohmann::ordered_json::array();
        for (std::size_t field = 0; field < type.fields.size(); ++field)
            record["fields"].push_back(entry(type.fields[field].name, plans[i].field_left_because[field]));
        json["records"].push_back(std::move(record));
    }
    return json;
}

std::string csv_of(const DictionaryTable& table) {
    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + release::csv_cell(cells[i]);
        text += "\r\n";
    };
    line(table.titles);
    for (const auto& row : table.rows) line(row);
    return text;
}

} // namespace pilotage::cli
