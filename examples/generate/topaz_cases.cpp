#include "examples/generate/workbook_cases.hpp"

#include <algorithm>
#include <stdexcept>

namespace pilotage::generate {
namespace {

enum Tab : std::size_t { people, support, stroke, follow_ups, staff, lists };
constexpr std::size_t headings = 4;
constexpr std::size_t first = 5;
bool filled(const Cells& row, std::size_t column) {
    return column < row.size() && row[column].kind != Cell::Kind::empty && row[0].text != "Total";
}

class Cases : public WorkbookCases {
public:
    explicit Cases(const Tables& base) : WorkbookCases(base, "Topaz.ods", headings) {}

    /// Changes one cell, under the heading, of the first row that `fits` (by default: the cell is filled); of people
    /// one whom no other sheet names, since those rows would be rejected with it.
    void cell(std::string kind, std::string name, std::string what, Tab tab, const std::string& heading,
              const Cell& text, Promise promise, Change change = {0, 1},
              const std::function<bool(const Cells&)>& fits = nullptr) {
        const auto column = column_of(tab, heading);
        const auto row = row_of(
            tab, fits ? fits : [&](const Cells& cells) { return filled(cells, column); });
        promise.place = place(tab, row, column);
        changed(std::move(kind), std::move(name), std::move(what), {tab, row, column}, text, std::move(promise),
                change);
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

private:
    bool is_named(const std::string& reference) const {
        for (const auto tab : {support, follow_ups})
            for (const auto& row : base_[tab].rows)
                if (row.size() > 1 && row[1].text == reference) return true;
        return false;
    }
};

void good(Cases& cases) {
    cases.good("as-agreed", "A workbook as it was agreed.");
    cases.sheets_in_another_order("The sheet of people stands last.");
    cases.no_title_rows({people, support, stroke, follow_ups, staff});
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
    auto& keyless = cases.last().promises.front().place;
    keyless.erase(keyless.find('!') + 1, 1); // the whole row
    cases.cell("fails", "follow-up-before-the-last-day", "A follow-up before the person was last served.", follow_ups,
               "Done\non", "01/04/2011", {"error", "event.end_before_start", "", "follow_up_date"});
    cases.cell("fails", "follow-up-answer-in-words", "A sentence instead of yes or no.", follow_ups,
               "Has adult\nsocial care?", "yes, a bit", {"error", "schema.enumeration", "", "receiving"});
    cases.cell("fails", "follow-up-in-the-future", "A follow-up in 2039.", follow_ups, "Done\non", "01/06/2039",
               {"error", "event.in_future", "", "follow_up_date"});
    cases.last().promises.push_back(
        {"warning", "topaz.follow_up_timing", cases.last().promises.front().place, "Done on"});
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
    cases.taken("fails", "follow-up-given-another-answer", "One follow-up stands in two rows, with two answers.",
                {{"error", "event.reference_repeated", cases.place(follow_ups, base[follow_ups].rows.size(), 0),
                  "follow_up_reference"}},
                Change{1, 1}, [row = cases.row_of(follow_ups, answered)](Tables& tables) {
                    auto copy = tables[follow_ups].rows[row];
                    copy[7] = "Yes";
                    tables[follow_ups].rows.push_back(std::move(copy));
                });
}

void bad_files(Cases& cases) {
    cases.refused("sheet-missing", "The sheet of follow-ups was deleted.",
                  {{"fatal", "table.missing", "", "Follow-ups"}},
                  [](Tables& tables) { tables.erase(tables.begin() + follow_ups); });
    cases.refused("column-missing", "The column of outcomes was deleted.",
                  {{"fatal", "table.missing_column", cases.place(people, headings), "What came of it"}},
                  [column = cases.column_of(people, "What came\nof it")](Tables& tables) {
                      for (auto& row : tables[people].rows)
                          if (row.size() > column) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
                      tables[people].merged.clear();
                  });
    cases.heading_twice("Two columns have the heading Ref.", support, "Ref", 7);
    cases.headings_missing("The row of headings of the follow-ups was deleted.", follow_ups);
    cases.file_cut_off();
    cases.wrong_kind_of_file();
}

void warned(Cases& cases) {
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
    cases.last().edit = [row](Tables& tables) {
        auto& cells = tables[follow_ups].rows[row];
        cells[5] = Cell(Cell::Kind::date, cells[3].number + 91);
    };
    cases.cell("warns", "follow-up-of-a-person-served-after-the-period", "A follow-up of a person of the next return.",
               follow_ups, "Last\nserved", "02/04/2013", {"warning", "event.outside_period", "", "served_date"},
               Change{0, 0, 0, 1}, answered);
    cases.last().edit = [row, change = cases.last().edit](Tables& tables) {
        change(tables);
        tables[follow_ups].rows[row][5] = "02/04/2014";
    };
    cases.unknown_column(staff, "Birthday");
    cases.unknown_sheet("Somebody's own sums on a sheet of their own.", "Sheet7");
    cases.hidden_copy("hidden-sheet-with-follow-ups", "A copy of the sheet of follow-ups is hidden in the workbook.",
                      follow_ups);
    cases.taken("warns", "row-filled-down", "The last follow-up was filled down twice: one row that the file repeats.",
                {{"note", "record.duplicate", cases.place(follow_ups, cases.last_row(follow_ups) + 1), ""}},
                Change{2, 0, 2, 0}, [last = cases.last_row(follow_ups)](Tables& tables) {
                    auto& rows = tables[follow_ups].rows;
                    rows.resize(last + 1);
                    rows.insert(rows.end(), 2, rows[last]);
                });
    cases.headings_repeated(stroke, first);
}

} // namespace

std::vector<Case> topaz_cases(const Tables& base) {
    Cases cases(base);
    good(cases);
    bad_cells(cases);
    bad_rows(cases, base);
    bad_files(cases);
    warned(cases);
    return cases.take();
}

} // namespace pilotage::generate
