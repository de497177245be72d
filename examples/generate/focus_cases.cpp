#include "examples/generate/case_list.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { persons, referrals, assessments, services, reviews, staff, survey };
constexpr std::size_t first = 2; // row of a table; above it stand the title and the headings

std::string line_of(const Table& table, std::size_t row) {
    std::size_t line = row + 1;
    for (std::size_t i = 0; i < row; ++i)
        for (const auto& cell : table.rows[i])
            line += static_cast<std::size_t>(std::count(cell.text.begin(), cell.text.end(), '\n'));
    return std::to_string(line);
}

// Changes one cell of the first row, and promises the finding there.
class Cases : public CaseList {
public:
    using CaseList::CaseList;

    std::string place(Tab tab, std::size_t row, std::size_t column = 0) const {
        return base_[tab].name + ":" + line_of(base_[tab], row) + (column == 0 ? "" : ":" + std::to_string(column));
    }
    void cell(std::string kind, std::string name, std::string what, Tab tab, std::size_t column, std::string text,
              Promise promise, Change change = {0, 1}) {
        promise.place = place(tab, first, column);
        changed(std::move(kind), std::move(name), std::move(what), {tab, first, column - 1}, std::move(text),
                std::move(promise), change);
    }
    /// The closing line, once the first row is gone.
    std::string closing_after_loss(Tab tab) const {
        auto table = base_[tab];
        table.rows.erase(table.rows.begin() + first);
        return table.name + ":" + line_of(table, table.rows.size() - 1);
    }
};

void restate_count(Table& table) {
    table.rows.back()[1] = "Rows: " + std::to_string(table.rows.size() - 3);
}

void good(Cases& cases) {
    cases.good("as-agreed", "A return as it was agreed.");
    cases.good("columns-in-another-order", "The columns of two files stand in another order.", [](Tables& tables) {
        for (const auto tab : {referrals, services})
            for (std::size_t row = 1; row + 1 < tables[tab].rows.size(); ++row)
                std::reverse(tables[tab].rows[row].begin(), tables[tab].rows[row].end());
    });
    cases.good("headings-in-other-words", "Headings are spelt otherwise, in capitals, with other punctuation.",
               [](Tables& tables) {
                   tables[persons].rows[1][5] = "D.O.B.";
                   tables[persons].rows[1][0] = "PERSON-ID";
                   tables[referrals].rows[1][3] = "date of referral";
               });
    cases.good("without-columns-that-may-be-absent", "Columns that earlier extracts did not have are absent.",
               [](Tables& tables) {
                   for (std::size_t row = 1; row + 1 < tables[persons].rows.size(); ++row)
                       tables[persons].rows[row].pop_back();
                   for (std::size_t row = 1; row + 1 < tables[referrals].rows.size(); ++row)
                       tables[referrals].rows[row].pop_back();
               });
    cases.good("utf-8-with-byte-order-mark", "One file was saved again as UTF-8 with a byte-order mark.", nullptr,
               [](Files& files) { files["staff.csv"].insert(0, "\xEF\xBB\xBF"); });
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "wrong-gender-code", "A gender code that the case system does not have.", persons, 8, "X",
               {"error", "schema.enumeration", "", "gender"});
    cases.cell("fails", "birth-date-missing", "No date of birth.", persons, 6, "",
               {"error", "schema.missing", "", "date_of_birth"});
    cases.cell("fails", "birth-date-without-century", "A date of birth with a year of two figures.", persons, 6,
               "25/11/42", {"error", "schema.pattern", "", "date_of_birth"});
    cases.cell("fails", "nhs-number-in-scientific-notation", "An NHS number that a spreadsheet turned into 9.99E+09.",
               persons, 2, "9.99E+09", {"error", "schema.pattern", "", "nhs_number"});
    cases.cell("fails", "impossible-date", "A referral on 31 February.", referrals, 4, "31/02/2012",
               {"error", "schema.pattern", "", "referral_date"});
    cases.cell("fails", "date-in-no-leap-year", "A referral on 29 February of a year that has none.", referrals, 4,
               "29/02/2013", {"error", "value.unreadable", "", "referral_date"});
    cases.cell("fails", "referral-id-malformed", "A referral id without its letter.", referrals, 1, "00000051",
               {"error", "schema.pattern", "", "referral_id"});
    cases.cell("fails", "wrong-access-route", "An access route that is not in the list.", referrals, 6, "WALKIN",
               {"error", "schema.enumeration", "", "access_route"});
    cases.cell("fails", "assessment-ends-before-it-starts", "An assessment completed before it began.", assessments, 5,
               "01/04/2011", {"error", "event.end_before_start", "", "end_date"});
    cases.cell("fails", "assessment-in-the-future", "An assessment completed in 2031.", assessments, 5, "01/04/2031",
               {"error", "event.in_future", "", "end_date"});
    cases.cell("fails", "cost-not-a-number", "A unit cost in words.", services, 8, "see contract",
               {"error", "schema.type", "", "unit_cost"});
    cases.cell("fails", "cost-negative", "A negative unit cost.", services, 8, "-14.25",
               {"error", "schema.range", "", "unit_cost"});
    cases.cell("fails", "survey-answer-out-of-range", "An answer 5 to a question that has four.", survey, 8, "5",
               {"error", "schema.pattern", "", "q3a"});
    cases.cell("fails", "headcount-negative", "A negative number of staff.", staff, 3, "-3",
               {"error", "schema.range", "", "headcount"});
}

