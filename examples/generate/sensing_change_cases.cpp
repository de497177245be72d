#include "examples/generate/compound_writer.hpp"
#include "examples/generate/formats.hpp"
#include "examples/generate/workbook_cases.hpp"
#include "examples/generate/xls_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { year_before, year, notes, empty_form };
constexpr std::size_t headings = 1;
constexpr std::size_t first = 2;
const char* const file = "register.xls";

std::size_t row_with(const Table& table, std::size_t column) {
    for (std::size_t row = first; row < table.rows.size(); ++row)
        if (table.rows[row][column].kind != Cell::Kind::empty) return row;
    throw std::logic_error("the register has no row with that cell");
}

class Cases : public WorkbookCases {
public:
    explicit Cases(const Tables& base) : WorkbookCases(base, file, headings) {}

    void cell(std::string kind, std::string name, std::string what, const std::string& heading, const Cell& text,
              Promise promise, Change change = {0, 1}, const std::string& beside = {}) {
        const auto column = column_of(year, heading);
        const auto row = row_with(base_[year], beside.empty() ? column : column_of(year, beside));
        promise.place = place(year, row, column);
        changed(std::move(kind), std::move(name), std::move(what), {year, row, column}, text, std::move(promise),
                change);
    }
};

// A workbook whose records are scrambled says so in a record right behind its beginning.
std::string encrypted(const Tables& tables) {
    XlsWriter book;
    book.sheet(tables[year].name);
    auto stream = book.workbook();
    std::string password;
    append_little(password, 0x002F, 2);
    append_little(password, 6, 2);
    append_little(password, 0, 2);
    append_little(password, 0x1234, 2);
    append_little(password, 0x5678, 2);
    stream.insert(20, password);
    return compound_file({{"Workbook", stream}});
}

void good(Cases& cases) {
    cases.good("as-agreed", "A register as it was agreed.");
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "loss-not-in-the-list", "BOTH instead of DUAL.", "Sight/Hearing/\nDual", "Both",
               {"error", "schema.enumeration", "", "loss"});
    cases.cell("fails", "loss-missing", "Neither sight nor hearing is ticked.", "Sight/Hearing/\nDual", Cell(),
               {"error", "schema.missing", "", "loss"});
    cases.cell("fails", "date-with-points", "A date written 31.11.2012, which November does not have either.",
               "Date ref\nrec'd", "31.11.2012", {"error", "schema.pattern", "", "date_received"});
    cases.cell("fails", "impossible-date-as-text", "31 June, typed as text.", "Date closed", "31/06/2012",
               {"error", "schema.pattern", "", "date_closed"});
    cases.cell("fails", "date-in-words", "A date of birth in words.", "DOB", "about 1930",
               {"error", "schema.pattern", "", "date_of_birth"});
    cases.cell("fails", "came-via-missing", "How the referral came is not filled in.", "Came via", Cell(),
               {"error", "schema.missing", "", "came_via"});
    cases.cell("fails", "contact-longer-than-a-day", "A contact of 4,500 minutes.", "Contact\nmins",
               Cell(Cell::Kind::number, 4500), {"error", "schema.range", "", "contact_minutes"});
    cases.cell("fails", "name-in-the-cell-for-initials", "A worker's name where initials belong.", "Assessed\nby",
               "Invented Worker", {"error", "schema.pattern", "", "assessed_by"});
    cases.cell("fails", "equipment-cost-in-words", "The cost of equipment in words.", "Equip.\ncost", "about 20",
               {"error", "schema.type", "", "equipment_cost"});
    cases.cell("fails", "rehabilitation-ends-before-it-starts", "Rehabilitation that ends before it starts.",
               "Rehab\nend", "01/05/2011", {"error", "event.end_before_start", "", "end_date"});
    cases.cell("fails", "closed-in-the-future", "A referral closed in 2031.", "Date closed", "01/04/2031",
               {"error", "event.in_future", "", "end_date"});
    cases.cell("fails", "register-number-malformed", "A register number without its year.", "Reg no", "41",
               {"error", "schema.pattern", "", "register_number"});
    cases.cell("fails", "nhs-number-check-digit-wrong", "A mistyped NHS number.", "NHS no", "999 812 3455",
               {"error", "person.nhs_number_check_digit", "", "nhs_number"});
    cases.cell("fails", "formula-error", "A cell holds #REF!.", "Date closed", Cell(Cell::Kind::error, 0),
               {"error", "table.error_value", "", "Date closed"});
}

