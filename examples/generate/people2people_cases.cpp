#include "examples/generate/cases.hpp"
#include "examples/generate/compound_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { cases_sheet, reviews, survey, codes, lookups };
constexpr std::size_t headings = 4;
constexpr std::size_t first = 5;

std::size_t column_of(const Table& table, const std::string& heading) {
    const auto& row = table.rows[headings];
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i].text == heading) return i;
    throw std::logic_error("the sheet has no column " + heading);
}

bool names(const Table& table, const std::string& case_ref) {
    return std::any_of(table.rows.begin() + first, table.rows.end(),
                       [&](const Cells& row) { return row[1].text == case_ref; });
}

std::string letters(std::size_t column) {
    return column < 26 ? std::string(1, static_cast<char>('A' + column))
                       : std::string{'A', static_cast<char>('A' + column - 26)};
}

class Cases {
public:
    explicit Cases(const Tables& base) : base_(base) {}

    std::string place(Tab tab, std::size_t row, std::size_t column) const {
        return base_[tab].name + "!" + letters(column) + std::to_string(row + 1);
    }
    std::string place(Tab tab, std::size_t row) const { return base_[tab].name + "!" + std::to_string(row + 1); }

    /// Changes one cell, under the heading, of the first row that has `beside` filled (by default the cell itself).
    void cell(std::string kind, std::string name, std::string what, Tab tab, const std::string& heading,
              const Cell& text, Promise promise, Change change = {0, 1}, const std::string& beside = {}) {
        const auto column = column_of(base_[tab], heading);
        const auto row = row_of(tab, beside.empty() ? column : column_of(base_[tab], beside));
        promise.place = place(tab, row, column);
        made.push_back({std::move(kind),
                        std::move(name),
                        std::move(what),
                        change.rejected > 0 ? "accepted in part" : "accepted",
                        {std::move(promise)},
                        change,
                        [=](Tables& tables) { tables[tab].rows[row][column] = text; },
                        {}});
    }
    /// The first row of the sheet whose cell in that column is filled; of a case, without reviews and questionnaires,
    /// which would be rejected with it.
    std::size_t row_of(Tab tab, std::size_t column) const {
        const auto& rows = base_[tab].rows;
        for (std::size_t row = first; row < rows.size(); ++row) {
            if (column >= rows[row].size() || rows[row][column].kind == Cell::Kind::empty ||
                rows[row][0].text == "Total")
                continue;
            if (tab != cases_sheet ||
                (!names(base_[reviews], rows[row][0].text) && !names(base_[survey], rows[row][0].text)))
                return row;
        }
        throw std::logic_error("the sheet has no row with that cell");
    }
    void add(Case one) { made.push_back(std::move(one)); }

    std::vector<Case> made;

private:
    const Tables& base_;
};

const char* const file = "People2People.xlsx";

void good(Cases& cases) {
    cases.add({"good", "as-agreed", "A workbook as it was agreed.", "accepted", {}, Change{}, {}, {}});
    cases.add({"good",
               "sheets-in-another-order",
               "The sheet of cases stands last.",
               "accepted",
               {},
               Change{},
               [](Tables& tables) { std::rotate(tables.begin(), tables.begin() + 1, tables.end()); },
               {}});
    cases.add({"good",
               "no-title-rows",
               "The headings stand in the first row.",
               "accepted",
               {},
               Change{},
               [](Tables& tables) {
                   for (const auto tab : {cases_sheet, reviews, survey})
                       tables[tab].rows.erase(tables[tab].rows.begin(), tables[tab].rows.begin() + headings);
                   tables[cases_sheet].merged.clear();
               },
               {}});
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "area-not-in-the-list", "An area that People2People does not cover.", cases_sheet, "Area",
               "Oswestry", {"error", "schema.enumeration", "", "area"});
    cases.cell("fails", "impossible-date-as-text", "31 February, typed as text.", cases_sheet, "Date of\nreferral",
               "31/02/2013", {"error", "schema.pattern", "", "date_of_referral"});
    cases.cell("fails", "date-as-bare-number", "A date that lost its format and became a number.", cases_sheet,
               "Date of\nreferral", Cell(Cell::Kind::number, 41234),
               {"error", "schema.pattern", "", "date_of_referral"});
    cases.cell("fails", "formula-error-in-a-date", "A date cell holds #REF!.", cases_sheet, "Date\nclosed",
               Cell(Cell::Kind::error, 0), {"error", "table.error_value", "", "Date closed"});
    cases.cell("fails", "case-reference-malformed", "A case reference without its year.", cases_sheet, "Case\nref",
               "SH/0041", {"error", "schema.pattern", "", "case_ref"});
    cases.cell("fails", "sex-missing", "No sex.", cases_sheet, "Sex", Cell(), {"error", "schema.missing", "", "sex"});
    cases.cell("fails", "support-ends-before-it-starts", "Support that ends before it starts.", cases_sheet,
               "Support\nend", "01/05/2011", {"error", "event.end_before_start", "", "end_date"}, {0, 1},
               "Support\nend");
    cases.cell("fails", "share-over-100-per-cent", "150% of a budget as a direct payment.", cases_sheet,
               "% as direct\npayment", Cell(Cell::Kind::share, 1.5),
               {"error", "schema.range", "", "share_as_direct_payment"});
    cases.cell("fails", "budget-in-words", "A weekly budget in words.", cases_sheet, "Weekly\nbudget (\u00a3)", "tbc",
               {"error", "schema.type", "", "weekly_budget"});
    cases.cell("fails", "review-of-unknown-case", "A review of a case that is not on the sheet Cases.", reviews,
               "Case\nref", "SH/2012/99999", {"error", "record.unknown_reference", "", "Case ref"});
    cases.cell("fails", "review-type-missing", "A review without its type.", reviews, "Type", Cell(),
               {"error", "schema.missing", "", "review_type"});
    cases.cell("fails", "survey-answer-out-of-range", "An answer 5 to a question that has four.", survey, "q3a",
               Cell(Cell::Kind::number, 5), {"error", "schema.pattern", "", "q3a"});
}

