#include "examples/generate/compound_writer.hpp"
#include "examples/generate/workbook_cases.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { cases_sheet, reviews, survey, codes, lookups };
constexpr std::size_t headings = 4;
constexpr std::size_t first = 5;

bool names(const Table& table, const std::string& case_ref) {
    return std::any_of(table.rows.begin() + first, table.rows.end(),
                       [&](const Cells& row) { return row[1].text == case_ref; });
}

class Cases : public WorkbookCases {
public:
    explicit Cases(const Tables& base) : WorkbookCases(base, "People2People.xlsx", headings) {}

    /// Changes one cell, under the heading, of the first row that has `beside` filled (by default the cell itself).
    void cell(std::string kind, std::string name, std::string what, Tab tab, const std::string& heading,
              const Cell& text, Promise promise, Change change = {0, 1}, const std::string& beside = {}) {
        const auto column = column_of(tab, heading);
        const auto row = row_of(tab, beside.empty() ? column : column_of(tab, beside));
        promise.place = place(tab, row, column);
        changed(std::move(kind), std::move(name), std::move(what), {tab, row, column}, text, std::move(promise),
                change);
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
};

void good(Cases& cases) {
    cases.good("as-agreed", "A workbook as it was agreed.");
    cases.sheets_in_another_order("The sheet of cases stands last.");
    cases.no_title_rows({cases_sheet, reviews, survey});
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
    cases.taken("fails", "person-without-any-id", "A case with neither an NHS number nor a client number.",
                {{"error", "person.no_key", cases.place(cases_sheet, base[cases_sheet].rows.size() - 2), ""}},
                Change{0, 1}, [](Tables& tables) {
                    auto& rows = tables[cases_sheet].rows;
                    rows[rows.size() - 2][1] = rows[rows.size() - 2][2] = Cell();
                });
    cases.taken("fails", "nhs-number-check-digit-wrong", "A mistyped NHS number, and no client number beside it.",
                {{"error", "person.nhs_number_check_digit",
                  cases.place(cases_sheet, base[cases_sheet].rows.size() - 2, 2), "nhs_number"}},
                Change{0, 1}, [](Tables& tables) {
                    auto& rows = tables[cases_sheet].rows;
                    rows[rows.size() - 2][1] = Cell();
                    rows[rows.size() - 2][2] = "999 712 3455";
                });
    const auto q1 = cases.column_of(survey, "q1");
    cases.taken("fails", "easy-read-answer-out-of-range", "An answer 6 in the easy-read questionnaire, which has five.",
                {{"error", "survey.answer_range", cases.place(survey, first, q1), "answer"}}, Change{0, 1},
                [q1](Tables& tables) {
                    tables[survey].rows[first][3] = "E";
                    tables[survey].rows[first][q1] = Cell(Cell::Kind::number, 6);
                });
}

void bad_files(Cases& cases) {
    cases.refused("sheet-missing", "The sheet Reviews was deleted.", {{"fatal", "table.missing", "", "Reviews"}},
                  [](Tables& tables) { tables.erase(tables.begin() + reviews); });
    cases.refused("column-missing", "The column Outcome was deleted.",
                  {{"fatal", "table.missing_column", cases.place(cases_sheet, headings), "Outcome"}},
                  [column = cases.column_of(cases_sheet, "Outcome")](Tables& tables) {
                      for (auto& row : tables[cases_sheet].rows)
                          if (row.size() > column && row.size() > 5)
                              row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
                  });
    cases.heading_twice("Two columns have the heading Outcome.", cases_sheet, "Outcome", 22);
    cases.headings_missing("The row of headings of the survey was deleted.", survey);
    cases.protected_by_a_password([] {
        return compound_file(
            {{"EncryptionInfo", std::string(248, '\4')}, {"EncryptedPackage", std::string(4800, '\7')}});
    });
    cases.file_cut_off();
    cases.wrong_kind_of_file();
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
    const auto type = cases.column_of(cases_sheet, "Budget\ntype");
    cases.last().edit = [type, row = cases.row_of(cases_sheet, type + 1), change = cases.last().edit](Tables& tables) {
        change(tables);
        tables[cases_sheet].rows[row][type] = "CM";
    };
    cases.cell("warns", "birth-date-implausible", "A client born in 1900, the spreadsheet's first year.", cases_sheet,
               "Date of\nbirth", "01/01/1900", {"warning", "person.birth_implausible", "", "birth_month"}, Change{});
    cases.cell("warns", "nhs-number-check-digit-wrong-beside-a-client-number",
               "A mistyped NHS number; the client number tells who it is.", cases_sheet, "NHS\nnumber", "999 712 3455",
               {"warning", "person.nhs_number_check_digit", "", "nhs_number"}, Change{});
    cases.unknown_column(cases_sheet, "Ward");
    cases.unknown_sheet("Somebody's own sums on a sheet of their own.", "Sheet1");
    cases.hidden_copy("hidden-sheet-with-cases", "A copy of the sheet Reviews is hidden in the workbook.", reviews);
    cases.taken("warns", "review-given-twice", "The same review stands in two rows.",
                {{"note", "record.duplicate", cases.place(reviews, base[reviews].rows.size()), ""}}, Change{1, 0, 1, 0},
                [](Tables& tables) { tables[reviews].rows.push_back(tables[reviews].rows.back()); });
    cases.cell("warns", "review-outside-the-period", "A review of the year after.", reviews, "Date of\nreview",
               "02/05/2013", {"warning", "event.outside_period", "", "end_date"}, Change{0, 0, 0, 1});
}

} // namespace

std::vector<Case> people2people_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases, base);
    bad_files(cases);
    warned(cases, base);
    return cases.take();
}

} // namespace pilotage::generate