void bad_rows(Cases& cases) {
    cases.taken("fails", "person-without-any-id", "A referral with neither an NHS number nor a person id.",
                {{"error", "person.no_key", cases.place(referrals, first), ""}}, Change{0, 1},
                [](Tables& tables) { tables[referrals].rows[first][1] = tables[referrals].rows[first][2] = ""; });
    cases.taken("fails", "nhs-number-check-digit-wrong", "A mistyped NHS number, and no person id beside it.",
                {{"error", "person.nhs_number_check_digit", cases.place(referrals, first, 3), "nhs_number"}},
                Change{0, 1}, [](Tables& tables) {
                    tables[referrals].rows[first][1] = "";
                    tables[referrals].rows[first][2] = "999 012 3455";
                });
    cases.taken("fails", "ragged-row", "A service with a cell too few.",
                {{"error", "table.ragged_row", cases.place(services, first), ""}}, Change{0, 1},
                [](Tables& tables) { tables[services].rows[first].pop_back(); });
    cases.taken("fails", "reference-given-to-two-referrals", "Two referrals have the same id.",
                {{"error", "event.reference_repeated", cases.place(referrals, first + 1, 1), "event_reference"}},
                Change{0, 1},
                [](Tables& tables) { tables[referrals].rows[first + 1][0] = tables[referrals].rows[first][0]; });
    cases.taken(
        "fails", "quote-not-closed", "A quotation mark in a note is never closed.",
        {{"error", "table.unclosed_quote", cases.place(reviews, first, 10), ""}}, Change{0, 1},
        [](Tables& tables) { tables[reviews].rows[first][9] = "UNCLOSED"; },
        [](Files& files) { replace(files["reviews.csv"], "UNCLOSED", "\"said she would"); });
    cases.taken(
        "fails", "byte-that-windows-1252-does-not-have", "The byte 0x81 in a surname.",
        {{"error", "encoding.undefined_byte", cases.place(persons, first, 4), ""}}, Change{0, 1},
        [](Tables& tables) { tables[persons].rows[first][3] = "BROKEN"; },
        [](Files& files) { replace(files["persons.csv"], "BROKEN", "Bel\x81worth"); });
}

void bad_files(Cases& cases) {
    cases.refused("column-missing", "The assessments have no column for their type.",
                  {{"fatal", "table.missing_column", cases.place(assessments, 1), "Assessment Type"}},
                  [](Tables& tables) {
                      auto& rows = tables[assessments].rows;
                      for (std::size_t row = 1; row + 1 < rows.size(); ++row) rows[row].erase(rows[row].begin() + 5);
                  });
    cases.refused("heading-twice", "Two columns of the referrals have the heading Outcome.",
                  {{"fatal", "table.duplicate_heading", cases.place(referrals, 1, 11), "Outcome"}},
                  [](Tables& tables) { tables[referrals].rows[1][10] = "Outcome"; });
    cases.refused("headings-missing", "The services come without their headings.",
                  {{"error", "file.not_recognised", "services.csv", ""}, {"fatal", "file.missing", "", "services.csv"}},
                  [](Tables& tables) { tables[services].rows.erase(tables[services].rows.begin() + 1); });
    cases.refused("file-missing", "The file of persons was not sent.", {{"fatal", "file.missing", "", "persons.csv"}},
                  [](Files& files) { files.erase("persons.csv"); });
    cases.refused("file-empty", "The file of reviews has no byte.",
                  {{"error", "file.empty", "reviews.csv", ""}, {"fatal", "file.missing", "", "reviews.csv"}},
                  [](Files& files) { files["reviews.csv"].clear(); });
    cases.refused(
        "file-cut-off", "The services end in the middle of a row.",
        {{"error", "table.ragged_row", "services.csv:17", ""}, {"fatal", "table.trailer_missing", "services.csv", ""}},
        [](Files& files) { files["services.csv"].resize(files["services.csv"].size() * 2 / 3); });
    cases.refused("closing-line-disagrees", "The closing line of the referrals states more rows than there are.",
                  {{"fatal", "table.trailer_disagrees", cases.closing_after_loss(referrals), ""}},
                  [](Tables& tables) { tables[referrals].rows.erase(tables[referrals].rows.begin() + first); });
    cases.refused("wrong-kind-of-file", "The file of staff is a PDF.", {{"fatal", "format.unknown", "staff.csv", ""}},
                  [](Files& files) { files["staff.csv"] = pdf_bytes; });
}

