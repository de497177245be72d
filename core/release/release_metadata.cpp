#include "core/hash.hpp"
#include "core/release/release_files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace pilotage::release {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// The vocabularies differ in what a number is called. Shorthand may stand in a column of numbers, so such a column is
/// text to a strict reader, with the signs listed.
const char* type_of(ColumnType type, const char* number) {
    switch (type) {
    case ColumnType::number:
        return number;
    case ColumnType::whole:
        return "integer";
    case ColumnType::date:
        return "date";
    case ColumnType::shown:
    case ColumnType::text:
        break;
    }
    return "string";
}

constexpr const char* number_or_sign = R"(^(-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?|\[[cwxz]\])$)";

} // namespace

std::string data_package_json(const Release& release, const std::vector<ReleaseTable>& tables) {
    auto resources = Json::array();
    for (const auto& table : tables) {
        auto fields = Json::array();
        for (const auto& column : table.columns) {
            Json field = {
                {"name", column.name}, {"type", type_of(column.type, "number")}, {"description", column.description}};
            if (column.type == ColumnType::shown) field["constraints"] = {{"pattern", number_or_sign}};
            fields.push_back(std::move(field));
        }
        const auto bytes = csv_of(table);
        resources.push_back({{"name", table.name},
                             {"title", table.title},
                             {"path", table.name + ".csv"},
                             {"profile", "tabular-data-resource"},
                             {"format", "csv"},
                             {"mediatype", "text/csv"},
                             {"encoding", "utf-8"},
                             {"bytes", bytes.size()},
                             {"hash", "sha256:" + sha256_bytes(bytes)},
                             {"dialect", {{"delimiter", ","}, {"lineTerminator", "\r\n"}, {"header", true}}},
                             {"schema", {{"fields", fields}, {"missingValues", {""}}}}});
        if (!table.key.empty()) resources.back()["schema"]["primaryKey"] = table.key;
    }
    auto notes = Json::array();
    for (const auto& [sign, meaning] : legend()) notes.push_back(sign + " " + meaning);
    return text_of(
        {{"name", release.study},
         {"title", release.study_name},
         {"profile", "tabular-data-package"},
         {"version", release.data_date},
         {"description", "Figures after disclosure control by the profile \"" + release.profile.title + "\"."},
         {"signs", notes},
         {"resources", resources}});
}

std::string csvw_json(const Release& release, const std::vector<ReleaseTable>& tables) {
    auto list = Json::array();
    for (const auto& table : tables) {
        auto columns = Json::array();
        for (const auto& column : table.columns) {
            Json c = {{"name", column.name},
                      {"titles", column.name},
                      {"dc:description", column.description},
                      {"datatype", type_of(column.type, "double")}};
            if (column.type == ColumnType::shown) c["datatype"] = {{"base", "string"}, {"format", number_or_sign}};
            if (std::ranges::find(table.key, column.name) != table.key.end()) c["required"] = true;
            columns.push_back(std::move(c));
        }
        list.push_back(
            {{"url", table.name + ".csv"}, {"dc:title", table.title}, {"tableSchema", {{"columns", columns}}}});
        if (!table.key.empty()) list.back()["tableSchema"]["primaryKey"] = table.key;
    }
    return text_of({{"@context", Json::array({"http://www.w3.org/ns/csvw", {{"@language", "en"}}})},
                    {"dc:title", release.study_name},
                    {"dialect", {{"header", true}, {"encoding", "utf-8"}, {"lineTerminators", {"\r\n"}}}},
                    {"tables", list}});
}

} // namespace pilotage::release