void bad_rows(Cases& cases) {
    cases.taken("fails", "person-without-any-id", "A row with neither an NHS number nor a register number.",
                {{"error", "person.no_key", cases.place(year, first), ""}}, Change{0, 1},
                [](Tables& tables) { tables[year].rows[first][0] = tables[year].rows[first][1] = Cell(); });
    cases.taken("fails", "register-number-given-twice", "Two rows have the same register number.",
                {{"error", "event.reference_repeated", cases.place(year, first + 1, 0), "event_reference"}},
                Change{0, 1}, [](Tables& tables) { tables[year].rows[first + 1][0] = tables[year].rows[first][0]; });
}

void bad_files(Cases& cases, const Tables& base) {
    cases.refused("column-missing", "The column Outcome was deleted from the year's sheet.",
                  {{"fatal", "table.missing_column", cases.place(year, headings), "Outcome"}},
                  [column = cases.column_of(year, "Outcome")](Tables& tables) {
                      for (std::size_t row = headings; row < tables[year].rows.size(); ++row)
                          tables[year].rows[row].erase(tables[year].rows[row].begin() +
                                                       static_cast<std::ptrdiff_t>(column));
                  });
    cases.refused("no-register-sheet", "Only the notes were sent.", {{"fatal", "table.missing", "", "register sheet"}},
                  [](Tables& tables) { tables.erase(tables.begin(), tables.begin() + notes); });
    cases.protected_by_a_password([base] { return encrypted(base); });
    cases.file_cut_off();
    cases.refused("web-page-as-workbook", "A web page that a reporting system calls a workbook.",
                  {{"fatal", "format.unknown", file, ""}}, [](Files& files) {
                      files[file] = "<html><body><table><tr><td>Reg no</td><td>DOB</td></tr></table></body></html>\n";
                  });
}

void warned(Cases& cases, const Tables& base) {
    cases.cell("warns", "outcome-unmapped", "A request that has no outcome yet.", "Outcome", "Pending",
               {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "outcome-not-in-the-crosswalk", "An outcome that the crosswalk has no row for.", "Outcome",
               "Holiday", {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "equipment-unmapped", "Equipment that was not on the list when the register began.",
               "Equipment", "Tablet", {"warning", "crosswalk.unmapped", "", "equipment"}, Change{});
    cases.cell("warns", "birth-date-implausible", "A person born in 1900, the spreadsheet's first year.", "DOB",
               "01/01/1900", {"warning", "person.birth_implausible", "", "birth_month"}, Change{});
    cases.taken("warns", "saved-as-xlsx-under-the-old-name",
                "A newer spreadsheet program saved the register in its own format.",
                {{"warning", "format.disagrees", file, ""}}, Change{},
                [base](Files& files) { files[file] = xlsx_bytes(base); });
    cases.unknown_column(year, "Lip-reading class");
    cases.unknown_sheet("A sheet of somebody's own sums.", "Sheet3");
    cases.taken("warns", "rows-on-the-hidden-form", "Rows were typed on the hidden empty form.",
                {{"warning", "table.hidden", "template!2", ""}}, Change{},
                [](Tables& tables) { tables[empty_form].rows.push_back(tables[year].rows[first]); });
    cases.taken("warns", "row-given-twice", "The same row stands on the sheet twice.",
                {{"note", "record.duplicate", cases.place(year, base[year].rows.size()), ""}}, Change{1, 0, 1, 0},
                [](Tables& tables) { tables[year].rows.push_back(tables[year].rows.back()); });
    cases.headings_repeated(year, first + 1);
}

} // namespace

std::vector<Case> sensing_change_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases);
    bad_files(cases, base);
    warned(cases, base);
    return cases.take();
}

} // namespace pilotage::generate
