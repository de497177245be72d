#include "core/release/release_files.hpp"

#include "core/release/comparison_files.hpp"
#include "core/release/release_json.hpp"
#include "core/release/report/report.hpp"
#include "core/release/workbook/workbook_files.hpp"

namespace pilotage::release {

std::string csv_of(const ReleaseTable& table) {
    std::string out;
    for (const auto& column : table.columns) out += (out.empty() ? "" : ",") + csv_cell(column.name);
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            if (const auto* number = std::get_if<double>(&row[i])) out += shortest(*number);
            if (const auto* text = std::get_if<std::string>(&row[i])) out += csv_cell(*text);
        }
        out += "\r\n";
    }
    return out;
}

std::vector<ReleaseFile> files_of(const Release& release) {
    const auto tables = tables_of(release);
    std::vector<ReleaseFile> files;
    files.push_back(
        {report_name, "text/html", "The release for people: charts, tables and notes", report_html(release)});
    for (const auto& table : tables) files.push_back({table.name + ".csv", "text/csv", table.title, csv_of(table)});
    for (auto& file : workbook::workbook_files(release)) files.push_back(std::move(file));
    files.push_back({"release.json", "application/json", "The whole release for programs", release_json(release)});
    files.push_back({"datapackage.json", "application/json",
                     "The columns of the CSV files, as a Frictionless Data Package",
                     data_package_json(release, tables)});
    files.push_back({"csv-metadata.json", "application/json", "The columns of the CSV files, as CSV on the Web",
                     csvw_json(release, tables)});
    files.push_back({"profile.toml", "application/toml", "The rules of disclosure control that the release follows",
                     release.profile.text});
    return files;
}

} // namespace pilotage::release
