#include "examples/generate/cases.hpp"

#include "examples/generate/firstpoint_return.hpp"
#include "examples/generate/formats.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace pilotage::generate {
namespace {

struct Counts {
    int read = 0, left_out = 0;
};

// Persons, visits, and one record for each file; a person-week without a visit is left out.
Counts counts_of_visits(const Tables& tables) {
    Counts counts;
    for (const auto& table : tables) {
        if (table.rows.empty()) continue;
        const bool visits = table.name.ends_with(".xml");
        counts.read += static_cast<int>(table.rows.size()) - (visits ? 0 : 1);
        for (const auto& row : table.rows)
            if (visits && row[12].text.empty()) ++counts.left_out;
    }
    return counts;
}

bool blank(const Cells& row) {
    return std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.kind == Cell::Kind::empty; });
}

// Enquiries of the public are left out.
Counts counts_of_firstpoint(const Tables& tables) {
    Counts counts;
    for (std::size_t tab = firstpoint::clients; tab < tables.size(); ++tab)
        counts.read += static_cast<int>(tables[tab].rows.size());
    for (const auto& row : tables[firstpoint::contacts].rows) counts.left_out += row[1].text.empty() ? 1 : 0;
    return counts;
}

// Records of the good return: all rows below the headings but blank ones and closing lines.
Counts counts_of(const Site& site, const Order& order, const Tables& tables) {
    if (site.name == "stoke_neuro") return counts_of_visits(tables);
    Counts counts;
    if (site.name == "firstpoint") return counts_of_firstpoint(tables);
    const bool text = site.file.empty();
    for (const auto& table : tables) {
        if (table.hidden || table.name == "Codes" || table.name == "Notes") continue;
        const int above = site.name == "activ8" || site.name == "cld"            ? 1
                          : site.name == "people2people" || site.name == "topaz" ? 5
                                                                                 : 2;
        counts.read += static_cast<int>(table.rows.size()) - above - (text && site.name != "cld" ? 1 : 0);
        counts.read -= static_cast<int>(std::count_if(table.rows.begin() + above, table.rows.end(), blank));
        if (site.name == "people2people" && table.name == "Cases") ++counts.left_out;
        if (site.name == "topaz" && table.name == "Support") ++counts.left_out;
    }
    if (site.name == "sensing_change") counts.left_out = static_cast<int>(tables.front().rows.size()) - 2;
    if (site.name == "activ8") counts.left_out = left_out_of_activ8(order);
    return counts;
}

nlohmann::ordered_json expectation(const Case& one, const Counts& base, const Period& period) {
    nlohmann::ordered_json expect;
    expect["what"] = one.what;
    expect["period"] = period.name;
    expect["verdict"] = one.verdict;
    expect["findings"] = nlohmann::ordered_json::array();
    for (const auto& promise : one.promises)
        expect["findings"].push_back({{"severity", promise.severity},
                                      {"rule", promise.rule},
                                      {"place", promise.place},
                                      {"field", promise.field}});
    if (one.change) {
        const auto& change = *one.change;
        const int read = base.read + change.read;
        const int left_out = base.left_out + change.left_out;
        expect["counts"] = {{"read", read},
                            {"accepted", read - left_out - change.rejected - change.duplicate},
                            {"rejected", change.rejected},
                            {"duplicate", change.duplicate},
                            {"left_out", left_out}};
    }
    return expect;
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    if (!(std::ofstream(path, std::ios::binary) << bytes).flush())
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace

void write_cases(const std::filesystem::path& folder) {
    const std::pair<const char*, std::vector<Case> (*)(const Tables&)> makers[]{
        {"focus", focus_cases},
        {"people2people", people2people_cases},
        {"sensing_change", sensing_change_cases},
        {"activ8", activ8_cases},
        {"topaz", topaz_cases},
        {"cld", cld_cases},
        {"stoke_neuro", stoke_neuro_cases},
        {"firstpoint", firstpoint_cases}};
    for (const auto& [name, make] : makers) {
        for (const auto& site : sites()) {
            if (site.name != name) continue;
            const Order order{period_of("2012-13"), 3,
                              site.name == "people2people" || site.name == "topaz" ? 48u : 24u};
            const auto base = tables_of(site, order);
            for (const auto& one : make(base)) {
                auto tables = base;
                if (one.edit) one.edit(tables);
                auto files = files_of(site, tables);
                if (one.spoil) one.spoil(files);
                const auto place = folder / name / one.kind / one.name;
                std::filesystem::create_directories(place);
                for (const auto& [file, bytes] : files) write(place / file, bytes);
                write(place / "expect.json",
                      expectation(one, counts_of(site, order, base), order.period).dump(2) + "\n");
            }
        }
    }
}

} // namespace pilotage::generate