void warned(Cases& cases) {
    cases.cell("warns", "client-group-unmapped", "The older client group PD, which covers two support reasons.",
               persons, 11, "PD", {"warning", "crosswalk.unmapped", "", "client_group"}, Change{});
    cases.cell("warns", "outcome-not-in-the-crosswalk", "An outcome that the crosswalk has no row for.", referrals, 10,
               "WEB", {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "birth-date-implausible", "A person born in 1880.", persons, 6, "01/01/1880",
               {"warning", "person.birth_implausible", "", "birth_month"}, Change{});
    cases.cell("warns", "nhs-number-check-digit-wrong-beside-a-person-id",
               "A mistyped NHS number; the person id tells who it is.", referrals, 3, "999 012 3455",
               {"warning", "person.nhs_number_check_digit", "", "nhs_number"}, Change{});
    cases.taken("warns", "unknown-column", "The persons have a column that is not part of the return.",
                {{"warning", "table.unknown_column", cases.place(persons, 1, 20), ""}}, Change{}, [](Tables& tables) {
                    auto& rows = tables[persons].rows;
                    for (std::size_t row = 1; row + 1 < rows.size(); ++row)
                        rows[row].push_back(row == 1 ? "Ward" : "Pretend Ward");
                });
    cases.taken("warns", "headings-repeated", "Two extracts were joined, headings and all.",
                {{"warning", "table.repeated_heading", cases.place(services, first + 1), ""}}, Change{1, 0, 0, 1},
                [](Tables& tables) {
                    auto& rows = tables[services].rows;
                    rows.insert(rows.begin() + first + 1, rows[1]);
                    restate_count(tables[services]);
                });
    cases.taken("warns", "referral-outside-the-period", "A referral that was closed after the period.",
                {{"warning", "event.outside_period", cases.place(referrals, first, 5), "end_date"}}, Change{0, 0, 0, 1},
                [](Tables& tables) { tables[referrals].rows[first][4] = "02/05/2013"; });
    cases.taken("warns", "referral-given-twice", "The same referral stands in the file twice.",
                {{"note", "record.duplicate", cases.place(referrals, first + 1), ""}}, Change{1, 0, 1, 0},
                [](Tables& tables) {
                    auto& rows = tables[referrals].rows;
                    rows.insert(rows.begin() + first + 1, rows[first]);
                    restate_count(tables[referrals]);
                });
    cases.taken("warns", "person-given-twice-with-other-details",
                "A person stands in the file twice, once with another gender.",
                {{"warning", "person.conflict", cases.place(persons, first + 1), "gender"}}, Change{1, 0, 0, 0},
                [](Tables& tables) {
                    auto& rows = tables[persons].rows;
                    rows.insert(rows.begin() + first, rows[first]);
                    rows[first][7] = rows[first][7].text == "M" ? "F" : "M";
                    restate_count(tables[persons]);
                });
    cases.taken("warns", "surplus-separators", "A row ends in two commas too many.",
                {{"warning", "table.ragged_row", cases.place(assessments, first), ""}}, Change{},
                [](Tables& tables) { tables[assessments].rows[first].resize(13); });
    cases.taken(
        "warns", "text-after-a-closing-quote", "Text follows the closing quotation mark of a note.",
        {{"warning", "table.text_after_quote", cases.place(reviews, first, 10), ""}}, Change{},
        [](Tables& tables) { tables[reviews].rows[first][9] = "QUOTED"; },
        [](Files& files) { replace(files["reviews.csv"], "QUOTED", "\"well\" she said"); });
}

} // namespace

std::vector<Case> focus_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases);
    bad_files(cases);
    warned(cases);
    return cases.take();
}

} // namespace pilotage::generate