void bad_rows(Cases& cases, const Tables& base) {
    cases.add({"fails",
               "person-without-any-id",
               "A case with neither an NHS number nor a client number.",
               "accepted in part",
               {{"error", "person.no_key", cases.place(cases_sheet, base[cases_sheet].rows.size() - 2), ""}},
               Change{0, 1},
               [](Tables& tables) {
                   auto& rows = tables[cases_sheet].rows;
                   rows[rows.size() - 2][1] = rows[rows.size() - 2][2] = Cell();
               },
               {}});
    cases.add({"fails",
               "nhs-number-check-digit-wrong",
               "A mistyped NHS number, and no client number beside it.",
               "accepted in part",
               {{"error", "person.nhs_number_check_digit",
                 cases.place(cases_sheet, base[cases_sheet].rows.size() - 2, 2), "nhs_number"}},
               Change{0, 1},
               [](Tables& tables) {
                   auto& rows = tables[cases_sheet].rows;
                   rows[rows.size() - 2][1] = Cell();
                   rows[rows.size() - 2][2] = "999 712 3455";
               },
               {}});
    const auto q1 = column_of(base[survey], "q1");
    cases.add({"fails",
               "easy-read-answer-out-of-range",
               "An answer 6 in the easy-read questionnaire, which has five.",
               "accepted in part",
               {{"error", "survey.answer_range", cases.place(survey, first, q1), "answer"}},
               Change{0, 1},
               [q1](Tables& tables) {
                   tables[survey].rows[first][3] = "E";
                   tables[survey].rows[first][q1] = Cell(Cell::Kind::number, 6);
               },
               {}});
}

void bad_files(Cases& cases, const Tables& base) {
    cases.add({"fails",
               "sheet-missing",
               "The sheet Reviews was deleted.",
               "rejected",
               {{"fatal", "table.missing", "", "Reviews"}},
               {},
               [](Tables& tables) { tables.erase(tables.begin() + reviews); },
               {}});
    cases.add({"fails",
               "column-missing",
               "The column Outcome was deleted.",
               "rejected",
               {{"fatal", "table.missing_column", cases.place(cases_sheet, headings), "Outcome"}},
               {},
               [column = column_of(base[cases_sheet], "Outcome")](Tables& tables) {
                   for (auto& row : tables[cases_sheet].rows)
                       if (row.size() > column && row.size() > 5)
                           row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
               },
               {}});
    cases.add({"fails",
               "heading-twice",
               "Two columns have the heading Outcome.",
               "rejected",
               {{"fatal", "table.duplicate_heading", cases.place(cases_sheet, headings, 22), "Outcome"}},
               {},
               [](Tables& tables) { tables[cases_sheet].rows[headings][22] = "Outcome"; },
               {}});
    cases.add({"fails",
               "headings-missing",
               "The row of headings of the survey was deleted.",
               "rejected",
               {{"fatal", "table.heading_row", "Survey", ""}},
               {},
               [](Tables& tables) { tables[survey].rows.erase(tables[survey].rows.begin() + headings); },
               {}});
    cases.add({"fails",
               "protected-by-a-password",
               "The workbook is encrypted.",
               "rejected",
               {{"fatal", "format.encrypted", file, ""}},
               {},
               {},
               [](Files& files) {
                   files[file] = compound_file(
                       {{"EncryptionInfo", std::string(248, '\4')}, {"EncryptedPackage", std::string(4800, '\7')}});
               }});
    cases.add({"fails",
               "file-cut-off",
               "Only the first half of the workbook arrived.",
               "rejected",
               {{"fatal", "format.malformed", file, ""}},
               {},
               {},
               [](Files& files) { files[file].resize(files[file].size() / 2); }});
    cases.add({"fails",
               "wrong-kind-of-file",
               "A PDF under the workbook's name.",
               "rejected",
               {{"fatal", "format.unknown", file, ""}},
               {},
               {},
               [](Files& files) {
                   files[file] = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";
               }});
}

