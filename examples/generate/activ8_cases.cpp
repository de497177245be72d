#include "examples/generate/case_list.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { assessments, agreements };
constexpr std::size_t assessment_columns = 16;

// The first row that counts in the period: the closing line and rows of the time before do not.
std::size_t first_of(const Table& table, const std::string& day) {
    const auto column = column_of(table, 0, day);
    for (std::size_t row = 1; row + 1 < table.rows.size(); ++row) {
        const auto& text = table.rows[row][column].text;
        const bool ours = table.rows[row].size() != assessment_columns ||
                          table.rows[row][column_of(table, 0, "SERVICE_TEAM")].text.starts_with("Activ8");
        if (text.size() >= 10 && text[2] == '/' && text.substr(6, 4) == "2012" && text.substr(3, 2) > "04" && ours)
            return row;
    }
    throw std::logic_error("the extract has no row of the period");
}

void restate_count(Table& table) {
    table.rows.back()[0] = "(" + std::to_string(table.rows.size() - 2) + " rows affected)";
}

class Cases : public CaseList {
public:
    explicit Cases(const Tables& base)
        : CaseList(base), assessment(first_of(base[assessments], "ASSESSMENT_END")),
          agreement(first_of(base[agreements], "AGREEMENT_END")) {}

    std::string place(Tab tab, std::size_t row, const std::string& heading = {}) const {
        const auto cell = heading.empty() ? std::string() : ":" + std::to_string(column_of(base_[tab], 0, heading) + 1);
        return base_[tab].name + ":" + std::to_string(row + 1) + cell;
    }
    std::size_t first(Tab tab) const { return tab == assessments ? assessment : agreement; }
    /// Changes a cell of the first row that counts, and promises the finding there.
    void cell(std::string kind, std::string name, std::string what, Tab tab, const std::string& heading,
              std::string text, Promise promise, Change change = {0, 1}) {
        const auto row = first(tab);
        const auto column = column_of(base_[tab], 0, heading);
        promise.place = place(tab, row, heading);
        changed(std::move(kind), std::move(name), std::move(what), {tab, row, column}, std::move(text),
                std::move(promise), change);
    }

    const std::size_t assessment, agreement; ///< rows
};

void good(Cases& cases) {
    cases.good("as-agreed", "Two extracts as they were agreed.");
    cases.good("without-wards", "The columns of wards and constituencies are absent.", [](Tables& tables) {
        for (std::size_t row = 0; row + 1 < tables[assessments].rows.size(); ++row)
            tables[assessments].rows[row].resize(assessment_columns - 2);
    });
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "perid-missing", "An assessment without a PERID.", assessments, "PERID", "",
               {"error", "schema.missing", "", "perid"});
    cases.cell("fails", "birth-date-without-century", "A date of birth with a year of two figures.", assessments, "DOB",
               "25/11/42", {"error", "schema.pattern", "", "dob"});
    cases.cell("fails", "birth-date-missing", "No date of birth.", agreements, "DOB", "NULL",
               {"error", "schema.missing", "", "dob"});
    cases.cell("fails", "impossible-date", "An assessment that began on 31 June.", assessments, "ASSESSMENT_START",
               "31/06/2012 00:00", {"error", "schema.pattern", "", "assessment_start"});
    cases.cell("fails", "date-in-no-leap-year", "An agreement from 29 February of a year that has none.", agreements,
               "AGREEMENT_START", "29/02/2011", {"error", "value.unreadable", "", "agreement_start"});
    cases.cell("fails", "time-in-a-date", "A date with a time of day that is not midnight.", assessments,
               "ASSESSMENT_START", "04/06/2012 14:30", {"error", "schema.pattern", "", "assessment_start"});
    cases.cell("fails", "month-in-another-language", "A month that English does not have.", agreements,
               "AGREEMENT_START", "04-MAI-2012", {"error", "schema.pattern", "", "agreement_start"});
    cases.cell("fails", "assessment-ends-before-it-starts", "An assessment completed before it began.", assessments,
               "ASSESSMENT_START", "01/03/2013", {"error", "event.end_before_start", "", "end_date"});
    cases.last().promises.front().place = cases.place(assessments, cases.assessment, "ASSESSMENT_END");
    cases.cell("fails", "gender-not-in-the-list", "A gender that the council's system does not have.", assessments,
               "GENDER", "X", {"error", "schema.enumeration", "", "gender"});
    cases.cell("fails", "client-group-not-in-the-list", "A client group of another directorate.", agreements,
               "CLIENT_GROUP", "Looked after", {"error", "schema.enumeration", "", "client_group"});
    cases.cell("fails", "form-group-missing", "The group of the form is not filled in.", assessments, "QSA_GROUP",
               "NULL", {"error", "schema.missing", "", "qsa_group"});
    cases.cell("fails", "cost-not-a-number", "A cost in words.", agreements, "SERVICE/ELEMENT_COST", "per contract",
               {"error", "schema.type", "", "cost"});
    cases.cell("fails", "cost-negative", "A negative cost, as for money paid back.", agreements, "SERVICE/ELEMENT_COST",
               "-40.00", {"error", "schema.range", "", "cost"});
    cases.cell("fails", "element-malformed", "An element code that lost its figures.", agreements, "ELEMENT", "HOME",
               {"error", "schema.pattern", "", "element"});
}

