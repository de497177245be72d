#include "examples/generate/cases.hpp"
#include "examples/generate/compound_writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { people, support, stroke, follow_ups, staff, lists };
constexpr std::size_t headings = 4;
constexpr std::size_t first = 5;
const char* const file = "Topaz.ods";

std::size_t column_of(const Table& table, const std::string& heading) {
    const auto& row = table.rows[headings];
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i].text == heading) return i;
    throw std::logic_error("the sheet has no column " + heading);
}

bool filled(const Cells& row, std::size_t column) {
    return column < row.size() && row[column].kind != Cell::Kind::empty && row[0].text != "Total";
}

class Cases {
public:
    explicit Cases(const Tables& base) : base_(base) {}

    std::string place(Tab tab, std::size_t row, std::size_t column) const {
        return base_[tab].name + "!" + static_cast<char>('A' + column) + std::to_string(row + 1);
    }
    std::string place(Tab tab, std::size_t row) const { return base_[tab].name + "!" + std::to_string(row + 1); }

    /// Changes one cell, under the heading, of the first row that `fits` (by default: the cell is filled); of people
    /// one whom no other sheet names, since those rows would be rejected with it.
    void cell(std::string kind, std::string name, std::string what, Tab tab, const std::string& heading,
              const Cell& text, Promise promise, Change change = {0, 1},
              const std::function<bool(const Cells&)>& fits = nullptr) {
        const auto column = column_of(base_[tab], heading);
        const auto row = row_of(
            tab, fits ? fits : [&](const Cells& cells) { return filled(cells, column); });
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
    std::size_t row_of(Tab tab, const std::function<bool(const Cells&)>& fits) const {
        const auto& rows = base_[tab].rows;
        for (std::size_t row = first; row < rows.size(); ++row)
            if (filled(rows[row], 0) && fits(rows[row]) && (tab != people || !is_named(rows[row][0].text))) return row;
        throw std::logic_error("the sheet has no such row");
    }
    std::size_t last_row(Tab tab) const {
        for (auto row = base_[tab].rows.size(); row-- > first;)
            if (filled(base_[tab].rows[row], 0)) return row;
        throw std::logic_error("the sheet has no row");
    }
    void add(Case one) { made.push_back(std::move(one)); }

    std::vector<Case> made;

private:
    bool is_named(const std::string& reference) const {
        for (const auto tab : {support, follow_ups})
            for (const auto& row : base_[tab].rows)
                if (row.size() > 1 && row[1].text == reference) return true;
        return false;
    }

    const Tables& base_;
};

void good(Cases& cases) {
    cases.add({"good", "as-agreed", "A workbook as it was agreed.", "accepted", {}, Change{}, {}, {}});
    cases.add({"good",
               "sheets-in-another-order",
               "The sheet of people stands last.",
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
                   for (const auto tab : {people, support, stroke, follow_ups, staff}) {
                       auto& rows = tables[tab].rows;
                       rows.erase(rows.begin(), rows.begin() + headings);
                       tables[tab].merged.clear();
                   }
               },
               {}});
}

