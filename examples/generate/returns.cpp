#include "examples/generate/returns.hpp"

#include "examples/generate/formats.hpp"

#include <algorithm>

namespace pilotage::generate {

const std::vector<Site>& sites() {
    static const std::vector<Site> all{
        {"focus",
         {95, 5600, 200000},
         {"persons.csv", "referrals.csv", "assessments.csv", "services.csv", "reviews.csv", "staff.csv", "survey.csv"},
         "",
         {},
         write_focus},
        {"people2people",
         {110, 5600, 20000},
         {"Cases", "Reviews", "Survey", "Codes", "Lookups"},
         "People2People.xlsx",
         {"Lookups"},
         write_people2people},
        {"sensing_change",
         {80, 7300, 20000},
         {"<year before>", "<year>", "Notes", "template"},
         "register.xls",
         {"template"},
         write_sensing_change},
        {"activ8", {60, 5200, 60000}, {"ASSESSMENT.txt", "AGREEMENT.txt"}, "", {}, write_activ8, '\t'},
        {"topaz",
         {140, 5600, 20000},
         {"People", "Support", "Stroke", "Follow-ups", "Staff", "Lists"},
         "Topaz.ods",
         {"Lists"},
         write_topaz,
         ',',
         nullptr,
         {{0, {1, 0, 1, 5}},
          {0, {3, 0, 3, 7}},
          {0, {3, 8, 3, 9}},
          {0, {3, 10, 3, 12}},
          {0, {3, 13, 3, 19}},
          {1, {0, 0, 0, 5}},
          {2, {0, 0, 0, 5}},
          {3, {0, 0, 0, 5}},
          {4, {0, 0, 0, 4}}}},
        {"stoke_neuro",
         {140, 460, 5000},
         {"persons.csv", "visits-1.xml", "visits-2.xml", "visits-3.xml", "visits-4.xml", "visits-5.xml"},
         "",
         {},
         write_stoke_neuro},
        {"cld", {40, 3000, 28000}, {"client_level_data.csv"}, "", {}, write_cld},
        {"firstpoint",
         {45, 2000, 20000},
         {"period", "clients", "referrals", "assessments", "services", "reviews", "staff", "contacts", "follow_ups"},
         "",
         {},
         write_firstpoint,
         ',',
         firstpoint_files},
    };
    return all;
}

namespace {

// The register's sheets are named after the years they hold.
std::string sheet_name(const std::string& name, const Period& period) {
    if (name == "<year>") return period.name;
    if (name != "<year before>") return name;
    const int year = std::stoi(period.name.substr(0, 4)) - 1;
    return std::to_string(year) + "-" + std::to_string(year + 1).substr(2);
}

} // namespace

Tables tables_of(const Site& site, const Order& order, std::uint64_t* events) {
    Tables tables(site.tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i) {
        tables[i].name = sheet_name(site.tables[i], order.period);
        tables[i].hidden = std::find(site.hidden.begin(), site.hidden.end(), tables[i].name) != site.hidden.end();
    }
    const auto count =
        site.write(order, [&](std::size_t table, Cells row) { tables[table].rows.push_back(std::move(row)); });
    if (events != nullptr) *events = count;
    if (!site.file.empty() && !tables.front().rows.empty()) tables.front().merged.push_back({0, 0, 0, 5});
    for (const auto& [table, area] : site.merged) tables.at(table).merged.push_back(area);
    return tables;
}

TextFile::TextFile(const Site& site, const std::string& name) : separator_(site.separator) {
    if (name.ends_with(".xml")) xml_.emplace(style_of(name));
}

void TextFile::append(std::string& out, const Cells& row) {
    if (xml_)
        xml_->append(out, row);
    else
        append_csv(out, row, separator_);
}

void TextFile::close(std::string& out) {
    if (xml_) xml_->close(out);
}

Files files_of(const Site& site, const Tables& tables) {
    if (site.files != nullptr) return site.files(tables);
    if (site.file.ends_with(".xlsx")) return {{site.file, xlsx_bytes(tables)}};
    if (site.file.ends_with(".ods")) return {{site.file, ods_bytes(tables)}};
    if (site.file.ends_with(".xls")) return {{site.file, xls_bytes(tables)}};
    Files files;
    for (const auto& table : tables) {
        if (table.rows.empty()) continue;
        auto& bytes = files[table.name];
        TextFile text(site, table.name);
        for (const auto& row : table.rows) text.append(bytes, row);
        text.close(bytes);
    }
    return files;
}

} // namespace pilotage::generate