void bad_files(Cases& cases, const Tables& base) {
    cases.taken("fails", "assessment-id-given-twice", "Two assessments have the same ASM_ID.",
                {{"error", "event.reference_repeated",
                  cases.place(assessments, base[assessments].rows.size() - 1, "ASM_ID"), "event_reference"}},
                Change{1, 1}, [row = cases.assessment](Tables& tables) {
                    auto& rows = tables[assessments].rows;
                    auto again = rows[row];
                    again[3] = "02/04/2012";
                    rows.insert(rows.end() - 1, std::move(again));
                    restate_count(tables[assessments]);
                });
    cases.taken("fails", "row-cut-short", "An agreement with a cell too few.",
                {{"error", "table.ragged_row", cases.place(agreements, cases.agreement), ""}}, Change{0, 1},
                [row = cases.agreement](Tables& tables) { tables[agreements].rows[row].pop_back(); });
    cases.refused("agreements-missing", "Only the assessments were sent.", {{"fatal", "file.missing", "", "AGREEMENT"}},
                  [](Files& files) { files.erase("AGREEMENT.txt"); });
    cases.refused(
        "closing-line-disagrees", "The last line counts more rows than there are.",
        {{"fatal", "table.trailer_disagrees", cases.place(assessments, base[assessments].rows.size() - 2), ""}},
        [row = cases.assessment](Tables& tables) {
            tables[assessments].rows.erase(tables[assessments].rows.begin() + static_cast<std::ptrdiff_t>(row));
        });
    cases.refused("closing-line-missing", "The extract stops between two rows.",
                  {{"fatal", "table.trailer_missing", "AGREEMENT.txt", ""}},
                  [](Tables& tables) { tables[agreements].rows.pop_back(); });
    cases.refused(
        "commas-for-tabs", "A spreadsheet program saved the agreements with commas.",
        {{"error", "file.not_recognised", "AGREEMENT.txt", ""}, {"fatal", "file.missing", "", "AGREEMENT"}},
        [](Files& files) { std::replace(files["AGREEMENT.txt"].begin(), files["AGREEMENT.txt"].end(), '\t', ','); });
    cases.refused("column-missing", "The agreements have no column of their elements.",
                  {{"fatal", "table.missing_column", cases.place(agreements, 0), "ELEMENT"}}, [](Tables& tables) {
                      auto& rows = tables[agreements].rows;
                      for (std::size_t row = 0; row + 1 < rows.size(); ++row) rows[row].erase(rows[row].begin() + 6);
                  });
}