void bad_cells(Cases& cases) {
    cases.cell("fails", "sex-not-in-the-list", "A letter where the list has words.", people, "Sex", "F",
               {"error", "schema.enumeration", "", "sex"});
    cases.cell("fails", "impossible-date-as-text", "31 November, typed as text.", people, "Asked\non", "31/11/2012",
               {"error", "schema.pattern", "", "asked_on"});
    cases.cell("fails", "date-as-bare-number", "A date that lost its format and became a number.", people, "Asked\non",
               Cell(Cell::Kind::number, 41234), {"error", "schema.pattern", "", "asked_on"});
    cases.cell("fails", "american-date", "A date that puts the month first.", people, "Closed\non", "12/31/2012",
               {"error", "schema.pattern", "", "closed_on"});
    cases.cell("fails", "reference-malformed", "A reference without its letters.", people, "Ref", "00041",
               {"error", "schema.pattern", "", "reference"});
    cases.cell("fails", "who-pays-missing", "Nobody filled in who pays.", people, "Who\npays", Cell(),
               {"error", "schema.missing", "", "who_pays"});
    cases.cell("fails", "formula-error-in-a-date", "A date cell holds #REF!.", people, "Closed\non",
               Cell(Cell::Kind::error, 0), {"error", "table.error_value", "", "Closed on"});
    cases.cell("fails", "talk-in-words", "How long the talk took, in words.", people, "Talk\ntook", "an hour or so",
               {"error", "schema.pattern", "", "talked_for"});
    cases.cell("fails", "cost-in-words", "A cost in words.", support, "Cost a\nweek", "about \u00a340",
               {"error", "schema.type", "", "cost"});
    cases.cell("fails", "share-over-100-per-cent", "A person who pays 150%.", support, "Paid by\nthe person",
               Cell(Cell::Kind::share, 1.5), {"error", "schema.range", "", "paid_by_person"});
    cases.cell("fails", "support-ends-before-it-begins", "Support that ends before it begins.", support, "Ends",
               "01/03/2011", {"error", "event.end_before_start", "", "end_date"});
    cases.cell("fails", "support-of-nobody", "Support for a reference that is not on the sheet People.", support, "Ref",
               "TZ99999", {"error", "record.unknown_reference", "", "Ref"});
    cases.cell("fails", "stroke-survivor-without-nhs-number", "A stroke survivor without an NHS number.", stroke,
               "NHS no.", Cell(), {"error", "person.no_key", "", ""});
    auto& keyless = cases.made.back().promises.front().place;
    keyless.erase(keyless.find('!') + 1, 1); // the whole row
    cases.cell("fails", "follow-up-before-the-last-day", "A follow-up before the person was last served.", follow_ups,
               "Done\non", "01/04/2011", {"error", "event.end_before_start", "", "follow_up_date"});
    cases.cell("fails", "follow-up-answer-in-words", "A sentence instead of yes or no.", follow_ups,
               "Has adult\nsocial care?", "yes, a bit", {"error", "schema.enumeration", "", "receiving"});
    cases.cell("fails", "follow-up-in-the-future", "A follow-up in 2039.", follow_ups, "Done\non", "01/06/2039",
               {"error", "event.in_future", "", "follow_up_date"});
    cases.made.back().promises.push_back(
        {"warning", "topaz.follow_up_timing", cases.made.back().promises.front().place, "Done on"});
    cases.cell("fails", "staff-in-words", "A number of people in words.", staff, "People", "eight",
               {"error", "schema.type", "", "people"});
}

/// Has the follow-up an answer?
bool answered(const Cells& row) {
    return row[7].text == "No";
}
bool lost(const Cells& row) {
    return row[6].text == "No answer";
}

void bad_rows(Cases& cases, const Tables& base) {
    cases.add({"fails",
               "follow-up-given-another-answer",
               "One follow-up stands in two rows, with two answers.",
               "accepted in part",
               {{"error", "event.reference_repeated", cases.place(follow_ups, base[follow_ups].rows.size(), 0),
                 "follow_up_reference"}},
               Change{1, 1},
               [row = cases.row_of(follow_ups, answered)](Tables& tables) {
                   auto copy = tables[follow_ups].rows[row];
                   copy[7] = "Yes";
                   tables[follow_ups].rows.push_back(std::move(copy));
               },
               {}});
}

