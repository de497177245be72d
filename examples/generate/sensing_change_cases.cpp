#include "examples/generate/cases.hpp"
#include "examples/generate/compound_writer.hpp"
#include "examples/generate/formats.hpp"
#include "examples/generate/xls_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { year_before, year, notes, empty_form };
constexpr std::size_t headings = 1;
constexpr std::size_t first = 2;
const char* const file = "register.xls";

std::size_t column_of(const Table& table, const std::string& heading) {
    const auto& row = table.rows[headings];
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i].text == heading) return i;
    throw std::logic_error("the register has no column " + heading);
}

std::size_t row_with(const Table& table, std::size_t column) {
    for (std::size_t row = first; row < table.rows.size(); ++row)
        if (table.rows[row][column].kind != Cell::Kind::empty) return row;
    throw std::logic_error("the register has no row with that cell");
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

    void cell(std::string kind, std::string name, std::string what, const std::string& heading, const Cell& text,
              Promise promise, Change change = {0, 1}, const std::string& beside = {}) {
        const auto column = column_of(base_[year], heading);
        const auto row = row_with(base_[year], beside.empty() ? column : column_of(base_[year], beside));
        promise.place = place(year, row, column);
        made.push_back({std::move(kind),
                        std::move(name),
                        std::move(what),
                        change.rejected > 0 ? "accepted in part" : "accepted",
                        {std::move(promise)},
                        change,
                        [=](Tables& tables) { tables[year].rows[row][column] = text; },
                        {}});
    }
    void add(Case one) { made.push_back(std::move(one)); }

    std::vector<Case> made;

private:
    const Tables& base_;
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
    cases.add({"good", "as-agreed", "A register as it was agreed.", "accepted", {}, Change{}, {}, {}});
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
    cases.add({"fails",
               "person-without-any-id",
               "A row with neither an NHS number nor a register number.",
               "accepted in part",
               {{"error", "person.no_key", cases.place(year, first), ""}},
               Change{0, 1},
               [](Tables& tables) { tables[year].rows[first][0] = tables[year].rows[first][1] = Cell(); },
               {}});
    cases.add({"fails",
               "register-number-given-twice",
               "Two rows have the same register number.",
               "accepted in part",
               {{"error", "event.reference_repeated", cases.place(year, first + 1, 0), "event_reference"}},
               Change{0, 1},
               [](Tables& tables) { tables[year].rows[first + 1][0] = tables[year].rows[first][0]; },
               {}});
}

void bad_files(Cases& cases, const Tables& base) {
    cases.add({"fails",
               "column-missing",
               "The column Outcome was deleted from the year's sheet.",
               "rejected",
               {{"fatal", "table.missing_column", cases.place(year, headings), "Outcome"}},
               {},
               [column = column_of(base[year], "Outcome")](Tables& tables) {
                   for (std::size_t row = headings; row < tables[year].rows.size(); ++row)
                       tables[year].rows[row].erase(tables[year].rows[row].begin() +
                                                    static_cast<std::ptrdiff_t>(column));
               },
               {}});
    cases.add({"fails",
               "no-register-sheet",
               "Only the notes were sent.",
               "rejected",
               {{"fatal", "table.missing", "", "register sheet"}},
               {},
               [](Tables& tables) { tables.erase(tables.begin(), tables.begin() + notes); },
               {}});
    cases.add({"fails",
               "protected-by-a-password",
               "The workbook is encrypted.",
               "rejected",
               {{"fatal", "format.encrypted", file, ""}},
               {},
               {},
               [base](Files& files) { files[file] = encrypted(base); }});
    cases.add({"fails",
               "file-cut-off",
               "Only the first half of the workbook arrived.",
               "rejected",
               {{"fatal", "format.malformed", file, ""}},
               {},
               {},
               [](Files& files) { files[file].resize(files[file].size() / 2); }});
    cases.add({"fails",
               "web-page-as-workbook",
               "A web page that a reporting system calls a workbook.",
               "rejected",
               {{"fatal", "format.unknown", file, ""}},
               {},
               {},
               [](Files& files) {
                   files[file] = "<html><body><table><tr><td>Reg no</td><td>DOB</td></tr></table></body></html>\n";
               }});
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
    cases.add({"warns",
               "saved-as-xlsx-under-the-old-name",
               "A newer spreadsheet program saved the register in its own format.",
               "accepted",
               {{"warning", "format.disagrees", file, ""}},
               Change{},
               {},
               [base](Files& files) { files[file] = xlsx_bytes(base); }});
    cases.add({"warns",
               "unknown-column",
               "A column that is not part of the return.",
               "accepted",
               {{"warning", "table.unknown_column", cases.place(year, headings, 32), ""}},
               Change{},
               [](Tables& tables) { tables[year].rows[headings].push_back("Lip-reading class"); },
               {}});
    cases.add({"warns",
               "unknown-sheet",
               "A sheet of somebody's own sums.",
               "accepted",
               {{"warning", "table.unknown_sheet", "Sheet3", ""}},
               Change{},
               [](Tables& tables) {
                   tables.push_back({"Sheet3", false, {{"my sums"}, {Cell(Cell::Kind::number, 12)}}, {}});
               },
               {}});
    cases.add({"warns",
               "rows-on-the-hidden-form",
               "Rows were typed on the hidden empty form.",
               "accepted",
               {{"warning", "table.hidden", "template!2", ""}},
               Change{},
               [](Tables& tables) { tables[empty_form].rows.push_back(tables[year].rows[first]); },
               {}});
    cases.add({"warns",
               "row-given-twice",
               "The same row stands on the sheet twice.",
               "accepted",
               {{"note", "record.duplicate", cases.place(year, base[year].rows.size()), ""}},
               Change{1, 0, 1, 0},
               [](Tables& tables) { tables[year].rows.push_back(tables[year].rows.back()); },
               {}});
    cases.add({"warns",
               "headings-repeated",
               "The headings stand again among the rows.",
               "accepted",
               {{"warning", "table.repeated_heading", cases.place(year, first + 1), ""}},
               Change{1, 0, 0, 1},
               [](Tables& tables) {
                   tables[year].rows.insert(tables[year].rows.begin() + first + 1, tables[year].rows[headings]);
               },
               {}});
}

} // namespace

std::vector<Case> sensing_change_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases);
    bad_files(cases, base);
    warned(cases, base);
    return std::move(cases.made);
}

} // namespace pilotage::generate