// The row of the first assessment that promises a service, and of the agreements of its person.
struct Promised {
    std::size_t row = 0;
    std::string perid;
};
Promised promised(const Table& table) {
    for (std::size_t row = 1; row + 1 < table.rows.size(); ++row) {
        auto outcome = table.rows[row][8].text;
        std::transform(outcome.begin(), outcome.end(), outcome.begin(),
                       [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
        if (outcome.starts_with("SERVICES TO BE") || outcome.starts_with("DIRECT PAYMENT TO"))
            return {row, table.rows[row][1].text};
    }
    throw std::logic_error("no assessment promises a service");
}

void warned(Cases& cases, const Tables& base) {
    const auto one = promised(base[assessments]);
    const auto strange = [perid = one.perid](Tables& tables, Tab tab, std::size_t column) {
        for (auto& row : tables[tab].rows)
            if (row.size() > column && row[column].text == perid) row[column] = "9" + perid;
    };
    const auto of_person = [&](Tab tab, std::size_t column) {
        for (std::size_t row = 0; row < base[tab].rows.size(); ++row)
            if (base[tab].rows[row].size() > column && base[tab].rows[row][column].text == one.perid) return row;
        throw std::logic_error("the person has no row");
    };
    const auto agreed = of_person(agreements, 0);
    cases.taken("warns", "person-id-differs-between-the-extracts",
                "A person has another PERID in the agreements: neither extract finds the other's rows.",
                {{"warning", "activ8.no_agreement", cases.place(assessments, one.row, "PERID"), "perid"},
                 {"warning", "activ8.no_assessment", cases.place(agreements, agreed, "PERID"), "perid"}},
                Change{}, [=](Tables& tables) { strange(tables, agreements, 0); });
    cases.taken("warns", "agreement-without-assessment",
                "The assessments of a person with an agreement were not exported.",
                {{"warning", "activ8.no_assessment", cases.place(agreements, agreed, "PERID"), "perid"}}, std::nullopt,
                [perid = one.perid](Tables& tables) {
                    std::erase_if(tables[assessments].rows,
                                  [&](const Cells& row) { return row.size() > 1 && row[1].text == perid; });
                    restate_count(tables[assessments]);
                });
    cases.taken("warns", "assessment-without-agreement", "A service was promised, and none was agreed.",
                {{"warning", "activ8.no_agreement", cases.place(assessments, one.row, "PERID"), "perid"}}, std::nullopt,
                [perid = one.perid](Tables& tables) {
                    std::erase_if(tables[agreements].rows, [&](const Cells& row) { return row[0].text == perid; });
                    restate_count(tables[agreements]);
                });
    cases.cell("warns", "outcome-migrated", "An outcome of the system before, which nobody can read any more.",
               assessments, "FORM_OUTCOME", "Outcome Migrated", {"warning", "crosswalk.unmapped", "", "form_outcome"},
               Change{});
    cases.cell("warns", "element-not-in-the-crosswalk", "An element that the crosswalk has no row for.", agreements,
               "ELEMENT", "HOME77", {"warning", "crosswalk.unmapped", "", "element"}, Change{});
    cases.cell("warns", "ethnic-group-not-in-the-crosswalk", "An ethnic group that the crosswalk has no row for.",
               assessments, "ETHNICITY", "Kashmiri", {"warning", "crosswalk.unmapped", "", "ethnicity"}, Change{});
    cases.cell("warns", "agreement-begins-after-the-period", "An agreement that begins after the period.", agreements,
               "AGREEMENT_START", "01/06/2013", {"warning", "event.outside_period", "", "start_date"},
               Change{0, 0, 0, 1});
    cases.last().edit = [row = cases.agreement](Tables& tables) {
        tables[agreements].rows[row][2] = "01/06/2013";
        tables[agreements].rows[row][3] = "";
    };
    cases.taken("warns", "headings-repeated", "Two extracts were joined, headings and all.",
                {{"warning", "table.repeated_heading", cases.place(agreements, 2), ""}}, Change{1, 0, 0, 1},
                [](Tables& tables) {
                    auto& rows = tables[agreements].rows;
                    rows.insert(rows.begin() + 2, rows.front());
                    restate_count(tables[agreements]);
                });
    cases.taken("warns", "row-given-twice", "The same assessment stands in the extract twice.",
                {{"note", "record.duplicate", cases.place(assessments, base[assessments].rows.size() - 1), ""}},
                Change{1, 0, 1, 0}, [row = cases.assessment](Tables& tables) {
                    auto& rows = tables[assessments].rows;
                    auto again = rows[row];
                    rows.insert(rows.end() - 1, std::move(again));
                    restate_count(tables[assessments]);
                });
    cases.taken("warns", "unknown-column", "The agreements have a column that is not part of the return.",
                {{"warning", "table.unknown_column", base[agreements].name + ":1:14", ""}}, Change{},
                [](Tables& tables) {
                    auto& rows = tables[agreements].rows;
                    for (std::size_t row = 0; row + 1 < rows.size(); ++row)
                        rows[row].push_back(row == 0 ? "COST_CENTRE" : "X1");
                });
}

} // namespace

std::vector<Case> activ8_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_files(cases, base);
    warned(cases, base);
    return cases.take();
}

} // namespace pilotage::generate