void bad_files(Cases& cases, const Tables& base) {
    cases.add({"fails",
               "sheet-missing",
               "The sheet of follow-ups was deleted.",
               "rejected",
               {{"fatal", "table.missing", "", "Follow-ups"}},
               {},
               [](Tables& tables) { tables.erase(tables.begin() + follow_ups); },
               {}});
    cases.add({"fails",
               "column-missing",
               "The column of outcomes was deleted.",
               "rejected",
               {{"fatal", "table.missing_column", cases.place(people, headings), "What came of it"}},
               {},
               [column = column_of(base[people], "What came\nof it")](Tables& tables) {
                   for (auto& row : tables[people].rows)
                       if (row.size() > column) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
                   tables[people].merged.clear();
               },
               {}});
    cases.add({"fails",
               "heading-twice",
               "Two columns have the heading Ref.",
               "rejected",
               {{"fatal", "table.duplicate_heading", cases.place(support, headings, 7), "Ref"}},
               {},
               [](Tables& tables) { tables[support].rows[headings][7] = "Ref"; },
               {}});
    cases.add({"fails",
               "headings-missing",
               "The row of headings of the follow-ups was deleted.",
               "rejected",
               {{"fatal", "table.heading_row", "Follow-ups", ""}},
               {},
               [](Tables& tables) { tables[follow_ups].rows.erase(tables[follow_ups].rows.begin() + headings); },
               {}});
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
    cases.cell("warns", "need-without-a-support-reason", "A stroke as the main need, which is no support reason.",
               people, "Main\nneed", "Stroke", {"warning", "crosswalk.unmapped", "", "need"}, Change{});
    cases.cell("warns", "outcome-unmapped", "An outcome to which no meaning was agreed.", people, "What came\nof it",
               "Waiting list", {"warning", "crosswalk.unmapped", "", "outcome"}, Change{});
    cases.cell("warns", "kind-of-support-not-in-the-crosswalk", "A kind of support that the crosswalk has no row for.",
               support, "Kind of\nsupport", "Gardening", {"warning", "crosswalk.unmapped", "", "kind"}, Change{});
    cases.cell("warns", "birth-date-implausible", "A person born in 1880.", people, "Date of\nbirth", "01/01/1880",
               {"warning", "person.birth_implausible", "", "birth_month"}, Change{});
    cases.cell("warns", "nhs-number-check-digit-wrong-beside-a-lambeth-number",
               "A mistyped NHS number; Lambeth's number tells who it is.", people, "NHS no.", "999 512 3455",
               {"warning", "person.nhs_number_check_digit", "", "nhs_number"}, Change{});
    cases.cell("warns", "support-begins-after-the-period", "Support that begins after the period.", support, "Begins",
               "02/06/2013", {"warning", "event.outside_period", "", "start_date"}, Change{0, 0, 0, 1},
               [](const Cells& row) { return !filled(row, 4); });
    cases.cell("warns", "lost-and-yet-answered", "Nobody answered the follow-up, and yet there is an answer.",
               follow_ups, "Has adult\nsocial care?", "No",
               {"warning", "record.contradiction", "", "Has adult social care"}, Change{}, lost);
    cases.cell("warns", "since-a-day-and-yet-no", "A day since which there is care, and the answer no.", follow_ups,
               "Since", "01/12/2013", {"warning", "record.contradiction", "", "Since"}, Change{}, answered);
    cases.cell("warns", "follow-up-after-three-months", "A follow-up nine months too early.", follow_ups, "Done\non",
               Cell(), {"warning", "topaz.follow_up_timing", "", "Done on"}, Change{}, answered);
    const auto row = cases.row_of(follow_ups, answered);
    cases.made.back().edit = [row](Tables& tables) {
        auto& cells = tables[follow_ups].rows[row];
        cells[5] = Cell(Cell::Kind::date, cells[3].number + 91);
    };
    cases.cell("warns", "follow-up-of-a-person-served-after-the-period", "A follow-up of a person of the next return.",
               follow_ups, "Last\nserved", "02/04/2013", {"warning", "event.outside_period", "", "served_date"},
               Change{0, 0, 0, 1}, answered);
    cases.made.back().edit = [row, change = cases.made.back().edit](Tables& tables) {
        change(tables);
        tables[follow_ups].rows[row][5] = "02/04/2014";
    };
    const auto heading_row = base[staff].rows[headings].size();
    cases.add({"warns",
               "unknown-column",
               "A column that is not part of the return.",
               "accepted",
               {{"warning", "table.unknown_column", cases.place(staff, headings, heading_row), ""}},
               Change{},
               [](Tables& tables) { tables[staff].rows[headings].push_back("Birthday"); },
               {}});
    cases.add({"warns",
               "unknown-sheet",
               "Somebody's own sums on a sheet of their own.",
               "accepted",
               {{"warning", "table.unknown_sheet", "Sheet7", ""}},
               Change{},
               [](Tables& tables) {
                   tables.push_back({"Sheet7", false, {{"my sums"}, {Cell(Cell::Kind::number, 12)}}, {}});
               },
               {}});
    cases.add({"warns",
               "hidden-sheet-with-follow-ups",
               "A copy of the sheet of follow-ups is hidden in the workbook.",
               "accepted",
               {{"warning", "table.hidden", "Follow-ups (2)!6", ""}},
               Change{},
               [](Tables& tables) {
                   auto copy = tables[follow_ups];
                   copy.name = "Follow-ups (2)";
                   copy.hidden = true;
                   tables.push_back(copy);
               },
               {}});
    cases.add({"warns",
               "row-filled-down",
               "The last follow-up was filled down twice: one row that the file repeats.",
               "accepted",
               {{"note", "record.duplicate", cases.place(follow_ups, cases.last_row(follow_ups) + 1), ""}},
               Change{2, 0, 2, 0},
               [last = cases.last_row(follow_ups)](Tables& tables) {
                   auto& rows = tables[follow_ups].rows;
                   rows.resize(last + 1);
                   rows.insert(rows.end(), 2, rows[last]);
               },
               {}});
    cases.add({"warns",
               "headings-repeated",
               "The headings stand again among the rows.",
               "accepted",
               {{"warning", "table.repeated_heading", cases.place(stroke, first), ""}},
               Change{1, 0, 0, 1},
               [](Tables& tables) {
                   auto& rows = tables[stroke].rows;
                   rows.insert(rows.begin() + first, rows[headings]);
               },
               {}});
}

} // namespace

std::vector<Case> topaz_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases, base);
    bad_files(cases, base);
    warned(cases, base);
    return std::move(cases.made);
}

} // namespace pilotage::generate