void warned(Cases& cases, const Tables& base) {
    cases.cell("warns", "outcome-unmapped", "An outcome code to which no meaning was agreed.", cases_sheet, "Outcome",
               "O11", {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "outcome-not-in-the-crosswalk", "An outcome that the crosswalk has no row for.", reviews,
               "Result", "O29", {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "days-waiting-disagree", "The formula of the days waiting was overwritten.", cases_sheet,
               "Days\nwaiting", Cell(Cell::Kind::number, 999), {"warning", "record.contradiction", "", "Days waiting"},
               Change{});
    cases.cell("warns", "share-and-budget-disagree", "A budget managed by the council, with a share paid directly.",
               cases_sheet, "% as direct\npayment", "45%",
               {"warning", "record.contradiction", "", "% as direct payment"}, Change{});
    const auto type = column_of(base[cases_sheet], "Budget\ntype");
    cases.made.back().edit = [type, row = cases.row_of(cases_sheet, type + 1),
                              change = cases.made.back().edit](Tables& tables) {
        change(tables);
        tables[cases_sheet].rows[row][type] = "CM";
    };
    cases.cell("warns", "birth-date-implausible", "A client born in 1900, the spreadsheet's first year.", cases_sheet,
               "Date of\nbirth", "01/01/1900", {"warning", "person.birth_implausible", "", "birth_month"}, Change{});
    cases.cell("warns", "nhs-number-check-digit-wrong-beside-a-client-number",
               "A mistyped NHS number; the client number tells who it is.", cases_sheet, "NHS\nnumber", "999 712 3455",
               {"warning", "person.nhs_number_check_digit", "", "nhs_number"}, Change{});
    cases.cell("warns", "unknown-column", "A column that is not part of the return.", cases_sheet,
               "Weekly\nbudget (\u00a3)", "Weekly\nbudget (\u00a3)", {"warning", "table.unknown_column", "", ""},
               Change{});
    auto& column = cases.made.back();
    column.promises.front().place = cases.place(cases_sheet, headings, base[cases_sheet].rows[headings].size());
    column.edit = [](Tables& tables) { tables[cases_sheet].rows[headings].push_back("Ward"); };
    cases.add({"warns",
               "unknown-sheet",
               "Somebody's own sums on a sheet of their own.",
               "accepted",
               {{"warning", "table.unknown_sheet", "Sheet1", ""}},
               Change{},
               [](Tables& tables) {
                   tables.push_back({"Sheet1", false, {{"my sums"}, {Cell(Cell::Kind::number, 12)}}, {}});
               },
               {}});
    cases.add({"warns",
               "hidden-sheet-with-cases",
               "A copy of the sheet Reviews is hidden in the workbook.",
               "accepted",
               {{"warning", "table.hidden", "Reviews (2)!6", ""}},
               Change{},
               [](Tables& tables) {
                   auto copy = tables[reviews];
                   copy.name = "Reviews (2)";
                   copy.hidden = true;
                   tables.push_back(copy);
               },
               {}});
    cases.add({"warns",
               "review-given-twice",
               "The same review stands in two rows.",
               "accepted",
               {{"note", "record.duplicate", cases.place(reviews, base[reviews].rows.size()), ""}},
               Change{1, 0, 1, 0},
               [](Tables& tables) { tables[reviews].rows.push_back(tables[reviews].rows.back()); },
               {}});
    cases.cell("warns", "review-outside-the-period", "A review of the year after.", reviews, "Date of\nreview",
               "02/05/2013", {"warning", "event.outside_period", "", "end_date"}, Change{0, 0, 0, 1});
}

} // namespace

std::vector<Case> people2people_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases, base);
    bad_files(cases, base);
    warned(cases, base);
    return std::move(cases.made);
}

} // namespace pilotage::generate
